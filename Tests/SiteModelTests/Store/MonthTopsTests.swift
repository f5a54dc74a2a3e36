import GRDB
import Testing

@testable import SiteModel

/// The top lists of months, which remain when a year's plays are gone; noon is 22 November 2026.
@Suite struct MonthTopsTests {
    private static let day = 86_400.0

    private func track(
        _ id: String, by artist: String = "a1", album: String? = nil, isrc: String? = nil
    ) -> Track {
        var track = Track.sample(id, by: artist, isrc: isrc)
        track.album = album
        return track
    }

    /// `month kind rank id name artist listenedMs plays`, in order.
    private func tops(_ ada: StoreOfAda, _ kind: String) async throws -> [String] {
        try await ada.queue.read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT month, rank, id, name, coalesce(artistName, '-') AS artist, listenedMs / 60000 AS minutes, plays
                    FROM monthTop WHERE kind = ? ORDER BY month, rank
                    """, arguments: [kind]
            ).map {
                "\($0[0] as String) \($0[1] as Int) \($0[2] as String), \($0[3] as String), \($0[4] as String), "
                    + "\($0[5] as Int) min, \($0[6] as Int)"
            }
        }
    }

    @Test func `each month ranks its artists, recordings and albums`() async throws {
        let ada = try await StoreOfAda()
        try await ada.sync([
            .offered(track("t1", album: "One", isrc: "X"), at: 0),
            .offered(track("t2", album: "Two", isrc: "X"), at: 400),
            .offered(track("t3", by: "a2", album: "One"), at: 800),
            .offered(track("t3", by: "a2", album: "One"), at: 1200),
            .offered(track("t4", by: "a2"), at: 1600), .offered(track("t1", album: "One"), at: -30 * Self.day),
        ])
        #expect(
            try await tops(ada, "artist") == [
                "2026-10 1 a1, Artist a1, -, 3 min, 1", "2026-11 1 a2, Artist a2, -, 9 min, 3",
                "2026-11 2 a1, Artist a1, -, 6 min, 2",
            ])
        #expect(
            try await tops(ada, "track") == [
                "2026-10 1 t1, Track t1, Artist a1, 3 min, 1", "2026-11 1 t1, Track t1, Artist a1, 6 min, 2",
                "2026-11 2 t3, Track t3, Artist a2, 6 min, 2", "2026-11 3 t4, Track t4, Artist a2, 3 min, 1",
            ])
        #expect(
            try await tops(ada, "album") == [
                "2026-10 1 t1, One, Artist a1, 3 min, 1", "2026-11 1 t3, One, Artist a2, 6 min, 2",
                "2026-11 2 t1, One, Artist a1, 3 min, 1", "2026-11 3 t2, Two, Artist a1, 3 min, 1",
            ])
    }

    @Test func `twenty ranks of each kind are kept`() async throws {
        let ada = try await StoreOfAda()
        try await ada.sync((0..<25).map { .offered(track("t\($0)", by: "a\($0)", album: "A"), at: Double($0) * 200) })
        for kind in MonthTop.Kind.allCases { #expect(try await tops(ada, kind.rawValue).count == 20) }
    }

    @Test func `a purge keeps the top ten of a year, with the names of deleted tracks`() async throws {
        let ada = try await StoreOfAda()
        let plays = (0..<12).flatMap { month in
            (0..<40).map { index in
                TrackPlay.offered(
                    track("t\(index % 13)", by: "a\(index % 11)", album: "Album \(index % 5)"),
                    at: Double(month) * -30 * Self.day + Double(index) * 400)
            }
        }
        try await ada.sync(plays)
        let before = try await MonthTop.Kind.allCases.asyncMap { try await tops(ada, $0.rawValue) }
        let best = """
            SELECT name FROM monthTop WHERE kind = 'track' GROUP BY name ORDER BY sum(listenedMs) DESC, name LIMIT 10
            """
        let year = try await ada.queue.read { try String.fetchAll($0, sql: best) }
        _ = try await ada.store.purgePlays(of: [ada.ada.id], endedBefore: noon + .days(1))
        #expect(try await ada.plays().isEmpty)
        #expect(try await ada.count("track") < 13)
        // A late import of the same months adds up to less than their totals.
        try await ada.insert([.exported(.sample("late", by: "z"), at: -90 * Self.day, listenedMs: 60_000)])
        #expect(try await MonthTop.Kind.allCases.asyncMap { try await tops(ada, $0.rawValue) } == before)
        #expect(year.count == 10)
        #expect(try await ada.queue.read { try String.fetchAll($0, sql: best) } == year)
    }

    @Test func `an import with more listening than a purged month replaces its lists`() async throws {
        let ada = try await StoreOfAda()
        try await ada.sync([.offered(track("t1"), at: 0)])
        _ = try await ada.store.purgePlays(of: [ada.ada.id], endedBefore: noon + .days(1))
        try await ada.insert([.exported(.sample("t2", by: "a2"), at: 500, listenedMs: 600_000)])
        #expect(try await tops(ada, "track") == ["2026-11 1 t2, Track t2, Artist a2, 10 min, 1"])
    }

    @Test func `an import fills the lists of a month that was purged before lists existed`() async throws {
        let ada = try await StoreOfAda()
        try await ada.sync([.offered(track("t1"), at: 0), .offered(track("t2"), at: 400)])
        _ = try await ada.store.purgePlays(of: [ada.ada.id], endedBefore: noon + .days(1))
        try await ada.queue.write { try $0.execute(sql: "DELETE FROM monthTop") }
        // Listened times in a history file are exact, and a little shorter than those of the API.
        try await ada.insert([.exported(.sample("t1"), at: 500, listenedMs: 170_000)])
        #expect(try await tops(ada, "track") == ["2026-11 1 t1, Track t1, Artist a1, 2 min, 1"])
        #expect(try ada.profile().months.map(\.plays) == [2], "the sums of the month stay")
    }

    @Test func `a store of version 5 gets the top lists of its plays`() async throws {
        let queue = try DatabaseQueue()
        try Store.migrator.migrate(queue, upTo: "5 account data")
        try await queue.write { database in
            try database.execute(
                sql: """
                    INSERT INTO user (id, username, timeZone, visibility, createdAt) VALUES (1, 'ada', 'UTC', 'public', 0);
                    INSERT INTO artist (id, name) VALUES ('a1', 'Artist a1');
                    INSERT INTO track (id, name, album, source) VALUES ('t1', 'Track t1', 'One', 'api');
                    INSERT INTO trackArtist (trackID, position, artistID) VALUES ('t1', 0, 'a1');
                    INSERT INTO play (userID, playedAt, trackID, listenedMs, source, isOffered)
                    VALUES (1, 1795348800000, 't1', 180000, 'api', 1);
                    INSERT INTO listeningMonth (userID, month, listenedMs, plays, decades)
                    VALUES (1, '2026-11', 180000, 1, '{}'), (1, '2025-01', 500000, 9, '{}');
                    """)
        }
        _ = try Store(queue)
        let rows = try await queue.read {
            try String.fetchAll(
                $0, sql: "SELECT month || kind || rank || name || listenedMs FROM monthTop ORDER BY kind")
        }
        #expect(rows == ["2026-11album1One180000", "2026-11artist1Artist a1180000", "2026-11track1Track t1180000"])
    }

    @Test func `top lists of months are part of the user data`() async throws {
        let ada = try await StoreOfAda()
        try await ada.sync([.offered(track("t1", album: "One"), at: 0)])
        let section = try #require(UserDataSection.all.first { $0.name == "monthTops" })
        let rows = try await ada.queue.read { try String.fetchAll($0, sql: section.query, arguments: ["user": 1]) }
        #expect(rows.count == 3 && rows[0].contains("\"kind\":\"album\"") && rows[0].contains("\"name\":\"One\""))
    }
}

extension Sequence {
    fileprivate func asyncMap<Value>(_ transform: (Element) async throws -> Value) async rethrows -> [Value] {
        var values: [Value] = []
        for element in self { values.append(try await transform(element)) }
        return values
    }
}
