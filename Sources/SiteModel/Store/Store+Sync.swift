import GRDB

extension Store {
    /// Every user with what decides whether a sync is due, by username.
    public func syncCandidates() async throws -> [SyncCandidate] {
        try await read(SyncCandidate.all)
    }

    /// One user with what decides whether a sync is due.
    ///
    /// - Throws: ``StoreError/unknownUser(_:nearest:)``.
    public func syncCandidate(named name: String) async throws -> SyncCandidate {
        try await read { database in
            let user = try Self.user(named: name, database)
            let row = try Row.fetchOne(
                database, sql: SyncCandidate.query + "WHERE user.id = ?", arguments: [user.id])
            return row.map(SyncCandidate.init(row:))
                ?? SyncCandidate(user: user, lastPlayAt: nil, credentialState: nil, attemptedAt: nil)
        }
    }

    /// When each list of a user was last fetched; lists that were never fetched are absent.
    public func topListDates(of userID: Int64) async throws -> [TopListKey: Instant] {
        try await read { database in
            let statement = try database.cachedStatement(
                sql: "SELECT kind, timeRange, fetchedAt FROM topList WHERE userID = ?")
            let rows = try Row.fetchAll(statement, arguments: [userID])
            var dates: [TopListKey: Instant] = [:]
            for row in rows {
                guard let kind = TopListKind(rawValue: row[0]), let range = TimeRange(rawValue: row[1]) else {
                    continue
                }
                dates[TopListKey(kind: kind, timeRange: range)] = Instant(milliseconds: row[2])
            }
            return dates
        }
    }

    /// Stores the result of a sync, all or none: profile, plays, lists, and the days and months of new plays.
    ///
    /// The user's `dataVersion` increases only if something that a page shows has changed.
    ///
    /// - Parameters:
    ///   - listening: What Spotify answered.
    ///   - userID: The user.
    ///   - record: The entry for this sync; its `newPlays` is filled in here.
    ///   - clock: The UTC offsets of the user's zone.
    /// - Returns: What changed.
    /// - Throws: ``StoreError``.
    public func recordSync(
        _ listening: FetchedListening, of userID: Int64, record: SyncRecord, clock: ZoneOffsets
    ) async throws -> RecordedListening {
        try await write { database in
            let isRenamed =
                try listening.profile.map { try Self.updateProfile($0, of: userID, at: record.at, database) } ?? false
            var ingest = try Ingest(database, userID: userID, zone: clock)
            var result = try ingest.store(listening, listsAt: record.at)
            if isRenamed { result.isChanged = true }
            // A sync that failed half-way keeps its plays and is still due.
            try database.cachedStatement(
                sql: "UPDATE user SET syncedAt = coalesce(?, syncedAt), dataVersion = dataVersion + ? WHERE id = ?"
            ).execute(arguments: [
                record.outcome == .synced ? record.at.milliseconds : nil, result.isChanged ? 1 : 0, userID,
            ])
            var record = record
            record.newPlays = result.newPlays
            try Self.insert(record, of: userID, database)
            return result
        }
    }

    /// Records a sync that failed; nothing else of the user changes.
    public func recordFailedSync(_ record: SyncRecord, of userID: Int64) async throws {
        try await write { try Self.insert(record, of: userID, $0) }
    }

    /// The syncs that a user asked for, newest first.
    ///
    /// - Parameters:
    ///   - userID: The user.
    ///   - start: The moment from which they are listed.
    /// - Returns: The records.
    /// - Throws: ``StoreError``.
    public func askedSyncs(of userID: Int64, since start: Instant) async throws -> [SyncRecord] {
        try await read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT \(SyncRecord.columns) FROM syncRun
                    WHERE userID = ? AND at >= ? AND occasion = 'asked' ORDER BY at DESC, id DESC
                    """, arguments: [userID, start.milliseconds]
            ).map(SyncRecord.init(row:))
        }
    }

    /// The gate with that name, if it was ever set.
    public func gate(named name: String) async throws -> Gate? {
        try await read { database in
            try Row.fetchOne(database, sql: "SELECT notBefore, reason FROM gate WHERE name = ?", arguments: [name])
                .map { Gate(notBefore: Instant(milliseconds: $0[0]), reason: $0[1]) }
        }
    }

    /// Sets the gate with that name; `nil` deletes it.
    public func setGate(_ gate: Gate?, named name: String) async throws {
        try await write { database in
            guard let gate else {
                try database.execute(sql: "DELETE FROM gate WHERE name = ?", arguments: [name])
                return
            }
            try database.execute(
                sql: "INSERT OR REPLACE INTO gate (name, notBefore, reason) VALUES (?, ?, ?)",
                arguments: [name, gate.notBefore.milliseconds, gate.reason])
        }
    }

    private static func insert(_ record: SyncRecord, of userID: Int64, _ database: Database) throws {
        try database.cachedStatement(
            sql: """
                INSERT INTO syncRun (userID, \(SyncRecord.columns)) VALUES (?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            userID, record.at.milliseconds, record.outcome.rawValue, record.requests, record.newPlays,
            record.errorWord, record.occasion.rawValue,
        ])
        // A year of hourly runs would be 8,760 rows per user; status looks back 30 days. Rows in the future were
        // written while the machine's clock was ahead, and would count as the last attempt until then.
        try database.cachedStatement(sql: "DELETE FROM syncRun WHERE userID = ? AND (at < ? OR at > ?)")
            .execute(arguments: [userID, (record.at - .days(40)).milliseconds, record.at.milliseconds])
    }
}

extension SyncCandidate {
    // Each subquery is one step in an index; a join with grouping would read every play.
    fileprivate static let query = """
        SELECT \(User.columns),
            \(lastPlayAt), credential.state,
            (SELECT at FROM syncRun WHERE userID = user.id ORDER BY at DESC LIMIT 1), user.purgedBefore,
            user.quickestStretchMs
        FROM user LEFT JOIN credential ON credential.userID = user.id

        """

    /// SQL: the end of the newest play, purged or not; `user` is the outer table.
    static let lastPlayAt = """
        nullif(max(coalesce((SELECT playedAt FROM play WHERE userID = user.id ORDER BY playedAt DESC LIMIT 1), 0),
            coalesce(user.purgedPlayAt, 0)), 0)
        """

    static func all(_ database: Database) throws -> [SyncCandidate] {
        try Row.fetchAll(database, sql: query + "ORDER BY user.username").map(SyncCandidate.init(row:))
    }

    fileprivate init(row: Row) {
        let next = User.columnCount
        self.init(
            user: User(row: row), lastPlayAt: (row[next] as Int64?).map(Instant.init(milliseconds:)),
            credentialState: (row[next + 1] as String?).flatMap(Credential.State.init(rawValue:)),
            attemptedAt: (row[next + 2] as Int64?).map(Instant.init(milliseconds:)),
            purgedBefore: (row[next + 3] as Int64?).map(Instant.init(milliseconds:)),
            quickestStretch: (row[next + 4] as Int64?).map { .milliseconds($0) })
    }
}
