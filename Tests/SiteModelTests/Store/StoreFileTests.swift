import Foundation
import GRDB
import TestSupport
import Testing

@testable import SiteModel

@Suite struct StoreFileTests {
    private func mode(_ path: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        return try #require((attributes[.posixPermissions] as? NSNumber)?.intValue)
    }

    @Test func `the file, its WAL and its shared memory are readable by their owner only`() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/site.sqlite"
            let store = try Store.open(path: path)
            _ = try await store.addUser(Username("ada"), timeZone: "UTC", visibility: .private, at: noon)
            for file in [path, path + "-wal", path + "-shm"] { #expect(try mode(file) == 0o600, "\(file)") }
            try store.close()
        }
    }

    @Test func `stored data is there when the file is opened again`() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/mit Leerzeichen und ü.sqlite"
            let first = try Store.open(path: path)
            let ada = try await first.addUser(
                Username("ada"), timeZone: "Asia/Calcutta", visibility: .unlisted, at: noon)
            try first.close()
            let second = try Store.open(path: path)
            #expect(try await second.users() == [ada])
            try second.close()
        }
    }

    @Test func `a closed file is complete without its WAL`() async throws {
        try await withTemporaryFolder { folder in
            let store = try Store.open(path: folder + "/site.sqlite")
            let ada = try await store.addUser(Username("ada"), timeZone: "UTC", visibility: .public, at: noon)
            #expect(try await store.users() == [ada])
            try store.close()
            try FileManager.default.copyItem(atPath: folder + "/site.sqlite", toPath: folder + "/copy.sqlite")
            let copy = try Store.open(path: folder + "/copy.sqlite")
            #expect(try await copy.users() == [ada])
            try copy.close()
        }
    }

    @Test func `the file is in WAL mode, and each commit is synced to the disk`() async throws {
        try await withTemporaryFolder { folder in
            let store = try Store.open(path: folder + "/site.sqlite")
            let settings = try await store.writer.writeWithoutTransaction { database in
                try ["journal_mode", "synchronous", "foreign_keys"].map {
                    try String.fetchOne(database, sql: "PRAGMA \($0)")
                }
            }
            #expect(settings == ["wal", "2", "1"])
            try store.close()
        }
    }

    @Test func `opening and reading a store writes nothing`() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/site.sqlite"
            let first = try Store.open(path: path)
            _ = try await first.addUser(Username("ada"), timeZone: "UTC", visibility: .public, at: noon)
            try first.close()
            let files = [path, path + "-wal"].map { URL(filePath: $0) }
            let before = try files.map { try Data(contentsOf: $0) }
            let second = try Store.open(path: path)
            #expect(try await second.users().count == 1)
            try second.close()
            #expect(try files.map { try Data(contentsOf: $0) } == before)
        }
    }

    @Test func `every table is strict and rejects invalid values`() async throws {
        let ada = try await StoreOfAda()
        let loose = try await ada.queue.read {
            try String.fetchAll(
                $0, sql: "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0")
        }
        #expect(loose.filter { !$0.hasPrefix("sqlite_") && $0 != "grdb_migrations" } == [])
        for sql in [
            "INSERT INTO user (username, timeZone, visibility, createdAt) VALUES ('Bob', 'UTC', 'public', 1)",
            "INSERT INTO user (username, timeZone, visibility, createdAt) VALUES ('b/../c', 'UTC', 'public', 1)",
            "INSERT INTO user (username, timeZone, visibility, createdAt) VALUES ('b-', 'UTC', 'public', 1)",
            "INSERT INTO user (username, timeZone, visibility, createdAt) VALUES ('', 'UTC', 'public', 1)",
            "INSERT INTO user (username, timeZone, visibility, createdAt) VALUES ('ada', 'UTC', 'public', 1)",
            "INSERT INTO user (username, timeZone, visibility, createdAt) VALUES ('bob', 'UTC', 'secret', 1)",
            "INSERT INTO user (username, timeZone, visibility, createdAt) VALUES ('bob', 'UTC', 'public', 'now')",
            "UPDATE user SET bio = printf('%.*c', 2001, 'x')",
            "INSERT INTO listeningDay VALUES (1, '22.11.2026', 1, 1, zeroblob(96), NULL, NULL)",
            "INSERT INTO listeningDay VALUES (1, '2026-11-22', -1, 1, zeroblob(96), NULL, NULL)",
            "INSERT INTO listeningDay VALUES (1, '2026-11-22', 1, 1, zeroblob(95), NULL, NULL)",
            "INSERT INTO play (userID, playedAt, trackID, listenedMs, source, isOffered) VALUES (1, 1, 't', 1, 'api', 1)",
            "INSERT INTO credential VALUES (99, x'00', x'00', 1, '', 1, 'active')",
        ] {
            await #expect(throws: DatabaseError.self, "\(sql)") {
                try await ada.queue.write { try $0.execute(sql: sql) }
            }
        }
    }

    @Test func `each reference to a track or an artist has an index`() async throws {
        let ada = try await StoreOfAda()
        // Deleting a parent row looks up its children; without an index, that reads a whole table each time.
        let bare = try await ada.queue.read { database in
            try String.fetchAll(
                database,
                sql: """
                    SELECT t.name || '.' || k."from" FROM pragma_table_list t, pragma_foreign_key_list(t.name) k
                    WHERE t.schema = 'main' AND NOT EXISTS (
                        SELECT 1 FROM pragma_index_list(t.name) i, pragma_index_info(i.name) c
                        WHERE c.seqno = 0 AND c.name = k."from")
                        AND NOT EXISTS (SELECT 1 FROM pragma_table_info(t.name) p WHERE p.pk = 1 AND p.name = k."from")
                    """)
        }
        #expect(bare == [])
    }
}
