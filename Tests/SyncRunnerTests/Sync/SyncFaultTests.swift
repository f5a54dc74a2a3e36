import Foundation
import SiteModel
import SpotifySimulator
import TestSupport
import Testing

@testable import SyncRunner

/// Rate limits, refusals and tokens: how a run and the next ones handle a Spotify that refuses.
@Suite struct SyncFaultTests {
    // MARK: - Gate

    @Test func `a long rate limit closes the gate for all users and for later runs`() async throws {
        try await SyncBench.run(users: 10) { bench in
            bench.simulator.order(.quotaExceeded(retryAfter: 7200), on: .recentlyPlayed, after: 2)
            let report = try await bench.runner(settings: SyncSettings(concurrency: 1)).run()
            #expect(report.synced == 2 && report.failed == 0)
            #expect(report.users.map(\.outcome).filter { $0 == .rateLimited }.count == 1)
            #expect(report.users.map(\.outcome).filter { $0 == .gateClosed }.count == 7)
            #expect(report.exitReason == .tryLater)
            let until = try #require(report.gateClosedUntil)
            #expect(until == bench.clock.wall.now() + .seconds(7200))
            #expect(try await bench.store.gate(named: SyncRunner.gateName)?.notBefore == until)
            #expect(report.users.map(\.notBefore) == [nil, nil] + Array(repeating: until, count: 8))

            bench.simulator.resetRequests()
            bench.clock.advance(by: .seconds(7199))
            let next = try await bench.runner().run(force: true)
            #expect(bench.simulator.requestCount() == 0, "a closed gate stops even --force")
            #expect(next.users.allSatisfy { $0.outcome == .gateClosed } && next.users.count == 10)
            #expect(next.gateClosedUntil == until && next.exitReason == .tryLater)

            bench.clock.advance(by: .seconds(1))
            let open = try await bench.runner().run()
            #expect(open.synced == 10 && open.gateClosedUntil == nil)
        }
    }

    @Test func `plays fetched before the gate closes are stored`() async throws {
        try await SyncBench.run { bench in
            bench.simulator.order(.tooManyRequests, on: .topArtists)
            let report = try await bench.runner().run()
            #expect(report.users.map(\.outcome) == [.rateLimited])
            #expect(try await bench.plays(0).count == report.newPlays)
            #expect(report.newPlays > 0 && report.gateClosedUntil != nil)
        }
    }

    @Test(arguments: [(47, 0), (48, 0), (49, 1)] as [(Int64, Int)])
    func `a gate closed for more than 48 hours is ignored as set by a wrong clock`(
        hours: Int64, synced: Int
    ) async throws {
        try await SyncBench.run { bench in
            let gate = Gate(notBefore: bench.clock.wall.now() + .hours(hours), reason: "too many requests")
            try await bench.store.setGate(gate, named: SyncRunner.gateName)
            let report = try await bench.runner().run()
            #expect(report.synced == synced)
            #expect(report.gateClosedUntil == (synced == 0 ? gate.notBefore : nil))
        }
    }

    @Test func `a run under a clock that was ahead does not delay later syncs`() async throws {
        try await SyncBench.run { bench in
            _ = try await bench.runner().run()
            bench.clock.advance(by: .days(3))
            bench.simulator.order(.html(), times: nil)
            #expect(try await bench.runner().run().failed == 1)
            bench.simulator.clearFaults()
            bench.clock.advance(by: .hours(-3 * 24 + 1))
            #expect(try await bench.runner().run().synced == 1)
            // Records from the future are ignored: there is one attempt per hour again.
            #expect(try await bench.runner().run().due == 0)
            #expect(try await bench.history(0).map(\.errorClass) == [nil, nil])
            let named = try await bench.runner().run(users: [bench.name(0)])
            #expect(named.exitReason == .tryLater)
            #expect(named.users.first?.reason?.contains("allowed again from 2026-11-22T12:00:00Z,") == true)
        }
    }

    @Test func `a run waits out a short Retry-After`() async throws {
        try await SyncBench.run { bench in
            bench.simulator.order(.retryAfter(12), on: .recentlyPlayed, times: 2)
            let report = try await bench.runner().run()
            #expect(report.synced == 1 && report.gateClosedUntil == nil)
        }
    }

    // MARK: - No answer

    @Test func `a request that times out is tried three times, and the next run gets the plays`() async throws {
        var limits = HTTPTransport.Limits()
        limits.whole = .seconds(2)
        try await SyncBench.run { bench in
            bench.simulator.order(.delay(.seconds(600)), on: .recentlyPlayed, times: 3)
            let report = try await HTTPTransport.withLive(limits: limits) { transport in
                try await bench.runner(transport: transport).run()
            }
            #expect(report.users.map(\.outcome) == [.failed] && report.exitReason == .unreachable)
            #expect(report.requests == 3)
            #expect(report.users.first?.reason?.contains("check the network") == true)
            #expect(try await bench.history(0).map(\.errorClass) == [.unavailable])
            let healthy = try await bench.runner().run()
            #expect(healthy.synced == 1 && healthy.newPlays > 0)
        }
    }

    // MARK: - Refusals

    @Test func `a user with a refused refresh token is reported once, then skipped until reconnecting`() async throws {
        try await SyncBench.run(users: 2) { bench in
            bench.simulator.revoke(bench.id(0))
            let report = try await bench.runner().run()
            #expect(report.user(bench.name(0))?.outcome == .needsReconnect)
            #expect(report.user(bench.name(1))?.outcome == .synced)
            #expect(report.exitReason == .someFailed)
            #expect(try await bench.state(0) == .needsReconnect)

            bench.simulator.resetRequests()
            bench.clock.advance(by: .hours(1))
            let next = try await bench.runner().run()
            #expect(bench.simulator.requestCount(of: bench.id(0)) == 0)
            #expect(next.users.map(\.username) == [bench.name(1)] && next.exitReason == .done)
            let named = try await bench.runner().run(users: [bench.name(0)], force: true)
            #expect(named.exitReason == .needsReconnect)

            try await bench.connect(bench.account(0))
            let healed = try await bench.runner().run()
            #expect(healed.user(bench.name(0))?.outcome == .synced)
        }
    }

    @Test func `five refusals in a row count as an outage, and no user has to reconnect`() async throws {
        try await SyncBench.run(users: 5) { bench in
            for index in 0..<5 { bench.simulator.revoke(bench.id(index)) }
            let report = try await bench.runner().run()
            #expect(report.failed == 5 && report.exitReason == .unreachable)
            #expect(report.users.allSatisfy { $0.outcome == .failed && $0.reason?.contains("outage") == true })
            for index in 0..<5 {
                #expect(try await bench.state(index) == .active)
                #expect(try await bench.history(index).map(\.errorClass) == [.refusalOutage])
            }
            for account in bench.simulator.accounts { try await bench.connect(account) }
            #expect(try await bench.runner().run().synced == 5)
        }
    }

    @Test func `two refusals before and after a healthy user are not an outage`() async throws {
        try await SyncBench.run(users: 5) { bench in
            let byName = bench.simulator.accounts.sorted { $0.suggestedUsername < $1.suggestedUsername }
            for place in [0, 1, 3, 4] { bench.simulator.revoke(byName[place].id) }
            let report = try await bench.runner().run()
            #expect(
                report.users.map(\.outcome) == [
                    .needsReconnect, .needsReconnect, .synced, .needsReconnect, .needsReconnect,
                ])
        }
    }

    @Test func `authorizations that expire together after six months are not an outage`() async throws {
        try await SyncBench.run(users: 4) { bench in
            bench.clock.advance(by: .days(190))
            let report = try await bench.runner().run()
            #expect(report.users.allSatisfy { $0.outcome == .needsReconnect })
            #expect(report.exitReason == .needsReconnect)
        }
    }

    @Test(
        arguments: [
            SimulatedFault.html(status: 502), .status(500), .html(status: 400),
            .plainText(status: 503, "invalid_grant"),
            .cutConnection, .truncatedJSON,
        ] as [SimulatedFault])
    func `a faulty token endpoint never counts as a refusal`(_ fault: SimulatedFault) async throws {
        try await SyncBench.run { bench in
            bench.clock.advance(by: .hours(2))
            bench.simulator.order(fault, on: .token, times: nil)
            let report = try await bench.runner().run()
            #expect(report.users.map(\.outcome) == [.failed])
            #expect(try await bench.state(0) == .active)
            bench.simulator.clearFaults()
            #expect(try await bench.runner().run().synced == 1)
        }
    }

    @Test func `a wrong client ID stops the run after one request`() async throws {
        try await SyncBench.run(users: 10) { bench in
            bench.clock.advance(by: .hours(2))
            var app = bench.app
            app.clientID = "another"
            let report = try await bench.runner(settings: SyncSettings(concurrency: 1), app: app).run()
            #expect(bench.simulator.requestCount() == 1)
            #expect(report.exitReason == .configuration && report.failed == 10)
            #expect(report.configurationProblem?.contains("spotify.clientID") == true)
        }
    }

    @Test func `an app owner without Premium stops the run`() async throws {
        try await SyncBench.run(users: 3) { bench in
            bench.simulator.setOwnerHasPremium(false)
            let report = try await bench.runner(settings: SyncSettings(concurrency: 1)).run()
            #expect(bench.simulator.requestCount() == 1)
            #expect(report.exitReason == .configuration)
            #expect(report.configurationProblem?.contains("Premium") == true)
        }
    }

    @Test func `a user who is not on the app's user list fails alone`() async throws {
        try await SyncBench.run(users: 2) { bench in
            bench.simulator.setRegistered(false, bench.id(0))
            let report = try await bench.runner().run()
            #expect(report.user(bench.name(0))?.reason?.contains("User Management") == true)
            #expect(report.user(bench.name(1))?.outcome == .synced)
            #expect(try await bench.state(0) == .active)
        }
    }

    // MARK: - Tokens

    @Test func `a refused access token is refreshed once`() async throws {
        try await SyncBench.run { bench in
            bench.simulator.expireAccessTokens(of: bench.id(0))
            let report = try await bench.runner().run()
            #expect(report.synced == 1)
            #expect(bench.simulator.requestCount(.token) == 1)
            #expect(bench.simulator.requestCount(.recentlyPlayed) == 2)
        }
    }

    @Test func `a rotated refresh token is stored before the access token is used`() async throws {
        var options = SpotifySimulator.Options()
        options.rotatesRefreshTokens = true
        try await SyncBench.run(options: options) { bench in
            struct Crash: Error {}
            bench.clock.advance(by: .hours(2))
            let broken = try await bench.runner(save: { _ in throw Crash() }).run()
            #expect(broken.failed == 1)
            #expect(bench.simulator.requestCount(.token) == 1)
            #expect(bench.simulator.requestCount(.recentlyPlayed) == 0, "a token must be stored before use")
        }
        try await SyncBench.run(options: options) { bench in
            for _ in 0..<4 {
                bench.clock.advance(by: .hours(2))
                let report = try await bench.runner().run()
                #expect(report.synced == 1)
            }
        }
    }

    // MARK: - Secrets

    @Test func `no token is in the log, in a report or in the database file`() async throws {
        try await SyncBench.run(users: 3) { bench in
            _ = try await bench.runner().run()
            bench.clock.advance(by: .hours(2))
            bench.simulator.expireAccessTokens(of: bench.id(1))
            bench.simulator.revoke(bench.id(2))
            let report = try await bench.runner().run()
            var secrets: [String] = []
            for index in 0..<3 {
                let credential = try #require(
                    try await bench.store.credential(of: bench.store.user(named: bench.name(index)).id))
                let tokens = try bench.vault.tokens(of: credential)
                secrets += [tokens.access.reveal(), tokens.refresh.reveal()]
            }
            #expect(secrets.allSatisfy { $0.count > 40 })
            let log = bench.log.lines.joined(separator: "\n") + "\(report)"
            let json = String(decoding: try JSONEncoder().encode(report), as: UTF8.self)
            #expect(!bench.log.lines.isEmpty)
            var bytes = try Data(contentsOf: URL(filePath: bench.databasePath))
            bytes += try Data(contentsOf: URL(filePath: bench.databasePath + "-wal"))
            for secret in secrets {
                #expect(!log.contains(secret) && !json.contains(secret))
                #expect(bytes.range(of: Data(secret.utf8)) == nil)
                #expect(bytes.range(of: Data(secret.utf8.prefix(30))) == nil)
            }
        }
    }
}
