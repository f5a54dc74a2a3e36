import GRDB

extension Store {
    /// Names the files of the site that changed since a cursor, for a deployment.
    ///
    /// A file may be named although it did not change, but none that changed is left out: a deployment that was cut off is
    /// repeated from its former cursor.
    ///
    /// - Parameters:
    ///   - word: The cursor that an earlier call returned; `nil` names every file of the site, and none that is gone.
    ///   - now: The present moment.
    ///   - body: Takes a file, in the order of the changes; each path comes once.
    /// - Returns: The cursor from which the next call goes on.
    /// - Throws: ``UnknownCursor``, ``StoreError``, and what `body` throws.
    public func changes(
        since word: String?, at now: Instant, _ body: @escaping @Sendable (SiteChange) throws -> Void
    ) async throws -> String {
        // The manifest is read without the right to write, and only what differs is looked at again with it.
        let differing = try await read { try ChangeRows.differing(from: $0) }
        let (first, cursor) = try await write { database in
            try ChangeRows.forgetOld(at: now, database)
            for path in differing { try ChangeRows.compare(path, at: now, database) }
            let first = try word.map { try Self.number(of: $0, database) }
            return (first, try Self.issueCursor(at: now, database))
        }
        // A slow reader of the list stops nobody. What changes meanwhile is named, and once more by the next call.
        try await read { database in
            let statement = try database.cachedStatement(
                sql: """
                    SELECT path, goneAt IS NOT NULL, isOwned FROM siteChange
                    WHERE number > ?1 AND (?2 OR goneAt IS NULL) ORDER BY number
                    """)
            var rows = try FastRows(statement, [first ?? 0, first != nil])
            while let row = try rows.next() {
                try body(SiteChange(path: row.text(0), isGone: row.number(1) != 0, isOwned: row.number(2) != 0))
            }
        }
        return cursor
    }

    /// Whether a cursor was issued by this store, and is not forgotten.
    public func knowsCursor(_ word: String) async throws -> Bool {
        try await read {
            try Int64.fetchOne($0, sql: "SELECT 1 FROM changeCursor WHERE word = ?", arguments: [word]) != nil
        }
    }

    /// A cursor from which only later changes are named.
    public func endOfChanges(at now: Instant) async throws -> String {
        try await write { try Self.issueCursor(at: now, $0) }
    }

    /// Forgets deleted files and cursors after ``UnknownCursor/kept``, on a site that is never deployed, too.
    public func forgetOldChanges(at now: Instant) async throws {
        try await write { try ChangeRows.forgetOld(at: now, $0) }
    }

    /// The present end of the changes.
    ///
    /// It is a random word, not a number: after a backup is put back, the numbers of its changes are given a second time,
    /// and a cursor from after the backup must not pass for one of them.
    private static func issueCursor(at now: Instant, _ database: Database) throws -> String {
        let number = try Int64.fetchOne(database, sql: "SELECT coalesce(max(number), 0) FROM siteChange") ?? 0
        let known = try String.fetchOne(
            database, sql: "SELECT word FROM changeCursor WHERE number = ?", arguments: [number])
        let word = known ?? String(UInt64.random(in: 1 << 60...UInt64.max), radix: 16)
        try database.execute(
            sql: "INSERT OR REPLACE INTO changeCursor (word, number, issuedAt) VALUES (?, ?, ?)",
            arguments: [word, number, now.milliseconds])
        return word
    }

    private static func number(of word: String, _ database: Database) throws -> Int64 {
        let number = try Int64.fetchOne(
            database, sql: "SELECT number FROM changeCursor WHERE word = ?", arguments: [word])
        guard let number else { throw UnknownCursor(word: word) }
        return number
    }
}
