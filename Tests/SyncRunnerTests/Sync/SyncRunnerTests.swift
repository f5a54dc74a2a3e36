import GRDB
import SiteModel
import SpotifySimulator
import TestSupport
import Testing

@testable import SyncRunner

/// The runner against a simulated Spotify that uses the real protocol.
@Suite struct SyncRunnerTests {
    @Test func `a first run fetches plays and lists, a second one within the hour sends nothing`() async throws {
        try await SyncBench.run { bench in
            let first = try await bench.runner().run()
            let offered = bench.simulator.plays(of: bench.id(0)).filter { $0.isOffered && !$0.hidesTrack }.suffix(50)
            #expect(first.users.map(\.outcome) == [.synced])
            #expect(try await bench.plays(0).count == first.newPlays)
            #expect(first.newPlays > 0 && first.newPlays <= offered.count)
            #expect(first.requests == 7, "the profile was fetched when the user connected")
            #expect(bench.simulator.requestCount() == 7)
            let user = try await bench.store.user(named: bench.name(0))
            #expect(user.profileFetchedAt == .sample && user.syncedAt == .sample && user.dataVersion > 1)
            #expect(try await bench.store.topListDates(of: user.id).count == 6)
            #expect(try await bench.rows("SELECT date FROM listeningDay").isEmpty == false)

            bench.simulator.resetRequests()
            bench.clock.advance(by: .minutes(54))
            let second = try await bench.runner().run()
            #expect(bench.simulator.requestCount() == 0)
            #expect(second.due == 0 && second.skipped == 1 && second.users.isEmpty && second.exitReason == .done)
        }
    }

    @Test func `an hour later only the plays are fetched`() async throws {
        try await SyncBench.run { bench in
            _ = try await bench.runner().run()
            bench.simulator.resetRequests()
            bench.clock.advance(by: .seconds(3541))
            let report = try await bench.runner().run()
            #expect(bench.simulator.requestCount(.recentlyPlayed) == 1)
            #expect(report.requests == 2, "the access token has less than a minute left after an hour")
            #expect(bench.simulator.requestCount(.token) == 1)
        }
    }

    @Test func `top lists and profile are fetched again when they are old or on demand`() async throws {
        try await SyncBench.run { bench in
            _ = try await bench.runner().run()
            bench.simulator.resetRequests()
            bench.clock.advance(by: .days(1))
            _ = try await bench.runner().run()
            #expect(bench.simulator.requestCount(.topArtists) == 1)
            #expect(bench.simulator.requestCount(.topTracks) == 1)
            #expect(bench.simulator.requestCount(.me) == 1)
            bench.simulator.resetRequests()
            bench.clock.advance(by: .hours(1))
            _ = try await bench.runner().run(refreshTop: true)
            #expect(bench.simulator.requestCount(.topArtists) == 3)
            #expect(bench.simulator.requestCount(.topTracks) == 3)
            #expect(bench.simulator.requestCount(.me) == 1)
        }
    }

    @Test func `a user whose requests always fail does not affect the others`() async throws {
        try await SyncBench.run(users: 10) { bench in
            bench.simulator.order(.status(500), for: bench.id(3), times: nil)
            let report = try await bench.runner().run()
            #expect(report.synced == 9 && report.failed == 1 && report.due == 10)
            #expect(report.users.map(\.username) == report.users.map(\.username).sorted())
            #expect(report.user(bench.name(3))?.outcome == .failed)
            #expect(report.user(bench.name(3))?.requests == 3)
            #expect(report.exitReason == .someFailed)
            #expect(try await bench.history(3).map(\.errorClass) == [.unavailable])

            // Failed users are due again at once, the others are not.
            bench.simulator.clearFaults()
            bench.simulator.resetRequests()
            let next = try await bench.runner().run()
            #expect(next.users.map(\.username) == [bench.name(3)])
            #expect(next.synced == 1 && next.skipped == 9 && next.exitReason == .done)
        }
    }

    @Test func `at most eight users are synced at once`() async throws {
        try await SyncBench.run(users: 14) { bench in
            bench.simulator.order(.delay(.milliseconds(30)), on: .recentlyPlayed, times: nil)
            let report = try await bench.runner().run()
            #expect(report.synced == 14)
            let peak = bench.simulator.peakConcurrency(.recentlyPlayed)
            #expect(peak > 1 && peak <= 8)
        }
    }

    @Test func `plays are kept when a later request fails, and the user stays due`() async throws {
        try await SyncBench.run { bench in
            bench.simulator.order(.status(503), on: .topArtists, times: 3)
            let report = try await bench.runner().run()
            #expect(report.user(bench.name(0))?.outcome == .failed)
            #expect(report.newPlays > 0)
            #expect(try await bench.plays(0).count == report.newPlays)
            #expect(try await bench.store.user(named: bench.name(0)).syncedAt == nil)
            let next = try await bench.runner().run()
            #expect(next.synced == 1 && next.newPlays == 0)
            #expect(try await bench.store.user(named: bench.name(0)).syncedAt != nil)
        }
    }

    @Test func `one top list that cannot be read does not stop the others`() async throws {
        try await SyncBench.run { bench in
            bench.simulator.order(.truncatedJSON, on: .topArtists)
            let report = try await bench.runner().run()
            #expect(report.failed == 1)
            #expect(bench.simulator.requestCount() == 7)
            let dates = try await bench.store.topListDates(of: bench.store.user(named: bench.name(0)).id)
            #expect(dates.count == 5)
        }
    }

    @Test func `a named user cannot be synced again within the hour without --force`() async throws {
        try await SyncBench.run(users: 2) { bench in
            let synced = try await bench.runner().run()
            let at = try #require(try await bench.store.user(named: bench.name(0)).syncedAt)
            #expect(synced.synced == 2)
            bench.clock.advance(by: .minutes(59))
            bench.simulator.resetRequests()
            let refused = try await bench.runner().run(users: [bench.name(0)])
            #expect(refused.users.map(\.outcome) == [.tooEarly])
            #expect(refused.users.map(\.notBefore) == [at + .hours(1)])
            #expect(refused.users.first?.reason?.contains((at + .hours(1)).description) == true)
            #expect(refused.exitReason == .tryLater)
            #expect(bench.simulator.requestCount() == 0)
            let forced = try await bench.runner().run(users: [bench.name(0)], force: true)
            #expect(forced.users.map(\.outcome) == [.synced])
            #expect(forced.skipped == 0)
        }
    }

    @Test func `an unknown user name is an error before any request`() async throws {
        try await SyncBench.run { bench in
            await #expect(throws: StoreError.self) {
                _ = try await bench.runner().run(users: [bench.name(0), "inez"])
            }
            #expect(bench.simulator.requestCount() == 0)
        }
    }

    @Test func `a named user without an account is told to connect`() async throws {
        try await SyncBench.run(users: 0) { bench in
            _ = try await bench.store.addUser(
                Username("eve"), timeZone: "UTC", visibility: .public, at: bench.clock.wall.now())
            let report = try await bench.runner().run(users: ["eve"])
            #expect(report.users.first?.reason?.contains("sitegen connect eve") == true)
            #expect(report.exitReason == .needsReconnect)
            #expect(try await bench.runner().run().users.isEmpty)
        }
    }

    @Test func `an unknown time zone is reported without a request`() async throws {
        try await SyncBench.run { bench in
            try await bench.database.write {
                try $0.execute(sql: "UPDATE user SET timeZone = 'Mars/Olympus'")
            }
            let report = try await bench.runner().run()
            #expect(report.users.first?.reason?.contains("Mars/Olympus") == true)
            #expect(bench.simulator.requestCount() == 0)
        }
    }

    @Test func `a cancelled run stores nothing`() async throws {
        try await SyncBench.run { bench in
            bench.simulator.order(.delay(.seconds(20)), on: .topTracks, times: nil)
            let running = Task { try await bench.runner().run() }
            // By then the first request has been answered; the delayed one has not.
            while bench.simulator.requestCount(.recentlyPlayed) == 0 { await Task.yield() }
            running.cancel()
            await #expect(throws: CancellationError.self) { _ = try await running.value }
            let (plays, history) = (try await bench.plays(0), try await bench.history(0))
            #expect(plays.isEmpty && history.isEmpty)
        }
    }
}
