import GRDB
import Testing

@testable import SiteModel

/// Plays of the API are deleted after a time; their totals stay.
@Suite struct PlayPurgeTests {
    private func sums(_ ada: StoreOfAda) throws -> [String] {
        try ada.days().map { "\($0.date) \($0.listenedMs) \($0.plays) \($0.topTrackID ?? "-")" }
    }

    private func purge(_ ada: StoreOfAda, before seconds: Double) async throws -> Int {
        try await ada.store.purgePlays(of: [ada.ada.id], endedBefore: noon + .seconds(seconds))
    }

    private static let day: Double = 86_400

    /// Two days of plays of the API, except two on the first day: one that a history file made exact, and one that only
    /// the file has.
    private func twoDays() async throws -> StoreOfAda {
        let ada = try await StoreOfAda()
        try await ada.sync([
            .offered(.sample("a"), at: 0), .offered(.sample("b"), at: 200), .offered(.sample("c"), at: 1000),
            .offered(.sample("d", by: "a2"), at: Self.day),
        ])
        try await ada.insert([
            .exported(.sample("b"), at: 200, listenedMs: 90_000), .exported(.sample("e"), at: 600, listenedMs: 50_000),
        ])
        return ada
    }

    @Test func `plays that only the API knows are deleted, and every day keeps its totals`() async throws {
        let ada = try await twoDays()
        let before = try sums(ada)
        let version = try await ada.dataVersion()
        #expect(try await purge(ada, before: Self.day) == 2)
        #expect(try await ada.plays().map(\.trackID) == ["b", "e", "d"], "the one that ends at the boundary stays")
        #expect(try sums(ada) == before)
        #expect(try await ada.dataVersion() == version, "no page shows anything else")
        #expect(try await purge(ada, before: Self.day) == 0)
        #expect(try await purge(ada, before: 0) == 0, "a boundary does not move back")
        #expect(try await purge(ada, before: Self.day + 0.001) == 1)
        #expect(try sums(ada) == before)
    }

    @Test func `the total of a purged day does not fall when it is summed again`() async throws {
        let ada = try await twoDays()
        _ = try await purge(ada, before: Self.day)
        let before = try sums(ada)
        // The history file has a play of this day that was purged: it is stored, but not counted again.
        let result = try await ada.insert([.exported(.sample("c"), at: 1000, listenedMs: 170_000)])
        #expect(result.newPlays == 1)
        #expect(try sums(ada) == before)
        // The stored plays add up to more, so their total counts from now on.
        try await ada.insert([.exported(.sample("x"), at: 2000, listenedMs: 900_000)])
        let more = try sums(ada)
        #expect(more[0] == "2026-11-22 1210000 4 x")
        try await ada.insert([.exported(.sample("c"), at: 1000, listenedMs: 170_001)])
        #expect(try sums(ada)[0] == "2026-11-22 1210001 4 x")
    }

    @Test func `purged plays that Spotify offers again are not stored, and neither are their tracks`() async throws {
        let ada = try await twoDays()
        _ = try await purge(ada, before: Self.day)
        let before = try sums(ada)
        #expect(try await ada.count("track") == 4, "c is gone; a is the top track of its day")
        let result = try await ada.sync([
            .offered(.sample("c"), at: 1000), .offered(.sample("b"), at: 200),
            .offered(.sample("never seen"), at: 1500),
        ])
        #expect(result == RecordedListening())
        #expect(try sums(ada) == before)
        #expect(try await ada.count("track") == 4)
    }

    @Test func `the play after the boundary keeps its listened time`() async throws {
        let ada = try await StoreOfAda()
        try await ada.sync([.offered(.sample("a"), at: 0), .offered(.sample("b"), at: 40)])
        #expect(try await ada.plays().map(\.listenedMs) == [180_000, 40_000])
        #expect(try await purge(ada, before: 20) == 1)
        // It is measured again when a play is added next to it.
        try await ada.sync([.offered(.sample("c"), at: 30)])
        #expect(try await ada.plays().map(\.listenedMs) == [30_000, 10_000])
        try await ada.insert([.exported(.sample("e"), at: -3000, listenedMs: 50_000)])
        #expect(try await ada.plays().map(\.listenedMs) == [50_000, 30_000, 10_000])
    }

    @Test func `silence and gaps are measured from the newest play, purged or not`() async throws {
        let ada = try await StoreOfAda()
        try await ada.sync([.offered(.sample("a"), at: 0)])
        _ = try await purge(ada, before: 1)
        #expect(try await ada.store.syncCandidate(named: "ada").lastPlayAt == noon)
        #expect(try await ada.store.syncCandidate(named: "ada").purgedBefore == noon + .seconds(1))
        try await ada.sync([.offered(.sample("b"), at: 5000)], isFull: true)
        #expect(try ada.profile().gaps == [ListeningGap(from: noon, to: noon + .seconds(5000))])
    }

    @Test func `unreferenced tracks and artists are deleted, those of a day or a list stay`() async throws {
        let ada = try await StoreOfAda()
        try await ada.sync(
            FetchedListening(
                plays: [
                    .offered(.sample("a", by: "x"), at: 0), .offered(.sample("b", by: "y"), at: 200),
                    .offered(.sample("c", by: "z"), at: 400),
                ], topTracks: [.shortTerm: [.sample("b", by: "y")]]))
        _ = try await purge(ada, before: 1000)
        let left = try await ada.queue.read {
            try String.fetchAll($0, sql: "SELECT id FROM track UNION ALL SELECT id FROM artist")
        }
        #expect(left == ["a", "b", "x", "y"])
        try await ada.store.removeUser(named: "ada")
        #expect(try await ada.count("track") == 0)
        #expect(try await ada.count("artist") == 0)
    }

    @Test func `every column that refers to a track or an artist is known`() async throws {
        let ada = try await StoreOfAda()
        let references = try await ada.queue.read { database in
            // Rows that are deleted along with their track do not keep it.
            try Row.fetchAll(
                database,
                sql: """
                    SELECT reference."table", schema.name, reference."from"
                    FROM sqlite_schema AS schema, pragma_foreign_key_list(schema.name) AS reference
                    WHERE schema.type = 'table' AND reference."table" IN ('track', 'artist')
                        AND reference.on_delete <> 'CASCADE'
                    """
            ).map { "\($0[0] as String) \($0[1] as String).\($0[2] as String)" }
        }
        let known =
            UnusedMusic.tracks.map { "track \($0.0).\($0.1)" } + UnusedMusic.artists.map { "artist \($0.0).\($0.1)" }
        #expect(Set(references) == Set(known))
    }

    @Test func `another time zone moves stored plays, and leaves purged days where they are`() async throws {
        let ada = try await StoreOfAda()
        let evening: Double = 11 * 3600
        // Nothing of the day before is purged; of the day itself, one of two plays; then the day after.
        try await ada.insert([.exported(.sample("e"), at: evening - Self.day, listenedMs: 50_000)])
        try await ada.sync([
            .offered(.sample("a"), at: 0), .offered(.sample("b"), at: evening),
            .offered(.sample("c"), at: evening + Self.day),
        ])
        _ = try await purge(ada, before: 1)
        func move(to zone: String) async throws {
            try await ada.store.setTimeZone(
                ofUserNamed: "ada", to: zone, clock: try #require(ZoneOffsets(identifier: zone)))
        }
        #expect(try sums(ada) == ["2026-11-21 50000 1 e", "2026-11-22 360000 2 a", "2026-11-23 180000 1 c"])
        for _ in 0..<2 {
            try await move(to: "Asia/Kathmandu")
            #expect(
                try sums(ada) == ["2026-11-21 50000 1 e", "2026-11-22 360000 2 a", "2026-11-24 180000 1 c"],
                "an evening that would fall on the purged day keeps its own")
            try await move(to: "Pacific/Honolulu")
            #expect(try sums(ada) == ["2026-11-21 50000 1 e", "2026-11-22 360000 2 a", "2026-11-23 180000 1 c"])
        }
        try await move(to: "UTC")
        // Later imports use the same dates.
        try await ada.insert([.exported(.sample("b"), at: evening, listenedMs: 100_000)])
        #expect(
            try sums(ada).map { String($0.prefix(17)) } == [
                "2026-11-21 50000 ", "2026-11-22 360000", "2026-11-23 180000",
            ])
    }

    @Test func `a user who disconnects starts again from nothing`() async throws {
        let ada = try await twoDays()
        _ = try await purge(ada, before: Self.day)
        try await ada.store.disconnectUser(named: "ada")
        #expect(try await ada.store.syncCandidate(named: "ada").purgedBefore == nil)
        try await ada.sync([.offered(.sample("a"), at: 0)])
        #expect(try await ada.plays().count == 1)
    }
}
