import Foundation
import GRDB
import SiteModel
import SpotifySimulator
import TestSupport
import Testing

@testable import SyncRunner

/// Dates that cannot be right, from Spotify or from a wrong clock.
@Suite struct OddDatesTests {
    /// Plays every ten minutes; the last one ended ten minutes ago.
    private static func plays(_ count: Int, _ bench: SyncBench) -> [SimulatedPlay] {
        (0..<count).map { index in
            let end = bench.clock.wall.now() - .minutes(Int64(10 * (count - index))) + .milliseconds(123)
            return SimulatedPlay(track: bench.simulator.world.track(index % 7), endedAt: end.milliseconds)
        }
    }

    /// A runner that receives another date for one play.
    private static func runner(_ bench: SyncBench, dating play: SimulatedPlay, _ date: String) -> SyncRunner {
        let known = Instant(milliseconds: play.endedAt).description
        let transport = HTTPTransport { request in
            var response = try await bench.transport.send(request)
            let text = String(decoding: response.body, as: UTF8.self)
            response.body = Data(text.replacingOccurrences(of: "\"\(known)\"", with: "\"\(date)\"").utf8)
            return response
        }
        return bench.runner(transport: transport)
    }

    @Test(arguments: [
        "0000-01-01T00:00:00Z", "1969-12-31T23:59:59Z", "2008-10-06T23:59:59.999Z", "2026-11-23T10:00:00.001Z",
        "2100-01-01T00:00:00Z", "9999-12-31T23:59:59.999Z",
    ])
    func `a play with an impossible date is left out, and the others are stored`(_ date: String) async throws {
        try await SyncBench.run { bench in
            try await bench.database.write { try $0.execute(sql: "UPDATE user SET timeZone = 'Europe/Berlin'") }
            let plays = Self.plays(50, bench)
            bench.simulator.setPlays(plays, of: bench.id(0))
            let report = try await Self.runner(bench, dating: plays[20], date).run()
            #expect(report.synced == 1)
            let expected = plays.map(\.endedAt).filter { $0 != plays[20].endedAt }
            #expect(try await bench.plays(0).map(\.playedAt.milliseconds) == expected)
        }
    }

    @Test func `a play in the future does not count as the newest, so a gap is still found`() async throws {
        try await SyncBench.run { bench in
            let first = Self.plays(3, bench)
            bench.simulator.setPlays(first, of: bench.id(0))
            _ = try await Self.runner(bench, dating: first[0], "2126-10-31T00:00:00Z").run()
            let newest = try await bench.store.syncCandidate(named: bench.name(0)).lastPlayAt
            #expect(newest?.milliseconds == first[2].endedAt)
            bench.clock.advance(by: .days(2))
            bench.simulator.setPlays(Self.plays(50, bench), of: bench.id(0))
            _ = try await bench.runner().run()
            #expect(try await bench.rows("SELECT * FROM gap").count == 1)
        }
    }

    @Test func `a play within the next day is stored, because clocks differ`() async throws {
        try await SyncBench.run { bench in
            let plays = Self.plays(2, bench)
            bench.simulator.setPlays(plays, of: bench.id(0))
            let report = try await Self.runner(bench, dating: plays[0], "2026-11-23T10:00:00Z").run()
            #expect(report.newPlays == 2)
        }
    }

    @Test func `when all plays are in the future, the sync fails and mentions the clock`() async throws {
        try await SyncBench.run { bench in
            let plays = Self.plays(1, bench)
            bench.simulator.setPlays(plays, of: bench.id(0))
            let report = try await Self.runner(bench, dating: plays[0], "2026-12-24T10:00:00Z").run()
            #expect(report.users.first?.reason?.contains("clock") == true)
            #expect(report.failed == 1)
            #expect(try await bench.plays(0).isEmpty)
        }
    }

    @Test func `an impossible date of the only play does not stop the lists and the profile`() async throws {
        try await SyncBench.run { bench in
            let plays = Self.plays(1, bench)
            bench.simulator.setPlays(plays, of: bench.id(0))
            let report = try await Self.runner(bench, dating: plays[0], "2126-10-31T00:00:00Z").run()
            #expect(report.synced == 1)
            #expect(report.newPlays == 0)
            #expect(try await bench.rows("SELECT * FROM topList").count > 0)
        }
    }

    @Test func `after a run with a clock far ahead, plays are stored again`() async throws {
        try await SyncBench.run { bench in
            let early = Self.plays(5, bench)
            bench.simulator.setPlays(early, of: bench.id(0))
            _ = try await bench.runner().run()
            let ahead = bench.clock.wall.now() + .days(500)
            let runner = SyncRunner(store: bench.store, spotify: bench.runner().spotify, clock: .fixed(ahead))
            bench.simulator.setPlays([], of: bench.id(0))
            #expect(try await runner.run(force: true).synced == 1)
            #expect(try await bench.plays(0).isEmpty)

            bench.clock.advance(by: .hours(2))
            let late = Self.plays(3, bench)
            bench.simulator.setPlays(early + late, of: bench.id(0))
            #expect(try await bench.runner().run(force: true).newPlays == 8, "those that went wrongly are back, too")
            let stored = try await bench.plays(0)
            #expect(stored.map(\.playedAt.milliseconds) == (early + late).map(\.endedAt))
            #expect(stored.allSatisfy { $0.listenedMs > 0 })
            #expect(try await bench.rows("SELECT sum(plays) FROM listeningDay") == ["[sum(plays):8]"])
            let boundary = try #require(try await bench.store.syncCandidate(named: bench.name(0)).purgedBefore)
            #expect(boundary <= bench.clock.wall.now() - .days(400))
        }
    }

    @Test func `nothing is stored from an answer about another account`() async throws {
        try await SyncBench.run { bench in
            bench.simulator.setPlays(Self.plays(3, bench), of: bench.id(0))
            _ = try await bench.runner().run()
            try await bench.database.write {
                try $0.execute(
                    sql: """
                        UPDATE user SET spotifyAccountID = 'somebody', profileURL = 'https://open.spotify.com/user/s'
                        WHERE username = ?
                        """, arguments: [bench.name(0)])
            }
            let before = try await bench.store.user(named: bench.name(0))
            bench.clock.advance(by: .days(1))
            bench.simulator.setPlays(Self.plays(5, bench), of: bench.id(0))
            for _ in 0..<2 {
                let report = try await bench.runner().run(users: [bench.name(0)], force: true)
                #expect(report.users.map(\.outcome) == [.failed])
                #expect(report.users.first?.reason?.contains("another account") == true)
                #expect(report.users.first?.reason?.contains("sitegen connect \(bench.name(0))") == true)
                #expect(try await bench.plays(0).count == 3)
                #expect(try await bench.store.user(named: bench.name(0)) == before)
            }
            #expect(try await bench.history(0).first?.errorClass == .otherAccount)
        }
    }
}
