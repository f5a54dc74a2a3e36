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
            let failure = try database.cachedStatement(
                sql: """
                    SELECT at, outcome, requests, newPlays, errorClass FROM syncRun
                    WHERE userID = ? AND errorClass IS NOT NULL ORDER BY at DESC, id DESC LIMIT 1
                    """)
            let gaps = try database.cachedStatement(
                sql: """
                    SELECT count(*), coalesce(sum("to" - "from"), 0) FROM gap WHERE userID = ? AND "to" >= ?
                    """)
            return try candidates.map { candidate in
                let id = candidate.user.id
                let counted = try Row.fetchOne(gaps, arguments: [id, start.milliseconds])
                return UserStatus(
                    candidate: candidate, authorizedAt: authorizedAt[id].map(Instant.init(milliseconds:)),
                    lastFailure: try Row.fetchOne(failure, arguments: [id]).map(SyncRecord.init(row:)),
                    gaps: counted?[0] ?? 0, gapLength: .milliseconds(counted?[1] as Int64? ?? 0))
            }
        }
    }
}

extension SyncRecord {
    init(row: Row) {
        self.init(
            at: Instant(milliseconds: row[0]), outcome: SyncOutcome(rawValue: row[1]) ?? .failed, requests: row[2],
            newPlays: row[3], errorWord: row[4])
    }
}
