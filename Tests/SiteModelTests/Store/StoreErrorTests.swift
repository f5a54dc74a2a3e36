import Foundation
import GRDB
import SiteModel
import TestSupport
import Testing

@Suite struct StoreErrorTests {
    @Test func `a file that is not a database is not changed`() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/site.sqlite"
            let text = Data(String(repeating: "not a database. ", count: 100).utf8)
            try text.write(to: URL(filePath: path))
            #expect(throws: StoreError.notADatabase(path: path)) { try Store.open(path: path) }
            #expect(try Data(contentsOf: URL(filePath: path)) == text)
        }
    }

    @Test func `an empty file becomes a store`() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/site.sqlite"
            try Data().write(to: URL(filePath: path))
            let store = try Store.open(path: path)
            #expect(try await store.users() == [])
            try store.close()
        }
    }

    @Test(arguments: [false, true])
    func `the database of another program is not changed`(_ hasWAL: Bool) async throws {
        try await withTemporaryFolder { folder in
            let path = try await foreignDatabase(in: folder, hasWAL: hasWAL) {
                try $0.execute(sql: "CREATE TABLE bookmark (url TEXT); INSERT INTO bookmark VALUES ('https://x')")
            }
            let before = try contents(path)
            #expect(before.count == (hasWAL ? 2 : 1))
            #expect(throws: StoreError.foreign(path: path)) { try Store.open(path: path) }
            #expect(try contents(path) == before)
        }
    }

    @Test(arguments: [false, true])
    func `a database of a newer version is not changed`(_ hasWAL: Bool) async throws {
        try await withTemporaryFolder { folder in
            let path = try await foreignDatabase(in: folder, hasWAL: hasWAL) {
                try $0.execute(
                    sql: """
                        CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
                        INSERT INTO grdb_migrations VALUES ('1 users, plays, lists, pages'), ('99 of the future')
                        """)
            }
            let before = try contents(path)
            #expect(before.count == (hasWAL ? 2 : 1))
            #expect(throws: StoreError.newer(path: path)) { try Store.open(path: path) }
            #expect(try contents(path) == before)
        }
    }

    @Test func `a store whose first start was cut off is opened`() async throws {
        try await withTemporaryFolder { folder in
            // A journal that SQLite has to roll back first, as a process leaves it that was killed while it wrote.
            let path = folder + "/site.sqlite"
            let queue = try DatabaseQueue(path: folder + "/cut-off.sqlite")
            try await queue.write { try $0.execute(sql: "CREATE TABLE t (x); INSERT INTO t VALUES (zeroblob(100000))") }
            try await queue.write { try $0.execute(sql: "DROP TABLE t") }
            try await queue.writeWithoutTransaction { database in
                try database.execute(sql: "PRAGMA cache_size = 1; BEGIN; CREATE TABLE t (x)")
                try database.execute(sql: "INSERT INTO t VALUES (zeroblob(100000))")
                for suffix in ["", "-journal"] {
                    try FileManager.default.copyItem(
                        atPath: folder + "/cut-off.sqlite" + suffix, toPath: path + suffix)
                }
                try database.execute(sql: "ROLLBACK")
            }
            try queue.close()
            let store = try Store.open(path: path)
            #expect(try await store.users() == [])
            #expect(!FileManager.default.fileExists(atPath: path + "-journal"))
            try store.close()
        }
    }

    /// A database that some statements made; with `hasWAL`, they are only in the WAL, as after a kill.
    private func foreignDatabase(
        in folder: String, hasWAL: Bool, _ body: @escaping @Sendable (Database) throws -> Void
    ) async throws -> String {
        let path = folder + "/site.sqlite"
        let queue = try DatabaseQueue(path: folder + "/source.sqlite")
        if hasWAL { try await queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = WAL") } }
        try await queue.write(body)
        for suffix in hasWAL ? ["", "-wal"] : [""] {
            try FileManager.default.copyItem(atPath: folder + "/source.sqlite" + suffix, toPath: path + suffix)
        }
        try queue.close()
        return path
    }

    /// The bytes of a database and of its WAL, by name.
    private func contents(_ path: String) throws -> [String: Data] {
        var files: [String: Data] = [:]
        for file in [path, path + "-wal"] { files[file] = FileManager.default.contents(atPath: file) }
        return files
    }

    @Test func `a missing folder is reported`() async throws {
        try await withTemporaryFolder { folder in
            let missing = folder + "/missing/site.sqlite"
            #expect(throws: StoreError.noFolder(path: missing)) { try Store.open(path: missing) }
            try Data().write(to: URL(filePath: folder + "/file"))
            let inFile = folder + "/file/site.sqlite"
            #expect(throws: StoreError.noFolder(path: inFile)) { try Store.open(path: inFile) }
        }
    }

    @Test func `a folder in place of the file is not writable`() async throws {
        try await withTemporaryFolder { folder in
            #expect(throws: StoreError.notWritable(path: folder)) { try Store.open(path: folder) }
            let files = try FileManager.default.contentsOfDirectory(atPath: folder)
            #expect(files == [])
        }
    }

    #if os(Linux)
        @Test func `a file that cannot be written is reported`() throws {
            // File permissions do not stop root; these files stop everyone.
            // To create a file in /proc fails as if there were no folder.
            let (new, old) = ("/proc/site.sqlite", "/proc/version")
            #expect(throws: StoreError.noFolder(path: new)) { try Store.open(path: new) }
            #expect(throws: StoreError.notWritable(path: old)) { try Store.open(path: old) }
        }
    #endif

    @Test func `a file that another program is writing is locked`() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/site.sqlite"
            try Store.open(path: path).close()
            var configuration = Configuration()
            configuration.allowsUnsafeTransactions = true
            // Store.open would wait 10 s for the other one; this store does not wait.
            let store = try Store(DatabasePool(path: path), path: path)
            let other = try DatabaseQueue(path: path, configuration: configuration)
            try await other.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
            await #expect(throws: StoreError.locked(path: path)) {
                _ = try await store.addUser(Username("ada"), timeZone: "UTC", visibility: .private, at: noon)
            }
            #expect(try await store.users() == [])
            try await other.writeWithoutTransaction { try $0.execute(sql: "COMMIT") }
            _ = try await store.addUser(Username("ada"), timeZone: "UTC", visibility: .private, at: noon)
            try store.close()
            try other.close()
        }
    }

    @Test func `a full disk leaves the store unchanged`() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/site.sqlite"
            var configuration = Configuration()
            configuration.prepareDatabase { database in
                // SQLite then behaves as if the disk were full.
                let pages = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
                if pages > 1 { try database.execute(sql: "PRAGMA max_page_count = \(pages)") }
            }
            try Store.open(path: path).close()
            let store = try Store(DatabaseQueue(path: path, configuration: configuration), path: path)
            let ada = try await store.addUser(Username("ada"), timeZone: "UTC", visibility: .private, at: noon)
            let plays = (0..<500).map { TrackPlay.offered(.sample("t\($0)"), at: Double($0) * 200) }
            await #expect(throws: StoreError.full(path: path)) {
                _ = try await store.insertPlays(plays, of: ada.id, clock: .utc)
            }
            #expect(try await store.plays(of: ada.id) == [])
            #expect(try await store.user(named: "ada").dataVersion == 0)
            try store.close()
        }
    }

    @Test func `an unknown user is reported with the nearest name`() async throws {
        let ada = try await StoreOfAda()
        await #expect(throws: StoreError.unknownUser("adda", nearest: "ada")) {
            try await ada.store.user(named: "adda")
        }
        await #expect(throws: StoreError.unknownUser("zoe", nearest: nil)) {
            try await ada.store.removeUser(named: "zoe")
        }
    }

    @Test(arguments: [
        StoreError.notADatabase(path: "/x/s.sqlite"), .newer(path: "/x/s.sqlite"), .foreign(path: "/x/s.sqlite"),
        .notWritable(path: "/x/s.sqlite"), .noFolder(path: "/x/s.sqlite"), .full(path: "/x/s.sqlite"),
        .locked(path: "/x/s.sqlite"), .database(path: "/x/s.sqlite", message: "disk I/O error"),
    ])
    func `an error about the file names the file and says what to do`(_ error: StoreError) {
        #expect(error.description.contains("/x/s.sqlite"))
        let advice = [
            "move it", "install that version", "give sitegen a file", "check the owner", "make the folder",
            "free some", "wait for it", "run 'sitegen verify'",
        ]
        #expect(advice.contains { error.description.contains($0) })
    }

    @Test func `an error about a user says what to do`() {
        #expect(StoreError.unknownUser("adda", nearest: "ada").description.contains("did you mean 'ada'?"))
        #expect(StoreError.unknownUser("zoe", nearest: nil).description.contains("sitegen user list"))
        #expect(StoreError.usernameTaken("ada").description.contains("choose another"))
        #expect(StoreError.accountTaken(username: "ada").description.contains("sitegen user rename ada NEW"))
        #expect(StoreError.otherAccount(username: "ada").description.contains("sitegen disconnect ada"))
    }
}
