import Application
import Foundation
import NIOHTTP1
import SiteModel
import SpotifySimulator
import SpotifyTestSupport
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(20))) struct SyncNowTests {
    private static let json: [String: String] = ["Accept": "application/json"]

    @Test func `a sync brings the page up to date, and is refused until an hour after it`() async throws {
        try await CompanionSite.running { site in
            let browser = try await site.signedUp("ada")
            _ = try await site.application.changeUser("ada", .init(visibility: .public))
            let first = try await browser.submit("/api/spotify/sync")
            #expect(first.status == 303 && first.location == "/account/?done=synced", "\(first)")
            #expect(site.page("ada/index.html") != nil)
            site.clock.advance(by: .seconds(600))
            let second = try await browser.submit("/api/spotify/sync")
            #expect(second.status == 429 && second.headers.first(name: "retry-after") == "3000", "\(second)")
            #expect(second.text.contains("You can sync again"))
            let program = try await browser.submit("/api/spotify/sync", headers: Self.json)
            #expect(program.status == 429 && program.text.contains(#""retryAt":"2026-11-22T11:0"#), "\(program)")
            site.clock.advance(by: .seconds(3000))
            let third = try await browser.submit("/api/spotify/sync", headers: Self.json)
            #expect(third.status == 200 && third.text == #"{"state":"synced","success":true}"#, "\(third)")
        }
    }

    @Test func `a user that a run has just synced is up to date without a request`() async throws {
        try await CompanionSite.running { site in
            let browser = try await site.signedUp("ada")
            _ = try await site.application.run()
            site.simulator.resetRequests()
            site.clock.advance(by: .seconds(299))
            #expect(try await browser.submit("/api/spotify/sync").location == "/account/?done=uptodate")
            #expect(site.simulator.requests.isEmpty)
            site.clock.advance(by: .seconds(2))
            #expect(try await browser.submit("/api/spotify/sync").location == "/account/?done=synced")
            #expect(!site.simulator.requests.isEmpty)
        }
    }

    @Test func `a hundred presses at once are one sync`() async throws {
        try await CompanionSite.running { site in
            let browser = try await site.signedUp("ada")
            let token = try await browser.token(for: "/api/spotify/sync")
            site.simulator.resetRequests()
            let answers = try await withThrowingTaskGroup(of: UInt.self) { group in
                for _ in 0..<100 {
                    group.addTask {
                        try await browser.post("/api/spotify/sync", [("token", token)], headers: Self.json).status
                    }
                }
                return try await group.reduce(into: [UInt: Int]()) { $0[$1, default: 0] += 1 }
            }
            #expect(answers.keys.sorted().allSatisfy { [200, 202, 429].contains($0) }, "\(answers)")
            let asked = site.simulator.requests.count { $0.route == .recentlyPlayed }
            #expect(asked == 1, "\(answers)")
            let ada = try await site.store.user(named: "ada")
            #expect(try await site.store.askedSyncs(of: ada.id, since: Instant(seconds: 0)).count == 1)
        }
    }

    @Test func `a closed gate and a connection that Spotify refuses are told apart`() async throws {
        try await CompanionSite.running { site in
            let browser = try await site.signedUp("ada")
            let token = try await browser.token(for: "/api/spotify/sync")
            let until = site.clock.wall.now() + .seconds(90)
            try await site.store.setGate(Gate(notBefore: until, reason: "asked"), named: "spotify")
            let gated = try await browser.submit("/api/spotify/sync")
            #expect(gated.status == 503 && gated.headers.first(name: "retry-after") == "90", "\(gated)")
            try await site.store.setGate(nil, named: "spotify")
            let ada = try await site.store.user(named: "ada")
            let credential = try #require(try await site.store.credential(of: ada.id))
            try await site.store.markNeedsReconnect(userID: ada.id, authorizedAt: credential.authorizedAt)
            let refused = try await browser.post("/api/spotify/sync", [("token", token)])
            #expect(refused.status == 409, "\(refused)")
            #expect(try await browser.get("/account/").text.contains("needs your permission again"))
        }
    }

    @Test func `a sync that another program keeps waiting goes on without the browser`() async throws {
        try await CompanionSite.running(patience: .milliseconds(200)) { site in
            let browser = try await site.signedUp("ada")
            let store = try site.store
            let lock = try await store.locks.user(store.user(named: "ada").id, patience: .zero)
            let answer = try await browser.submit("/api/spotify/sync", headers: Self.json)
            #expect(answer.status == 202 && answer.text.contains("running"), "\(answer)")
            lock.release()
            while try await store.user(named: "ada").syncedAt == nil { await Task.yield() }
        }
    }
}
