import Foundation
import GRDB
import TestSupport
import Testing

@testable import SiteModel

@Suite struct MigrationTests {
    private func restored(_ sql: String, in folder: String) throws -> String {
        let path = folder + "/site.sqlite"
        let queue = try DatabaseQueue(path: path)
        try queue.write { try $0.execute(sql: sql) }
        try queue.close()
        return path
    }

    /// A file of an older version with two users, one of whom is leaving.
    private func older(_ step: String, in folder: String) throws -> String {
        let path = folder + "/site.sqlite"
        let queue = try DatabaseQueue(path: path)
        try Store.migrator.migrate(queue, upTo: step)
        try queue.write {
            try $0.execute(
                sql: """
                    INSERT INTO user (username, timeZone, visibility, createdAt, isLeaving)
                    VALUES ('ada', 'UTC', 'unlisted', 1, 0), ('bob', 'UTC', 'public', 2, 1)
                    """)
        }
        try queue.close()
        return path
    }

    @Test func `a file of version 1 opens and keeps its data`() async throws {
        try await withTemporaryFolder { folder in
            let store = try Store.open(path: try restored(SchemaVersion1.dump, in: folder))
            let ada = try await store.user(named: "ada")
            #expect(ada.bio == "Ünïcode & <b>" && ada.hiddenSections == [.clock, .facts] && ada.dataVersion == 7)
            #expect(ada.timeZone == "Asia/Kathmandu" && ada.visibility == .unlisted && ada.syncedAt == noon)
            let credential = try #require(try await store.credential(of: ada.id))
            #expect(credential.sealedAccessToken == [0, 1, 2] && credential.state == .needsReconnect)
            let plays = try await store.plays(of: ada.id)
            #expect(plays.map(\.listenedMs) == [180_000, 61_000])
            #expect(plays.map(\.source) == [.api, .history])
            let profile = try #require(try store.profile(of: ada.id, from: LocalDate(dayNumber: 0), listLength: 5))
            #expect(profile.topArtists[.shortTerm] == [TopArtist(rank: 1, previousRank: 2, item: .sample("a1"))])
            #expect(profile.topTracks[.longTerm]?.map(\.item.id) == ["t1"])
            #expect(profile.days.map(\.plays) == [2])
            #expect(try await store.syncCandidate(named: "ada").purgedBefore == nil)
            #expect(profile.months.map(\.plays) == [2] && profile.months.map(\.listenedMs) == [241_000])
            #expect(profile.newArtists.values.reduce(0, +) > 0, "months are filled as the file is opened")
            #expect(profile.gaps == [ListeningGap(from: noon - .seconds(9000), to: noon)])
            #expect(try await store.gate(named: "spotify")?.reason == "quota")
            #expect(try await store.pageRecordsOfNoUser().map(\.path) == ["index.html"])
            #expect(try await store.userPages(named: "ada").records.map(\.path) == ["ada/index.html"])
            #expect(try await store.userPages(named: "ada").records.map(\.owner) == [ada.id])
            #expect(try await store.syncRecords(of: ada.id).map(\.outcome) == [.rateLimited])
            try store.close()
        }
    }

    @Test func `rows of account data match the plays of a file of version 1`() async throws {
        try await withTemporaryFolder { folder in
            let store = try Store.open(path: try restored(SchemaVersion1.dump, in: folder))
            let ada = try await store.user(named: "ada")
            let id = try #require(RecordingName(artist: "artist A1", title: "track t1")?.trackID)
            let row = TrackPlay(
                track: Track(id: id, name: "track t1", artists: [Artist(named: "artist A1")]),
                play: Play(playedAt: noon, trackID: id, listenedMs: 99_000, source: .history, isToTheMinute: true))
            let result = try await store.insertPlays([row], of: ada.id, clock: .utc)
            #expect(result.newPlays == 0 && result.mergedPlays == 1)
            let plays = try await store.plays(of: ada.id)
            #expect(plays.map(\.listenedMs) == [99_000, 61_000])
            try store.close()
        }
    }

    @Test func `a file of the version before the companion opens, keeps its data and takes sessions`() async throws {
        try await withTemporaryFolder { folder in
            let store = try Store.open(path: try older("8 users who are leaving", in: folder))
            let ada = try await store.user(named: "ada")
            #expect(ada.visibility == .unlisted && ada.createdAt == Instant(milliseconds: 1))
            #expect(try await store.leavingUsers() == ["bob"])
            try await store.beginSession(.digest(1), of: ada, agent: nil, at: noon)
            #expect(try await store.session(.digest(1), at: noon)?.user == ada)
            try await store.addInvitation(for: Username("cleo"), codeHash: .digest(2), at: noon)
            #expect(try await store.openInvitations(at: noon).map(\.username.rawValue) == ["cleo"])
            try store.close()
        }
    }

    @Test func `in a file of the version before, users who are leaving are found by an index`() async throws {
        try await withTemporaryFolder { folder in
            let store = try Store.open(path: try older("9 companion", in: folder))
            #expect(try await store.leavingUsers() == ["bob"])
            let plan = try await store.read {
                try Row.fetchAll($0, sql: "EXPLAIN QUERY PLAN \(Store.leavingQuery)").map { "\($0)" }
            }
            #expect(plan.count == 1 && plan[0].contains("userLeaving"))
            try store.close()
        }
    }

    @Test func `in a file of the version before hues were stored, everyone keeps the hue of the name`() async throws {
        try await withTemporaryFolder { folder in
            let step = "10 users who are leaving, by an index"
            let store = try Store.open(path: try older(step, in: folder))
            let ada = try await store.user(named: "ada")
            #expect(ada.hue == ada.username.hue)
            try store.close()
        }
    }

    @Test func `in a file of the version before shards, users get the bucket of their name`() async throws {
        try await withTemporaryFolder { folder in
            let store = try Store.open(path: try older("16 changes", in: folder))
            let buckets = try await store.read {
                try Row.fetchAll($0, sql: "SELECT username, bucket FROM user").map { ($0[0] as String, $0[1] as Int) }
            }
            #expect(!buckets.isEmpty && store.part == .whole)
            for (name, bucket) in buckets { #expect(try Username(name).bucket == bucket) }
            try store.close()
        }
    }

    /// Changes a file of an older version before it is opened.
    private func change(_ path: String, _ sql: String) throws {
        let queue = try DatabaseQueue(path: path)
        try queue.write { try $0.execute(sql: sql) }
        try queue.close()
    }

    @Test func `in a file of the version before answers were remembered, the next one is looked up whole`() async throws
    {
        try await withTemporaryFolder { folder in
            let path = try older("17 parts", in: folder)
            try change(
                path,
                """
                INSERT INTO track (id, name, source) VALUES ('t1', 'Old name', 'api');
                INSERT INTO play (userID, playedAt, trackID, listenedMs, source, isOffered)
                    SELECT id, \(noon.milliseconds), 't1', 180000, 'api', 1 FROM user WHERE username = 'ada';
                """)
            let store = try Store.open(path: path)
            let user = try await store.user(named: "ada")
            let listening = FetchedListening(plays: [.offered(.sample("t1"), at: 0)])
            let stored = try await store.recordSync(listening, of: user.id, record: .sample(), clock: .utc)
            #expect(stored.newPlays == 0 && stored.isChanged)
            let names = try await store.read { try String.fetchAll($0, sql: "SELECT name FROM track") }
            #expect(names == ["Track t1"])
            try store.close()
        }
    }

    @Test func `in a file of the version before parts of profiles were stored, they are taken from lists and reports`()
        async throws
    {
        try await withTemporaryFolder { folder in
            let path = try older("18 last answers", in: folder)
            try change(
                path,
                """
                INSERT INTO artist (id, name) VALUES ('a1', 'One'), ('a2', 'Two');
                INSERT INTO track (id, name, source) VALUES ('t1', 'Song', 'api');
                INSERT INTO listeningMonth (userID, month, listenedMs, plays, topArtistID, topTrackID, decades)
                    VALUES (1, '2026-03', 9, 9, 'a1', 't1', '{}');
                INSERT INTO monthTop (userID, month, kind, rank, id, name, listenedMs, plays) VALUES
                    (1, '2026-03', 'artist', 1, 'a1', 'One', 9, 7), (1, '2026-03', 'artist', 2, 'a2', 'Two', 1, 3),
                    (1, '2026-03', 'track', 1, 't2', 'Another song', 9, 5);
                INSERT INTO recap (userID, period, lastDay, report) VALUES
                    (1, 202400, '2024-12-31', '{"music":{"albums":[]}}'),
                    (1, 202500, '2025-12-31', '{"music":{"albums":[{"id":"t1","name":"LP","listenedMs":5,"plays":2}]}}'),
                    (1, 202503, '2025-03-31', '{"music":{"albums":[{"id":"t1","name":"EP","listenedMs":5,"plays":2}]}}'),
                    (1, 202600, '2026-12-31', NULL), (2, 202500, '2025-12-31', '{"music":{"albums":"none"}}');
                """)
            let store = try Store.open(path: path)
            let day = LocalDate(dayNumber: 0)
            let ada = try #require(try store.profile(of: 1, from: day, listLength: 20))
            #expect(ada.monthPlays.values.map(\.self) == [MonthPlays(artist: 7, track: 0)])
            #expect(ada.yearOfAlbums == 2025 && ada.albums.map(\.name) == ["LP"])
            #expect(try #require(try store.profile(of: 2, from: day, listLength: 20)).albums.isEmpty)
            try store.close()
        }
    }

    @Test func `a migrated file has the schema of a new one`() async throws {
        try await withTemporaryFolder { folder in
            let path = try restored(SchemaVersion1.dump, in: folder)
            try Store.open(path: path).close()
            try Store.open(path: folder + "/new.sqlite").close()
            #expect(try schema(path) == schema(folder + "/new.sqlite"))
        }
    }

    @Test func `programs that open a new file at the same time all find it complete`() async throws {
        try await withTemporaryFolder { folder in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        let store = try Store.open(path: folder + "/site.sqlite")
                        #expect(try await store.users().isEmpty)
                        try store.close()
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    @Test func `programs that open an old file at the same time all find it up to date`() async throws {
        try await withTemporaryFolder { folder in
            let path = try restored(SchemaVersion1.dump, in: folder)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        let store = try Store.open(path: path)
                        #expect(try await store.syncCandidates().map(\.user.username.rawValue) == ["ada"])
                        try store.close()
                    }
                }
                try await group.waitForAll()
            }
            try Store.open(path: folder + "/new.sqlite").close()
            #expect(try schema(path) == schema(folder + "/new.sqlite"))
        }
    }

    @Test func `programs that take the missing steps in turn do not fail`() async throws {
        try await withTemporaryFolder { folder in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<6 {
                    group.addTask {
                        var migrator = DatabaseMigrator()
                        for step in 0..<25 {
                            migrator.registerMigration("\(step)") { try $0.execute(sql: "CREATE TABLE t\(step) (a)") }
                        }
                        var configuration = Configuration()
                        configuration.busyMode = .timeout(20)
                        let pool = try DatabasePool(path: folder + "/steps.sqlite", configuration: configuration)
                        try Store.migrate(pool, migrator)
                        #expect(try await pool.read { try $0.tableExists("t24") })
                        try pool.close()
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    @Test func `a step that fails by itself is not retried for ever`() throws {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1") { try $0.execute(sql: "CREATE TABLE a (b)") }
        migrator.registerMigration("2") { try $0.execute(sql: "CREATE TABLE a (b)") }
        let queue = try DatabaseQueue()
        #expect(throws: DatabaseError.self) { try Store.migrate(queue, migrator) }
        #expect(try queue.read(migrator.appliedIdentifiers) == ["1"])
    }

    private func schema(_ path: String) throws -> [String] {
        let queue = try DatabaseQueue(path: path)
        defer { try? queue.close() }  // Nothing was written.
        return try queue.read {
            try String.fetchAll($0, sql: "SELECT coalesce(sql, name) FROM sqlite_schema ORDER BY type, name")
        }
    }
}
