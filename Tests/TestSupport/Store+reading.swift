import GRDB

@testable package import SiteModel

/// Reads that only tests need.
extension Store {
    /// The stored plays of a user, oldest first.
    package func plays(of userID: Int64) async throws -> [Play] {
        try await read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT playedAt, trackID, listenedMs, source, contextType FROM play
                    WHERE userID = ? ORDER BY playedAt, trackID
                    """, arguments: [userID]
            ).map { row in
                Play(
                    playedAt: Instant(milliseconds: row[0]), trackID: row[1], listenedMs: row[2],
                    source: PlaySource(rawValue: row[3]) ?? .api, contextType: row[4])
            }
        }
    }

    /// The sync records of a user, newest first.
    package func syncRecords(of userID: Int64) async throws -> [SyncRecord] {
        try await read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT at, outcome, requests, newPlays, errorClass, occasion FROM syncRun
                    WHERE userID = ? ORDER BY at DESC, id DESC
                    """, arguments: [userID]
            ).map(SyncRecord.init(row:))
        }
    }
}
