import GRDB

extension Store {
    /// Every user with what the question "who is due?" needs, by username.
    public func syncCandidates() async throws -> [SyncCandidate] {
        try await read { database in
            try Row.fetchAll(database, sql: SyncCandidate.query + "ORDER BY user.username").map(
                SyncCandidate.init(row:))
        }
    }

    /// One user with what the question "who is due?" needs.
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

    /// When each list of a user was last fetched; a list that never was is absent.
    public func topListDates(of userID: Int64) async throws -> [TopListKey: Instant] {
        try await read { database in
            let rows = try Row.fetchAll(
                database, sql: "SELECT kind, timeRange, fetchedAt FROM topList WHERE userID = ?", arguments: [userID])
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

    /// Stores what a sync brought, all or none: profile, plays, lists, the listening days that new plays touch.
    ///
    /// The user's `dataVersion` goes up only if something that a page shows is different afterwards.
    ///
    /// - Parameters:
    ///   - listening: What Spotify answered.
    ///   - userID: Whose it is.
    ///   - record: The run's own entry; its `newPlays` is filled in here.
    ///   - clock: The clock of the user's zone.
    ///   - summary: Sums plays up to listening days.
    /// - Returns: What was new.
    /// - Throws: ``StoreError``.
    public func recordSync(
        _ listening: FetchedListening, of userID: Int64, record: SyncRecord, clock: ZoneClock,
        summary: @escaping DaySummary
    ) async throws -> RecordedListening {
        try await write { database in
            let boundary = try PlayPurge(database: database, userID: userID).boundary()
            // What was purged may be offered still; it was counted.
            let offered = listening.plays.filter { boundary.allows($0.play) }
            var result = RecordedListening()
            if let profile = listening.profile {
                result.isChanged = try Self.updateProfile(profile, of: userID, at: record.at, database)
            }
            result.gap = try Self.recordGap(before: listening, of: userID, database)
            if result.gap != nil { result.isChanged = true }
            let days = try DaySums(database: database, userID: userID, zone: clock, summary: summary)
            var music = MusicWriter(database)
            if try music.save(offered) { result.isChanged = true }
            if try Self.replaceLists(listening, of: userID, at: record.at, &music) { result.isChanged = true }
            let named = try music.renamedRows()
            try PlayWriter(days).insert(offered, named: named[userID] ?? [], result: &result)
            try music.rematchOthers(named, days)
            if result.newPlays + result.mergedPlays > 0 {
                try QuickestStretch(database: database, userID: userID).update(offered)
            }
            if try music.sumUpAgain(days) { result.isChanged = true }
            // A sync that failed half-way keeps its plays, and stays due.
            try database.execute(
                sql: "UPDATE user SET syncedAt = coalesce(?, syncedAt), dataVersion = dataVersion + ? WHERE id = ?",
                arguments: [
                    record.outcome == .synced ? record.at.milliseconds : nil, result.isChanged ? 1 : 0, userID,
                ])
            var record = record
            record.newPlays = result.newPlays
            try Self.insert(record, of: userID, database)
            return result
        }
    }

    /// Remembers a sync that failed; nothing else of the user changes.
    public func recordFailedSync(_ record: SyncRecord, of userID: Int64) async throws {
        try await write { try Self.insert(record, of: userID, $0) }
    }

    /// The last syncs of a user, newest first.
    public func syncRecords(of userID: Int64, limit: Int) async throws -> [SyncRecord] {
        try await read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT at, outcome, requests, newPlays, errorClass FROM syncRun
                    WHERE userID = ? ORDER BY at DESC, id DESC LIMIT ?
                    """, arguments: [userID, limit]
            ).map { row in
                SyncRecord(
                    at: Instant(milliseconds: row[0]), outcome: SyncOutcome(rawValue: row[1]) ?? .failed,
                    requests: row[2], newPlays: row[3], errorWord: row[4])
            }
        }
    }

    /// The stop sign of that name, if it was ever set.
    public func gate(named name: String) async throws -> Gate? {
        try await read { database in
            try Row.fetchOne(database, sql: "SELECT notBefore, reason FROM gate WHERE name = ?", arguments: [name])
                .map { Gate(notBefore: Instant(milliseconds: $0[0]), reason: $0[1]) }
        }
    }

    /// Sets the stop sign of that name; `nil` takes it away.
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

    private static func replaceLists(
        _ listening: FetchedListening, of userID: Int64, at now: Instant, _ music: inout MusicWriter
    ) throws -> Bool {
        let database = music.database
        var isChanged = false
        for (range, artists) in listening.topArtists.sorted(by: { $0.key < $1.key }) {
            for artist in artists where try music.save(artist) { isChanged = true }
            let isOther = try TopListWriter.artists.replace(
                artists.map(\.id), range: range, userID: userID, at: now, database)
            isChanged = isChanged || isOther
        }
        for (range, tracks) in listening.topTracks.sorted(by: { $0.key < $1.key }) {
            for track in tracks where try music.save(track, from: .api) { isChanged = true }
            let isOther = try TopListWriter.tracks.replace(
                tracks.map(\.id), range: range, userID: userID, at: now, database)
            isChanged = isChanged || isOther
        }
        return isChanged
    }

    private static func insert(_ record: SyncRecord, of userID: Int64, _ database: Database) throws {
        try database.execute(
            sql: """
                INSERT INTO syncRun (userID, at, outcome, requests, newPlays, errorClass) VALUES (?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                userID, record.at.milliseconds, record.outcome.rawValue, record.requests, record.newPlays,
                record.errorWord,
            ])
        // A year of hourly runs would be 8,760 rows a user; status looks back 30 days. What is later than the present was
        // written under a clock that was ahead, and would be taken for the last attempt until then.
        try database.execute(
            sql: "DELETE FROM syncRun WHERE userID = ? AND (at < ? OR at > ?)",
            arguments: [userID, (record.at - .seconds(40 * 86_400)).milliseconds, record.at.milliseconds])
    }

    /// A full answer in which nothing is known leaves room for plays that nobody offers any more.
    private static func recordGap(
        before listening: FetchedListening, of userID: Int64, _ database: Database
    ) throws -> ListeningGap? {
        guard listening.isFull, let oldest = listening.plays.map(\.play.playedAt).min(),
            let newest = try Int64.fetchOne(
                database, sql: "SELECT \(SyncCandidate.lastPlayAt) FROM user WHERE id = ?", arguments: [userID]),
            // An export tells the end of a play in whole seconds: the oldest offered may be the newest known itself, and
            // what is shorter than this is not a play.
            oldest.milliseconds - newest > PlayMatcher.tolerance
        else { return nil }
        try database.execute(
            sql: "INSERT OR IGNORE INTO gap (userID, \"from\", \"to\") VALUES (?, ?, ?)",
            arguments: [userID, newest, oldest.milliseconds])
        return ListeningGap(from: Instant(milliseconds: newest), to: oldest)
    }
}

extension SyncCandidate {
    // Both sub-queries are one step in an index; a join with grouping would read every play.
    fileprivate static let query = """
        SELECT \(User.columns),
            \(lastPlayAt), credential.state,
            (SELECT at FROM syncRun WHERE userID = user.id ORDER BY at DESC LIMIT 1), user.purgedBefore,
            user.quickestStretchMs
        FROM user LEFT JOIN credential ON credential.userID = user.id

        """

    /// The end of the newest play, one that was purged since among them; `user` is the outer table.
    static let lastPlayAt = """
        nullif(max(coalesce((SELECT playedAt FROM play WHERE userID = user.id ORDER BY playedAt DESC LIMIT 1), 0),
            coalesce(user.purgedPlayAt, 0)), 0)
        """

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
