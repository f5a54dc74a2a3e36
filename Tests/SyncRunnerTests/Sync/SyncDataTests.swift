import GRDB
import SiteModel
import SpotifySimulator
import TestSupport
import Testing

@testable import SyncRunner

/// What several runs store while Spotify's answers change.
@Suite struct SyncDataTests {
    private static func plays(_ count: Int, from start: Instant, _ bench: SyncBench) -> [SimulatedPlay] {
        (0..<count).map { index in
            let track = bench.simulator.world.track(index % 7)
            return SimulatedPlay(track: track, endedAt: (start + .minutes(Int64(10 * index))).milliseconds)
        }
    }

    @Test func `an answer without any known play leaves a gap, an overlapping one does not`() async throws {
        try await SyncBench.run { bench in
            let first = Self.plays(20, from: .sample - .hours(9), bench)
            bench.simulator.setPlays(first, of: bench.id(0))
            _ = try await bench.runner().run()

            // More than fifty plays since then: those before the last fifty are lost.
            let later = Self.plays(55, from: .sample + .hours(1), bench)
            bench.simulator.addPlays(later, to: bench.id(0))
            bench.clock.advance(by: .hours(12))
            let report = try await bench.runner().run()
            #expect(report.newPlays == 50)
            let gaps = try await bench.rows("SELECT \"from\", \"to\" FROM gap")
            #expect(gaps == ["[from:\(first[19].endedAt) to:\(later[5].endedAt)]"])

            bench.simulator.addPlays(Self.plays(49, from: .sample + .hours(13), bench), to: bench.id(0))
            bench.clock.advance(by: .hours(12))
            _ = try await bench.runner().run()
            #expect(try await bench.rows("SELECT \"from\" FROM gap").count == 1)
            #expect(try await bench.plays(0).count == 20 + 50 + 49)
        }
    }

    @Test func `a play that Spotify offers days late is stored in its place`() async throws {
        try await SyncBench.run { bench in
            let plays = Self.plays(5, from: .sample - .hours(2), bench)
            bench.simulator.setPlays(plays, of: bench.id(0))
            _ = try await bench.runner().run()
            let late = SimulatedPlay(
                track: bench.simulator.world.track(50), endedAt: plays[2].endedAt + 60_000,
                visibleFrom: (Instant.sample + .days(3)).milliseconds)
            bench.simulator.addPlays([late], to: bench.id(0))
            bench.clock.advance(by: .days(2))
            #expect(try await bench.runner().run().newPlays == 0)
            bench.clock.advance(by: .days(2))
            let report = try await bench.runner().run()
            #expect(report.newPlays == 1)
            let stored = try await bench.plays(0)
            #expect(stored.map(\.playedAt.milliseconds) == (plays.map(\.endedAt) + [late.endedAt]).sorted())
            #expect(stored[3].listenedMs == 60_000, "at most the time since the previous play")
            #expect(stored[4].listenedMs <= 540_000)
        }
    }

    @Test func `a top list keeps the previous ranks and is fetched again after a day`() async throws {
        try await SyncBench.run { bench in
            let artists = (0..<40).flatMap { bench.simulator.world.track($0).artists }
            var seen: Set<String> = []
            let some = Array(artists.filter { seen.insert($0.id).inserted }.prefix(4))
            try #require(some.count == 4)
            bench.simulator.setTopArtists(Array(some[..<3]), .short, of: bench.id(0))
            _ = try await bench.runner().run()
            bench.simulator.setTopArtists([some[2], some[3], some[0]], .short, of: bench.id(0))
            let ranks = """
                SELECT artistID, rank, previousRank FROM topArtist WHERE timeRange = 'short_term' ORDER BY rank
                """
            bench.clock.advance(by: .hours(23))
            _ = try await bench.runner().run()
            #expect(try await bench.rows(ranks).first?.contains(some[0].id) == true)
            bench.clock.advance(by: .hours(1))
            _ = try await bench.runner().run()
            #expect(
                try await bench.rows(ranks) == [
                    "[artistID:\"\(some[2].id)\" rank:1 previousRank:3]",
                    "[artistID:\"\(some[3].id)\" rank:2 previousRank:NULL]",
                    "[artistID:\"\(some[0].id)\" rank:3 previousRank:1]",
                ])
        }
    }

    @Test func `an account stored by its id is recognised when account_id appears`() async throws {
        try await SyncBench.run { bench in
            try await bench.database.write {
                try $0.execute(sql: "UPDATE user SET spotifyAccountID = ?", arguments: [bench.id(0)])
            }
            bench.clock.advance(by: .days(1))
            let report = try await bench.runner().run()
            #expect(report.synced == 1)
            let user = try await bench.store.user(named: bench.name(0))
            #expect(user.spotifyAccountID == bench.account(0).accountID)
            try await bench.connect(bench.account(0))
            #expect(try await bench.store.users().count == 1)
        }
    }

    @Test func `a sync without new plays does not change the data version`() async throws {
        try await SyncBench.run { bench in
            bench.simulator.setPlays(Self.plays(5, from: .sample - .hours(2), bench), of: bench.id(0))
            _ = try await bench.runner().run()
            let before = try await bench.store.user(named: bench.name(0)).dataVersion
            bench.clock.advance(by: .hours(2))
            let report = try await bench.runner().run()
            #expect(report.synced == 1 && report.newPlays == 0)
            #expect(try await bench.store.user(named: bench.name(0)).dataVersion == before)
        }
    }
}
