import Foundation
import GRDB
import Synchronization
import TestSupport
import Testing

@testable import SiteModel

@Suite struct StoreSplitTests {
    /// A store with users, plays, pages and changes, in a file.
    private func whole(_ folder: String, users: Int = 40) async throws -> Store {
        let store = try Store.open(path: folder + "/site.sqlite")
        for index in 0..<users {
            let user = try await store.addUser(
                Username("user-\(index)"), timeZone: "UTC", visibility: .public, at: noon)
            // Some tracks are known to one user only, some to all.
            let plays = (0..<5).map { play in
                TrackPlay.offered(
                    .sample("t\(play % 2 == 0 ? play : index * 10 + play)", by: "a\(index % 7)"),
                    at: Double(-play) * 900)
            }
            _ = try await store.insertPlays(plays, of: user.id, clock: .utc)
            try await store.connectAccount(
                SpotifyAccount(accountID: "account-\(index)", id: "id-\(index)"), credential: .sample(of: user),
                at: noon)
            try await store.savePages([
                .sample("user-\(index)/index.html", owner: user.id), .sample("user-\(index)/data.json", owner: user.id),
            ])
            _ = try await store.addInvitation(
                for: Username("guest-\(index)"), codeHash: .digest(UInt8(index)), at: noon, lasting: .days(7))
        }
        try await store.savePages([.sample("index.html"), .sample("assets/site.0123456789.css")])
        try await store.forgetPages(["user-0/data.json"], at: noon)
        try await store.setGate(Gate(notBefore: noon, reason: "limit"), named: "spotify")
        return store
    }

    private func rows(_ path: String, _ sql: String) throws -> [String] {
        let queue = try DatabaseQueue(path: path)
        defer { try? queue.close() }
        return try queue.read { try Row.fetchAll($0, sql: sql).map { "\($0)" } }
    }

    /// Tables in which every store has all rows, or as many as it needs.
    private static let shared: Set<String> = [
        "gate", "changeCursor", "grdb_migrations", "storePart", "sqlite_sequence", "track", "artist", "trackArtist",
        "trackName",
    ]

    @Test func `every row of every table is in one of the new stores, and what users share in each that needs it`()
        async throws
    {
        try await withTemporaryFolder { folder in
            let store = try await whole(folder)
            let made = try await store.split(into: 8, at: folder + "/shards")
            #expect(made.map(\.part) == (0..<8).map { StorePart("\($0)/8") } + [.lists])
            #expect(made.reduce(0) { $0 + $1.users } == 40)
            let tables = try await store.read {
                try String.fetchAll($0, sql: "SELECT name FROM sqlite_schema WHERE type = 'table'")
            }
            #expect(tables.count >= 30, "\(tables)")
            for table in tables where !Self.shared.contains(table) {
                let parts = try made.flatMap { try rows($0.path, "SELECT * FROM \(table)") }
                let all = try rows(store.path, "SELECT * FROM \(table)")
                #expect(Set(parts) == Set(all), "\(table)")
                // Assets are in all of them.
                let shared = all.filter { $0.contains("assets/") }.count * 8
                #expect(parts.count == all.count + shared, "\(table)")
            }
            for table in ["track", "artist", "trackArtist", "trackName"] {
                let parts = Set(try made.flatMap { try rows($0.path, "SELECT * FROM \(table)") })
                #expect(parts == Set(try rows(store.path, "SELECT * FROM \(table)")), "\(table)")
            }
            for new in made {
                #expect(try FileTree.mode(new.path) == 0o600)
                let opened = try Store.open(path: new.path)
                #expect(opened.part == new.part)
                #expect(try await opened.integrityProblems() == [])
                #expect(try await opened.users().allSatisfy { new.part.contains($0.username) })
                #expect(try await opened.gate(named: "spotify") != nil)
                try opened.close()
            }
            // Names of tracks that only users of other shards have played are not copied.
            let tracks = try made.map { try rows($0.path, "SELECT id FROM track").count }
            #expect(tracks.last == 0 && tracks.dropLast().allSatisfy { $0 < 60 })
        }
    }

    @Test func `a cursor from before the split names what changed in a shard since`() async throws {
        try await withTemporaryFolder { folder in
            let store = try await whole(folder)
            let cursor = try await store.changes(since: nil, at: noon) { _ in }
            let made = try await store.split(into: 4, at: folder + "/shards")
            let shard = try Store.open(path: made[2].path)
            let user = try #require(try await shard.users().first)
            try await shard.savePages([.sample("\(user.username)/2025/index.html", owner: user.id)])
            let named = Mutex<[String]>([])
            _ = try await shard.changes(since: cursor, at: noon) { change in named.withLock { $0.append(change.path) } }
            #expect(named.withLock(\.self) == ["\(user.username)/2025/index.html"])
            try shard.close()
        }
    }

    @Test func `a shard is divided into its halves, and no user moves to another`() async throws {
        try await withTemporaryFolder { folder in
            let store = try await whole(folder)
            let two = try await store.split(into: 2, at: folder + "/two")
            let shard = try Store.open(path: two[1].path)
            let halves = try await shard.split(into: 4, at: folder + "/four")
            #expect(halves.map(\.part) == [StorePart("2/4"), StorePart("3/4")])
            #expect(halves.map { ($0.path as NSString).lastPathComponent } == ["shard-2.sqlite", "shard-3.sqlite"])
            let names = try halves.flatMap { try rows($0.path, "SELECT username FROM user") }
            #expect(names.sorted() == (try rows(two[1].path, "SELECT username FROM user")).sorted())
            for count in [2, 3, 5, 8192] {
                await #expect(throws: SplitError.cannotDivide(path: shard.path, part: shard.part, count: count)) {
                    try await shard.split(into: count, at: folder + "/more")
                }
            }
            let lists = try Store.open(path: two[2].path)
            await #expect(throws: SplitError.self) { try await lists.split(into: 4, at: folder + "/more") }
        }
    }

    @Test func `what is there already is never replaced, and a failure leaves nothing`() async throws {
        try await withTemporaryFolder { folder in
            let store = try await whole(folder, users: 3)
            let files = FileManager.default
            try files.createDirectory(atPath: folder + "/shards", withIntermediateDirectories: false)
            await #expect(throws: SplitError.exists(path: folder + "/shards")) {
                try await store.split(into: 2, at: folder + "/shards")
            }
            await #expect(throws: SplitError.self) { try await store.split(into: 2, at: folder + "/none/shards") }
            await #expect(throws: SplitError.self) { try await store.split(into: 1, at: folder + "/one") }
            // A row that refers to nothing: the new store would be as damaged as this one.
            try await store.writer.writeWithoutTransaction {
                try $0.execute(
                    sql:
                        "PRAGMA foreign_keys = OFF; UPDATE topList SET userID = 99; DELETE FROM track; PRAGMA foreign_keys = ON"
                )
            }
            await #expect(throws: (any Error).self) { try await store.split(into: 2, at: folder + "/broken") }
            let left = try files.contentsOfDirectory(atPath: folder).filter { !$0.hasPrefix("site.sqlite") }
            #expect(left == ["shards"])
        }
    }
}

extension PageRecord {
    fileprivate static func sample(_ path: String, owner: Int64? = nil) -> PageRecord {
        PageRecord(
            path: path, owner: owner, fingerprint: .digest(1), contentHash: .digest(2), size: 3, modifiedNs: 4,
            renderedAt: noon, checkedAt: noon, line: nil)
    }
}
