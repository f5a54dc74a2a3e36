import GRDB

extension Store {
    /// The status of every user, by username.
    ///
    /// - Parameter start: Gaps that ended before this moment are not counted.
    /// - Returns: One status per user.
    /// - Throws: ``StoreError``.
    public func userStatuses(gapsSince start: Instant) async throws -> [UserStatus] {
        try await read { database in
            let candidates = try SyncCandidate.all(database)
            let authorizations = try Row.fetchAll(database, sql: "SELECT userID, authorizedAt FROM credential")
            let authorizedAt: [Int64: Int64] = Dictionary(
                authorizations.map { ($0[0], $0[1]) }, uniquingKeysWith: { first, _ in first })
            let gaps = try database.cachedStatement(
                sql: """
                    SELECT count(*), coalesce(sum("to" - "from"), 0) FROM gap WHERE userID = ? AND "to" >= ?
                    """)
            return try candidates.map { candidate in
                let id = candidate.user.id
                let counted = try Row.fetchOne(gaps, arguments: [id, start.milliseconds])
                return UserStatus(
                    candidate: candidate, authorizedAt: authorizedAt[id].map(Instant.init(milliseconds:)),
                    lastFailure: try Self.lastFailedSync(of: id, database),
                    gaps: counted?[0] ?? 0, gapLength: .milliseconds(counted?[1] as Int64? ?? 0))
            }
        }
    }

    /// The newest sync of a user that failed, in whole or in part; `nil` for none that is remembered.
    public func lastFailedSync(of userID: Int64) async throws -> SyncRecord? {
        try await read { try Self.lastFailedSync(of: userID, $0) }
    }

    private static func lastFailedSync(of userID: Int64, _ database: Database) throws -> SyncRecord? {
        let statement = try database.cachedStatement(
            sql: """
                SELECT \(SyncRecord.columns) FROM syncRun
                WHERE userID = ? AND errorClass IS NOT NULL ORDER BY at DESC, id DESC LIMIT 1
                """)
        return try Row.fetchOne(statement, arguments: [userID]).map(SyncRecord.init(row:))
    }
}

extension SyncRecord {
    /// The columns that ``init(row:)`` reads, in order.
    static let columns = "at, outcome, requests, newPlays, errorClass, occasion"

    init(row: Row) {
        self.init(
            at: Instant(milliseconds: row[0]), outcome: SyncOutcome(rawValue: row[1]) ?? .failed, requests: row[2],
            newPlays: row[3], errorWord: row[4], occasion: SyncOccasion(rawValue: row[5]) ?? .run)
    }
}
