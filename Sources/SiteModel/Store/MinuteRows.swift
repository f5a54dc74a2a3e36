import GRDB

/// One user's rows of account data, inside a transaction.
///
/// Every row is kept, but it shows as a play of its own only while no other known play stands for the same listening.
///
/// Because all rows are kept, the resulting plays do not depend on what came first.
struct MinuteRows {
    let database: Database
    let userID: Int64

    /// How plays changed.
    struct Change {
        /// Keys where a play was added, deleted, or got another listened time.
        var keys: [PlayKey] = []
        /// How many rows became plays of their own, and how many ceased to be.
        var appeared = 0
        var vanished = 0
        /// How many plays of the API got their listened time from a row, minus those that lost it.
        var madeExact = 0
    }

    /// Keeps rows; the longer of two rows for the same minute and track wins.
    ///
    /// - Returns: The minutes of the new rows.
    /// - Throws: What SQLite reports.
    func keep(_ plays: [TrackPlay]) throws -> [Int64] {
        let statement = try database.cachedStatement(
            sql: """
                INSERT INTO accountRow (userID, minute, trackID, listenedMs) VALUES (?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET listenedMs = excluded.listenedMs WHERE listenedMs < excluded.listenedMs
                """)
        var minutes: [Int64] = []
        for entry in plays {
            let minute = entry.play.playedAt.milliseconds.quotientRoundedDown(by: 60_000) * 60_000
            try statement.execute(arguments: [userID, minute, entry.play.trackID, max(0, entry.play.listenedMs)])
            if database.changesCount > 0 { minutes.append(minute) }
        }
        return minutes
    }

    /// Matches all rows and plays again whose result a span of time can affect.
    func match(_ stretch: ClosedRange<Int64>) throws -> Change {
        let reach = MinuteMatcher.reach
        let near = stretch.lowerBound - reach...stretch.upperBound + reach
        let exists = try Bool.fetchOne(
            database.cachedStatement(
                sql: "SELECT EXISTS (SELECT 1 FROM accountRow WHERE userID = ? AND minute BETWEEN ? AND ?)"),
            arguments: [userID, near.lowerBound, near.upperBound])
        guard exists == true else { return Change() }
        var margin = 10 * reach
        while true {
            let window = stretch.lowerBound - margin...stretch.upperBound + margin
            let found = try Found(database, userID: userID, in: window)
            if let affected = found.affected(by: near, within: window) { return try apply(found, affected) }
            // A track that is played over and over makes long chains.
            margin *= 4
        }
    }

    // MARK: - To the table

    private func apply(_ found: Found, _ affected: Found.Affected) throws -> Change {
        var change = Change()
        let partners = found.matcher.partners()
        var rowOf: [Int: MinuteRow] = [:]
        for (index, row) in found.matcher.rows.enumerated() where affected.rows[index] {
            let key = PlayKey(playedAt: row.minute, trackID: row.trackID)
            if let partner = partners[index] {
                rowOf[partner] = row
                guard found.shown[key] != nil else { continue }
                try delete(key)
                change.vanished += 1
            } else {
                guard found.shown[key] != row.listenedMs else { continue }
                if found.shown[key] == nil { change.appeared += 1 }
                try show(row)
            }
            change.keys.append(key)
        }
        for (index, candidate) in found.matcher.candidates.enumerated()
        where affected.candidates[index] && candidate.historyMs == nil {
            let row = rowOf[index]
            let had = found.recorded[candidate.key]
            guard row?.minute != had?.minute || row?.listenedMs != had?.listenedMs else { continue }
            try tell(candidate.key, row)
            change.madeExact += (row == nil ? 0 : 1) - (had == nil ? 0 : 1)
            change.keys.append(candidate.key)
        }
        return change
    }

    private func delete(_ key: PlayKey) throws {
        try database.cachedStatement(sql: "DELETE FROM play WHERE userID = ? AND playedAt = ? AND trackID = ?")
            .execute(arguments: [userID, key.playedAt, key.trackID])
    }

    /// Inserts a row as a play of its own.
    ///
    /// Its end is the start of its minute: on the right date, and never after the next play.
    private func show(_ row: MinuteRow) throws {
        try database.cachedStatement(
            sql: """
                INSERT INTO play (userID, playedAt, trackID, listenedMs, source, isOffered, exportedAt, isByAccount)
                VALUES (:user, :minute, :track, :ms, 'export', 0, :minute, 1)
                ON CONFLICT DO UPDATE SET listenedMs = excluded.listenedMs
                """
        ).execute(arguments: ["user": userID, "minute": row.minute, "track": row.trackID, "ms": row.listenedMs])
    }

    /// Gives a play of the API the listened time of a row; without a row, the play is measured again.
    private func tell(_ key: PlayKey, _ row: MinuteRow?) throws {
        try database.cachedStatement(
            sql: """
                UPDATE play SET source = ?, exportedAt = ?, isByAccount = ?, listenedMs = coalesce(?, listenedMs)
                WHERE userID = ? AND playedAt = ? AND trackID = ?
                """
        ).execute(arguments: [
            (row == nil ? PlaySource.api : .history).rawValue, row?.minute, row != nil, row?.listenedMs, userID,
            key.playedAt, key.trackID,
        ])
    }
}

/// The rows and plays of a window of time.
private struct Found {
    struct Affected {
        var rows: [Bool]
        var candidates: [Bool]
    }

    let matcher: MinuteMatcher
    /// The listened time of the rows that show as plays.
    private(set) var shown: [PlayKey: Int64] = [:]
    /// What plays of the API got from rows.
    private(set) var recorded: [PlayKey: (minute: Int64, listenedMs: Int64)] = [:]

    init(_ database: Database, userID: Int64, in window: ClosedRange<Int64>) throws {
        let rows = try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT minute, trackID, listenedMs FROM accountRow WHERE userID = ? AND minute BETWEEN ? AND ?
                    ORDER BY minute, trackID
                    """), arguments: [userID, window.lowerBound, window.upperBound]
        ).map { MinuteRow(minute: $0[0], trackID: $0[1], listenedMs: $0[2]) }
        let statement = try database.cachedStatement(
            sql: """
                SELECT play.playedAt, play.trackID, play.listenedMs, play.isOffered, play.exportedAt, play.isByAccount,
                    trackName.name
                FROM play LEFT JOIN trackName ON trackName.trackID = play.trackID
                WHERE play.userID = ? AND play.playedAt BETWEEN ? AND ? ORDER BY play.playedAt, play.trackID
                """)
        let cursor = try Row.fetchCursor(statement, arguments: [userID, window.lowerBound, window.upperBound])
        var candidates: [MinuteMatcher.Candidate] = []
        while let row = try cursor.next() {
            let key = PlayKey(playedAt: row[0], trackID: row[1])
            let (isOffered, isByAccount): (Bool, Bool) = (row[3], row[5])
            if isByAccount, !isOffered {
                shown[key] = row[2]
                continue
            }
            let name = (row[6] as String?).map { RecordingName.prefix + $0 }
            if let last = candidates.last, last.key == key {
                if let name { candidates[candidates.count - 1].names.append(name) }
                continue
            }
            let exportedAt: Int64? = row[4]
            if isByAccount, let exportedAt { recorded[key] = (exportedAt, row[2]) }
            candidates.append(
                MinuteMatcher.Candidate(
                    key: key, endedAt: isByAccount ? key.playedAt : exportedAt ?? key.playedAt,
                    historyMs: isByAccount || exportedAt == nil ? nil : row[2], names: name.map { [$0] } ?? []))
        }
        matcher = MinuteMatcher(rows: rows, candidates: candidates)
    }

    /// The rows and candidates that share a group with something in a span; `nil` if such a group may reach beyond the
    /// window.
    func affected(by stretch: ClosedRange<Int64>, within window: ClosedRange<Int64>) -> Affected? {
        let groups = matcher.groups()
        let moments = matcher.rows.map(\.minute) + matcher.candidates.map(\.key.playedAt)
        let all = groups.ofRows + groups.ofCandidates
        var isAffected = [Bool](repeating: false, count: all.count)
        for (index, moment) in moments.enumerated() where stretch.contains(moment) { isAffected[all[index]] = true }
        let inside = window.lowerBound + MinuteMatcher.reach...window.upperBound - MinuteMatcher.reach
        for (index, moment) in moments.enumerated() where isAffected[all[index]] && !inside.contains(moment) {
            return nil
        }
        return Affected(
            rows: groups.ofRows.map { isAffected[$0] }, candidates: groups.ofCandidates.map { isAffected[$0] })
    }
}
