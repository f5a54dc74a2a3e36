import Application
import Foundation
import NIOHTTP1
import SiteModel
import SpotifyTestSupport
import SyncRunner
import Synchronization
import TestSupport
import Testing

/// The store fails at every single call of every route: nobody is signed in by an error, and nothing is half done.
@Suite(.timeLimit(.minutes(20))) struct StoreFaultTests {
    /// Fails the n-th transaction from now on.
    private final class Faults: Sendable {
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
            throw StoreError.database(path: "sitegen.sqlite", message: "disk I/O error")
        }
    }

    /// An answer after a failure says so; it signs nobody in, and tells nothing of others.
    private func expectError(_ answer: WebBrowser.Answer, _ label: String) {
        #expect(answer.status >= 500, "\(label): \(answer.status)")
        #expect(answer.headers["set-cookie"].allSatisfy { $0.contains("Max-Age=0") }, "\(label)")
        for words in ["Sync now", "sitegen-export", "mallory"] { #expect(!answer.text.contains(words), "\(label)") }
    }

    @Test func `a page that cannot be read from the store is an error, never somebody's page`() async throws {
        let faults = Faults()
        try await CompanionSite.running(admins: ["ada"], faults: { try faults.check() }) { site in
            let ada = try await site.signedUp("ada")
            _ = try await site.signedUp("mallory", as: 1)
            for (path, status): (String, UInt) in [
                ("/account/", 200), ("/account/health", 200), ("/account/data.json", 200), ("/account/alive", 204),
                ("/account/?invitation=AAAAAAAAAAAAAAAAAAAAAA", 200),
            ] {
                var number = 0
                while true {
                    faults.failCall(number)
                    let answer = try await ada.get(path)
                    guard faults.hasFailed else { break }
                    expectError(answer, "\(path), call \(number)")
                    #expect(try await ada.get(path).status == status, "\(path) after call \(number)")
                    // Of one's data there is a copy a minute.
                    site.clock.advance(by: .seconds(60))
                    number += 1
                }
                #expect(number > 0, "\(path)")
                faults.failCall(nil)
            }
        }
    }

    @Test(arguments: [SignUp.open, .invited])
    func `a sign-in that the store fails stores all or nothing, signs nobody in, and can be made again`(
        signUp: SignUp
    ) async throws {
        let faults = Faults()
        try await CompanionSite.running(signUp: signUp, faults: { try faults.check() }) { site in
            let store = try site.store
            var number = 0
            while true {
                let code = SecretCode()
                let invitation = signUp == .invited ? code.reveal() : nil
                if invitation != nil {
                    _ = try await site.application.invite("ada", codeHash: code.hash, lasting: .seconds(3600))
                }
                let browser = WebBrowser(site)
                let start = try await browser.beginSignIn(username: "ada", invitation: invitation)
                let callback = try await browser.callback(of: try #require(start.location), as: site.account(0))
                faults.failCall(number)
                let answer = try await browser.get(callback)
                guard faults.hasFailed else { break }
                expectError(answer, "call \(number)")
                #expect(!browser.isSignedIn)
                let users = try await store.users()
                #expect(users.count <= 1)
                for user in users {
                    #expect(try await store.credential(of: user.id) != nil, "a user without a connection")
                }
                let open = try await store.openInvitations(at: site.clock.wall.now())
                #expect(open.count == (users.isEmpty && invitation != nil ? 1 : 0), "a user, or an invitation")
                let again = try await WebBrowser(site)
                    .signIn(as: site.account(0), username: users.isEmpty ? "ada" : nil, invitation: invitation)
                #expect(again.status == 303, "after call \(number): \(again)")
                try await store.removeUser(named: "ada")
                number += 1
            }
            #expect(number > 3)
        }
    }

    @Test(arguments: AccountChange.all)
    func `a change that the store fails says so, and is then made or not, and can be made again`(
        change: AccountChange
    ) async throws {
        let faults = Faults()
        try await CompanionSite.running(admins: ["ada"], faults: { try faults.check() }) { site in
            let people = try await TwoPeople(site)
            let undisturbed = try await people.outcome(of: change)
            var number = 0
            while true {
                let request = try await people.arrange(change)
                let before = try await people.people()
                await site.settles()
                faults.failCall(number)
                let answer = try await request.send()
                await site.settles()
                let hasFailed = faults.hasFailed
                faults.failCall(nil)
                guard hasFailed else { break }
                if try await people.people() == before {
                    expectError(answer, "call \(number)")
                    // After a failed sync there is a pause.
                    site.clock.advance(by: .seconds(61))
                    let again = try await request.send()
                    #expect(again.status == 303, "after call \(number): \(again)")
                } else if answer.status != 303 {
                    // Otherwise what follows in the background has failed.
                    expectError(answer, "call \(number)")
                }
                #expect(try await people.outcome(after: change) == undisturbed, "call \(number)")
                number += 1
            }
            #expect(number > 1)
        }
    }
}
