import GRDB
import Testing

@testable import SiteModel

/// A store whose users get plays as these arrive, and what can be read from it.
struct Ledger {
    struct Day: Equatable {
        var date: String
        var listenedMs: Int64
        var plays: Int
        var isPurged: Bool
        var sums: String { "\(date) \(listenedMs) \(plays)" }
    }

    let queue: DatabaseQueue
    let store: Store
    let users: [User]

    init(zones: [String] = ["UTC"]) async throws {
        queue = try DatabaseQueue()
        store = try Store(queue)
        var users: [User] = []
        for (index, zone) in zones.enumerated() {
            users.append(
                try await store.addUser(
                    Username("user\(index)"), timeZone: zone, visibility: .public, at: Instant(seconds: 0)))
        }
        self.users = users
    }

    /// Stores plays of one source: those of the API by a sync, others by an import.
    @discardableResult
    func take(_ plays: [TrackPlay], of index: Int = 0) async throws -> RecordedListening {
        let user = try await store.user(named: "user\(index)")
        let clock = try #require(ZoneOffsets(identifier: user.timeZone))
        if plays.contains(where: { $0.play.source == .history }) {
            return try await store.insertPlays(plays, of: user.id, clock: clock)
        }
        let record = SyncRecord(at: Instant(seconds: 0), outcome: .synced, requests: 1, newPlays: 0, errorClass: nil)
        return try await store.recordSync(FetchedListening(plays: plays), of: user.id, record: record, clock: clock)
    }

    func purge(before cutoff: Int64) async throws {
        _ = try await store.purgePlays(of: users.map(\.id), endedBefore: Instant(milliseconds: cutoff))
    }

    func move(to zone: String) async throws {
        try await store.setTimeZone(
            ofUserNamed: "user0", to: zone, clock: try #require(ZoneOffsets(identifier: zone)))
    }

    func days() async throws -> [Day] {
        try await queue.read { database in
            try Row.fetchAll(database, sql: "SELECT date, listenedMs, plays, isPurged FROM listeningDay ORDER BY date")
                .map { Day(date: $0[0], listenedMs: $0[1], plays: $0[2], isPurged: $0[3]) }
        }
    }

    /// Keys of the plays that are in the extended history.
    func importedKeys() async throws -> Set<String> {
        try await queue.read {
            try String.fetchSet(
                $0,
                sql: "SELECT trackID || ' ' || exportedAt FROM play WHERE exportedAt IS NOT NULL AND NOT isByAccount")
        }
    }

    func offersBefore(_ cutoff: Int64) async throws -> Int {
        try await queue.read {
            try Int.fetchOne(
                $0, sql: "SELECT count(*) FROM play WHERE source = 'api' AND playedAt < ?", arguments: [cutoff]) ?? 0
        }
    }

    /// Every row of some tables, as text in order.
    func rows(_ tables: [String]) async throws -> [String] {
        try await queue.read { database in
            try tables.flatMap { table in
                try Row.fetchAll(database, sql: "SELECT * FROM \(table)").map { "\(table) \($0)" }.sorted()
            }
        }
    }
}
