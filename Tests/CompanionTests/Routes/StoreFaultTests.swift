import Foundation
import SiteModel
import Synchronization
import TestSupport
import Testing

/// The store fails at every single call of every route: nobody is signed in by an error, and nothing is half done.
@Suite(.timeLimit(.minutes(20))) struct StoreFaultTests {
    /// Fails the n-th transaction from now on.
    private final class Faults: Sendable {
        struct Failure: Error {}
        private let left = Mutex<Int?>(nil)
        private let failed = Mutex(false)

        /// Whether the failure has come.
        var hasFailed: Bool { failed.withLock { $0 } }

        func failCall(_ number: Int?) {
            left.withLock { $0 = number }
            failed.withLock { $0 = false }
        }

        func check() throws {
            let isDue = left.withLock { left in
                guard let count = left else { return false }
                left = count == 0 ? nil : count - 1
                return count == 0
            }
            guard isDue else { return }
            failed.withLock { $0 = true }
            throw Failure()
        }
    }

    @Test func `a page that cannot be read from the store is an error, never somebody's page`() async throws {
        let faults = Faults()
        try await CompanionSite.running(admins: ["ada"], faults: { try faults.check() }) { site in
            let ada = try await site.signedUp("ada")
            for path in [
                "/account/", "/account/health", "/account/data.json", "/account/alive",
                "/account/?invitation=AAAAAAAAAAAAAAAAAAAAAA",
            ] {
                var number = 0
                while true {
                    faults.failCall(number)
                    let answer = try await ada.get(path)
                    site.clock.advance(by: .seconds(60))
                    guard faults.hasFailed else { break }
                    #expect(answer.status == 503, "\(path), call \(number): \(answer.status)")
                    #expect(!answer.text.contains("Sync now") && !answer.text.contains("sitegen-export"))
                    number += 1
                }
                #expect(number > 0, "\(path)")
                faults.failCall(nil)
            }
        }
    }

    @Test func `a sign-in that the store fails stores all or nothing, and signs nobody in`() async throws {
        let faults = Faults()
        try await CompanionSite.running(faults: { try faults.check() }) { site in
            var number = 0
            while true {
                let browser = WebBrowser(site)
                let start = try await browser.post("/api/auth/signin/spotify", [("username", "ada")])
                let callback = try await browser.callback(of: try #require(start.location), as: site.account(0))
                faults.failCall(number)
                let answer = try await browser.get(callback)
                guard faults.hasFailed else { break }
                #expect(answer.status == 503, "call \(number): \(answer.status)")
                #expect(!browser.isSignedIn)
                faults.failCall(nil)
                let users = try await site.store.users()
                #expect(users.isEmpty || users.count == 1)
                for user in users {
                    #expect(try await site.store.credential(of: user.id) != nil, "a user without a connection")
                    try await site.store.removeUser(named: user.username.rawValue)
                }
                number += 1
            }
            #expect(number > 3)
        }
    }

    @Test func `a change that the store fails says so, and leaves the page as hidden as it was`() async throws {
        let faults = Faults()
        try await CompanionSite.running(faults: { try faults.check() }) { site in
            let ada = try await site.signedUp("ada")
            let token = try await ada.token(for: "/account/settings")
            let fields = [("visibility", "private"), ("timeZone", "UTC"), ("bio", "x"), ("token", token)]
            var number = 0
            while true {
                faults.failCall(number)
                let answer = try await ada.post("/account/settings", fields)
                guard faults.hasFailed else { break }
                #expect(answer.status == 503 || answer.status == 303, "call \(number): \(answer.status)")
                #expect(site.page("ada/index.html") == nil)
                number += 1
            }
            #expect(number > 2)
        }
    }
}
