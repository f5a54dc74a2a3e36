import Foundation
import GRDB
import Logging
import SiteModel
import TestSupport
import Testing

@testable import SyncRunner

/// Recaps that the sync or the import of another user has made stale.
@Suite struct RecapKeeperTests {
    private let folder: TemporaryFolder
    private let store: Store
    private let database: DatabaseQueue
    private let user: User
    private let keeper: RecapKeeper

    init() async throws {
        folder = try TemporaryFolder()
        let path = folder.path + "/sitegen.sqlite"
        store = try Store.open(path: path)
        database = try DatabaseQueue(path: path)
        user = try await store.addUser(Username("ada"), timeZone: "UTC", visibility: .public, at: .sample)
        keeper = RecapKeeper(store: store, clock: .fixed(.sample), logger: Logger(label: "test"))
        try await withTemporaryFolder { [store, user] folder in
            let rows = (0..<40).map { number in
                HistorySamples.row(
                    ts: "2026-0\(1 + number % 9)-1\(number % 10)T10:30:00Z", ms: 60_000, track: "S\(number)",
                    artist: "A\(number % 6)", uri: "spotify:track:t\(number)")
            }
            let path = folder + "/Streaming_History_Audio_2026.json"
            try HistorySamples.file(rows).write(toFile: path, atomically: true, encoding: .utf8)
            let importer = ImportRunner(store: store, clock: .fixed(.sample))
            _ = try await importer.run(files: [path], user: user.username.rawValue)
        }
        try await database.write { try $0.execute(sql: "UPDATE recap SET isStale = 1") }
    }

    private func staleCount() async throws -> Int? {
        try await database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM recap WHERE isStale") }
    }

    @Test func `stale recaps are made again`() async throws {
        #expect(try await staleCount() == 10)
        #expect(try await keeper.updateStale(isOver: { false }) == 0)
        #expect(try await staleCount() == 0)
    }

    @Test func `when the time is over, it says for how many users nothing was done`() async throws {
        #expect(try await keeper.updateStale(isOver: { true }) == 1)
        #expect(try await staleCount() == 10)
    }

    @Test func `a user is left to the program that is at work on the user`() async throws {
        let lock = try await store.locks.user(user.id, patience: .zero)
        #expect(try await keeper.updateStale(isOver: { false }) == 0)
        #expect(try await staleCount() == 10)
        lock.release()
    }

    @Test func `a user in an unknown time zone is left, because days in another zone would be others`() async throws {
        try await database.write { try $0.execute(sql: "UPDATE user SET timeZone = 'Mars/Olympus'") }
        #expect(try await keeper.updateStale(isOver: { false }) == 0)
        #expect(try await staleCount() == 10)
    }
}
