import Foundation
import SiteModel
import SpotifySimulator
import TestSupport
import Testing

@testable import SyncRunner

/// `plays.keep` in whole runs, against the simulator.
@Suite struct PlaysKeepTests {
    private static let settings = SyncSettings(playsKeep: .days(30))
    private static let short = SyncSettings(playsKeep: .days(5))

    private func days(_ bench: SyncBench) async throws -> [String] {
        try await bench.rows("SELECT date, listenedMs, plays, hours, topArtistID, topTrackID FROM listeningDay")
    }

    @Test func `plays.keep deletes old plays from the API but keeps imported plays and all days`() async throws {
        try await SyncBench.run(historyDays: 6) { bench in
            let path = bench.databasePath + ".history.json"
            try bench.simulator.history(of: bench.id(0)).write(to: URL(filePath: path))
            _ = try await bench.runner(settings: Self.short).run()
            let first = try await bench.plays(0)
            #expect(!first.isEmpty && first.allSatisfy { $0.source == .api })
            let before = try await days(bench)

            bench.clock.advance(by: .days(10))
            _ = try await bench.runner(settings: Self.short).run()
            let newest = try #require(first.map(\.playedAt).max())
            #expect(try await bench.plays(0).allSatisfy { $0.playedAt > newest })
            let after = try await days(bench)
            #expect(before.allSatisfy(after.contains) && !before.isEmpty)

            // A history file from that time: its plays are kept for ever, so a second import adds nothing.
            let runner = ImportRunner(store: bench.store, clock: bench.clock.wall)
            let report = try await runner.run(files: [path], user: bench.name(0))
            #expect(report.newPlays > first.count)
            let left = report.leftOut.values.reduce(0, +)
            bench.clock.advance(by: .days(9))
            _ = try await bench.runner(settings: Self.short).run()
            let again = try await runner.run(files: [path], user: bench.name(0))
            #expect(again.newPlays == 0 && again.mergedPlays == 0 && again.knownPlays == report.rows - left)
        }
    }

    @Test func `with a clock far ahead, old plays are deleted only after a successful sync`() async throws {
        try await SyncBench.run { bench in
            _ = try await bench.runner(settings: Self.settings).run()
            let plays = try await bench.plays(0)
            #expect(!plays.isEmpty)
            bench.clock.advance(by: .days(100))
            bench.simulator.order(.html(), times: nil)
            let failed = try await bench.runner(settings: Self.settings).run(force: true)
            #expect(failed.users.map(\.outcome) == [.failed])
            #expect(try await bench.plays(0) == plays)

            bench.simulator.clearFaults()
            bench.simulator.setPlays([], of: bench.id(0))
            #expect(try await bench.runner(settings: Self.settings).run(force: true).users.map(\.outcome) == [.synced])
            #expect(try await bench.plays(0).isEmpty)
        }
    }

    @Test func `plays of the present month stay, so that its totals are complete`() async throws {
        try await SyncBench.run { bench in
            let now = bench.clock.wall.now()
            let plays = [40, 15, 1].enumerated().map { index, days in
                SimulatedPlay(
                    track: bench.simulator.world.track(index), endedAt: (now - .days(Int64(days))).milliseconds)
            }
            bench.simulator.setPlays(plays, of: bench.id(0))
            _ = try await bench.runner(settings: SyncSettings(playsKeep: .days(10))).run()
            #expect(try await bench.plays(0).map(\.playedAt.milliseconds) == plays.suffix(2).map(\.endedAt))
        }
    }

    @Test func `old plays of all users are deleted once a day and are not stored again`() async throws {
        try await SyncBench.run(users: 2) { bench in
            let now = bench.clock.wall.now()
            let plays = (0..<8).map { index in
                SimulatedPlay(
                    track: bench.simulator.world.track(index),
                    endedAt: (now - .days(Int64(10 * (8 - index)))).milliseconds)
            }
            for user in 0...1 { bench.simulator.setPlays(plays, of: bench.id(user)) }
            var runner = bench.runner(settings: Self.settings)
            #expect(try await runner.run().newPlays == 16)
            let before = try await days(bench)
            #expect(before.count == 16, "plays too old to keep are counted before they are deleted")
            #expect(try await bench.plays(0).map(\.playedAt.milliseconds) == plays.suffix(3).map(\.endedAt))

            // Plays are also deleted for a user who has to reconnect.
            let bob = try await bench.store.user(named: bench.name(1)).id
            let authorizedAt = try #require(try await bench.store.credential(of: bob)).authorizedAt
            try await bench.store.markNeedsReconnect(userID: bob, authorizedAt: authorizedAt)
            bench.clock.advance(by: .hours(23))
            #expect(try await runner.run().newPlays == 0)
            #expect(try await bench.plays(1).count == 3, "a day has not passed yet")
            bench.clock.advance(by: .hours(1))
            _ = try await runner.run(force: true)
            #expect(try await bench.plays(1).count == 2)
            #expect(try await bench.plays(0).count == 2)
            #expect(try await days(bench) == before)

            // Plays are kept longer from now on: deleted ones do not come back.
            runner = bench.runner(settings: SyncSettings(playsKeep: .days(400)))
            bench.clock.advance(by: .days(1))
            #expect(try await runner.run().newPlays == 0)
            #expect(try await days(bench) == before)
        }
    }
}
