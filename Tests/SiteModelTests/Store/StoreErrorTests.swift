import Foundation
import GRDB
import SiteModel
import TestSupport
import Testing

@Suite struct StoreErrorTests {
    private func expect(_ expected: (String) -> StoreError, opening path: String) {
        #expect(throws: expected(path)) { try Store.open(path: path).close() }
    }

    @Test func `a file that is not a database is not changed`() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/site.sqlite"
            let text = Data(String(repeating: "not a database. ", count: 100).utf8)
            try text.write(to: URL(filePath: path))
            expect(StoreError.notADatabase, opening: path)
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

    @Test func `the database of another program is not changed`() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/places.sqlite"
            let other = try DatabaseQueue(path: path)
            try await other.write { try $0.execute(sql: "CREATE TABLE bookmark (url TEXT)") }
            try other.close()
            expect(StoreError.foreign, opening: path)
            let after = try DatabaseQueue(path: path)
            let tables = try await after.read { try String.fetchAll($0, sql: "SELECT name FROM sqlite_schema") }
            #expect(tables == ["bookmark"])
            try after.close()
        }
    }

    @Test func `a file of a newer version is refused`() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/site.sqlite"
            try Store.open(path: path).close()
            let queue = try DatabaseQueue(path: path)
            try await queue.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('99 of the future')") }
            try queue.close()
            expect(StoreError.newer, opening: path)
        }
    }

    @Test func `a missing folder is reported`() async throws {
        try await withTemporaryFolder { folder in
            expect(StoreError.noFolder, opening: folder + "/missing/site.sqlite")
            try Data().write(to: URL(filePath: folder + "/file"))
            expect(StoreError.noFolder, opening: folder + "/file/site.sqlite")
        }
    }

    @Test func `a folder in place of the file is not writable`() async throws {
        try await withTemporaryFolder { folder in expect(StoreError.notWritable, opening: folder) }
    }

    #if os(Linux)
        @Test func `a file that cannot be written is reported`() {
            // File permissions do not stop root; these files stop everyone.
            #expect(throws: (any Error).self) { try Store.open(path: "/proc/site.sqlite").close() }
            expect(StoreError.notWritable, opening: "/proc/version")
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
