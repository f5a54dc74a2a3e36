import GRDB
import TestSupport
import Testing

@testable import SiteModel

@Suite struct StorePartTests {
    private let third = StorePart("3/8")

    private func open(_ path: String, as part: StorePart? = nil) throws -> Store {
        var store = try Store.open(path: path)
        if let part { try store.take(part) }
        return store
    }

    @Test func `a new store becomes that of a shard, and refuses to be another`() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/site.sqlite"
            try open(path, as: third).close()
            #expect(try Store.open(path: path).part == third)
            try open(path, as: third).close()
            for other in ["4/8", "3/16", "lists"].map({ StorePart($0) }) {
                #expect(throws: StoreError.otherPart(path: path, part: third, wanted: other)) {
                    try open(path, as: other)
                }
            }
            #expect(try Store.open(path: path).part == third)
        }
    }

    @Test func `a store with users of all shards never becomes that of one`() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/site.sqlite"
            _ = try await open(path).addUser(Username("ada"), timeZone: "UTC", visibility: .public, at: noon)
            for part in [third, .lists] {
                #expect(throws: StoreError.otherPart(path: path, part: .whole, wanted: part)) {
                    try open(path, as: part)
                }
            }
            #expect(try Store.open(path: path).part == .whole)
        }
    }

    @Test func `a name that belongs to another shard is refused, and the error names the right one`() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/site.sqlite"
            let store = try open(path, as: StorePart("7/8"))
            let ada = try await store.addUser(Username("ada"), timeZone: "UTC", visibility: .public, at: noon)
            let stranger = try #require(try (0..<99).map { try Username("u\($0)") }.first { !store.part.contains($0) })
            let home = try #require(Shard("0/8")).home(of: stranger)
            let refusal = StoreError.elsewhere(stranger, home: home, path: path)
            await #expect(throws: refusal) {
                try await store.addUser(stranger, timeZone: "UTC", visibility: .public, at: noon)
            }
            await #expect(throws: refusal) { try await store.renameUser(named: "ada", to: stranger) }
            #expect("\(refusal)".contains("shard \(home)"))
            #expect(try await store.users().map(\.username) == [ada.username])
        }
    }

    @Test func `a user who gets another name gets its bucket`() async throws {
        let ada = try await StoreOfAda()
        try await ada.store.renameUser(named: "ada", to: Username("theo"))
        let bucket = try await ada.queue.read { try Int.fetchOne($0, sql: "SELECT bucket FROM user") }
        #expect(try bucket == Username("theo").bucket)
    }

    @Test func `a store of the lists takes no user`() async throws {
        try await withTemporaryFolder { folder in
            let store = try open(folder + "/lists.sqlite", as: .lists)
            await #expect(throws: StoreError.self) {
                try await store.addUser(Username("ada"), timeZone: "UTC", visibility: .public, at: noon)
            }
        }
    }
}
