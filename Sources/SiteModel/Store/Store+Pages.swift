import Foundation
import GRDB

extension Store {
    /// A batch of users with the manifest's entries for their pages, by username.
    ///
    /// - Parameters:
    ///   - username: The last user of the previous batch; `nil` for the first batch.
    ///   - limit: The most users to return.
    /// - Returns: The users; fewer than `limit` at the end.
    /// - Throws: ``StoreError``.
    public func userPages(after username: String?, limit: Int) async throws -> [UserPages] {
        try await read { database in
            // The batch is limited by a name, not by LIMIT: rows then come in index order and need no sorting.
            let statement = try database.cachedStatement(
                sql: """
                    SELECT \(User.columns), \(Self.hasListening), \(PageRecord.columns)
                    FROM user LEFT JOIN page ON page.owner = user.id
                    WHERE user.username > ?1 AND user.username <= (SELECT max(username)
                        FROM (SELECT username FROM user WHERE username > ?1 ORDER BY username LIMIT ?2))
                    ORDER BY user.username, page.path
                    """)
            var users: [UserPages] = []
            users.reserveCapacity(limit)
            var rows = try FastRows(statement, [username ?? "", limit])
            while let row = try rows.next() {
                if users.last?.user.id != row.number(0) { users.append(UserPages(row: row)) }
                if let record = PageRecord(row: row, from: Int32(User.columnCount) + 1) {
                    users[users.count - 1].records.append(record)
                }
            }
            return users
        }
    }

    /// One user with the manifest's entries for the user's pages.
    ///
    /// - Throws: ``StoreError/unknownUser(_:nearest:)``.
    public func userPages(named name: String) async throws -> UserPages {
        try await read { database in
            let user = try Self.user(named: name, database)
            let hasListening = try Bool.fetchOne(
                database, sql: "SELECT \(Self.hasListening) FROM user WHERE id = ?", arguments: [user.id])
            let records = try Self.pageRecords(database, where: "owner = ?", [user.id])
            return UserPages(user: user, hasListening: hasListening ?? false, records: records)
        }
    }

    /// Some users, with what decides whether they have pages, but without the manifest's entries; unknown ones are absent.
    public func shownUsers(_ ids: Set<Int64>) async throws -> [Int64: UserPages] {
        guard !ids.isEmpty else { return [:] }
        return try await read { database in
            let statement = try database.cachedStatement(
                sql: "SELECT \(User.columns), \(Self.hasListening) FROM user WHERE id = ?")
            var users: [Int64: UserPages] = [:]
            for id in ids {
                users[id] = try FastRows.first(statement, [id], UserPages.init(row:))
            }
            return users
        }
    }

    /// The names of the public users, by key.
    public func listedUsernames() async throws -> [Int64: Username] {
        try await read { database in
            let rows = try Row.fetchCursor(
                database,
                sql: "SELECT id, username FROM user WHERE visibility = 'public' AND \(Self.hasListening)")
            var names: [Int64: Username] = [:]
            while let row = try rows.next() { names[row[0]] = Username(stored: row[1]) }
            return names
        }
    }

    /// The manifest's entries for pages that no user owns: the site's own files, and pages of removed users.
    public func pageRecordsOfNoUser() async throws -> [PageRecord] {
        try await read { database in
            try Self.pageRecords(database, where: "NOT EXISTS (SELECT 1 FROM user WHERE id = page.owner)")
        }
    }

    /// The manifest's entries for pages that must not be shown: their user is private, has no listening, was removed,
    /// or has another username.
    public func hiddenPageRecords() async throws -> [PageRecord] {
        try await read { database in
            try Self.pageRecords(database, where: Self.isHidden)
        }
    }

    /// Whether a row of `page` must not be shown.
    static let isHidden = """
        owner IS NOT NULL AND (size = \(PageRecord.sizeOfTakenOver) OR NOT EXISTS (SELECT 1 FROM user
            WHERE id = page.owner AND visibility <> 'private' AND \(hasListening)
            AND substr(page.path, 1, length(username) + 1) = username || '/'))
        """

    /// The manifest's entries for a user's pages, and for all pages in the folder of that name.
    ///
    /// - Parameter name: A username; the user need not exist any more.
    /// - Returns: The records, by path.
    /// - Throws: ``StoreError``.
    public func pageRecords(ofUserNamed name: String) async throws -> [PageRecord] {
        try await read { database in
            try Self.pageRecords(
                database,
                where: "owner = (SELECT id FROM user WHERE username = ?1) OR (path > ?1 || '/' AND path < ?1 || '0')",
                [name])
        }
    }

    /// The manifest's entries for some paths; unknown paths are absent.
    public func pageRecords(_ paths: [String]) async throws -> [PageRecord] {
        try await read { database in
            try paths.flatMap { try Self.pageRecords(database, where: "path = ?", [$0]) }
        }
    }

    /// Records in the manifest what is on disk now.
    public func savePages(_ records: [PageRecord]) async throws {
        try await write { database in
            let statement = try database.cachedStatement(
                sql: "INSERT OR REPLACE INTO page (\(PageRecord.columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
            // A record that is replaced takes its line along.
            let lineStatement = try database.cachedStatement(
                sql: """
                    INSERT INTO directoryLine (path, fingerprint, \(DirectoryLine.columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                    """)
            for record in records {
                try statement.execute(arguments: [
                    record.path, record.owner, Data(record.fingerprint), Data(record.contentHash), record.size,
                    record.modifiedNs, record.renderedAt.milliseconds, record.checkedAt.milliseconds,
                ])
                try ChangeRows.note(record, database)
                guard let stored = record.line else { continue }
                let line = stored.line
                try lineStatement.execute(arguments: [
                    record.path, Data(stored.fingerprint), line.topArtist, line.topArtistID, line.cover,
                    Data(line.storedWeeks), line.streak, line.storedLabel,
                ])
            }
        }
    }

    /// Deletes pages from the manifest, which then no longer vouches for them.
    ///
    /// - Parameters:
    ///   - paths: The paths; unknown ones do nothing.
    ///   - now: The present moment.
    /// - Throws: ``StoreError``.
    public func forgetPages(_ paths: [String], at now: Instant) async throws {
        try await write { database in
            let statement = try database.cachedStatement(sql: "DELETE FROM page WHERE path = ?")
            for path in paths {
                try ChangeRows.noteGone(path, at: now, database)
                try statement.execute(arguments: [path])
            }
        }
    }

    /// Deletes files of the site from the manifest that stay where they are, for others who use them.
    ///
    /// - Parameter paths: The paths; unknown ones do nothing.
    /// - Throws: ``StoreError``.
    public func disownPages(_ paths: [String]) async throws {
        guard !paths.isEmpty else { return }
        try await write { database in
            // Without a trace: to a deployment it would be a file to delete.
            for sql in ["DELETE FROM page WHERE path = ?", "DELETE FROM siteChange WHERE path = ?"] {
                let statement = try database.cachedStatement(sql: sql)
                for path in paths { try statement.execute(arguments: [path]) }
            }
        }
    }

    /// Gives a user the pages that the manifest still has in the folder, left by a former user of that name.
    ///
    /// The current user of the name owns every page under it, so no path has two owners. Until it is written again, it shows
    /// the former one, and is hidden.
    static func takeOverPages(in username: Username, by userID: Int64, _ database: Database) throws {
        // '0' follows '/', so the range is exactly the folder.
        try database.execute(
            sql: """
                UPDATE page SET owner = ?1, size = \(PageRecord.sizeOfTakenOver) WHERE owner IS NOT ?1 AND path > ?2 || '/' AND path < ?2 || '0'
                """, arguments: [userID, username.rawValue])
    }

    private static func pageRecords(
        _ database: Database, where condition: String, _ arguments: StatementArguments = []
    ) throws -> [PageRecord] {
        let statement = try database.cachedStatement(
            sql: "SELECT \(PageRecord.columns) FROM page WHERE \(condition) ORDER BY path")
        var records: [PageRecord] = []
        var rows = try FastRows(statement, arguments)
        while let row = try rows.next() {
            if let record = PageRecord(row: row, from: 0) { records.append(record) }
        }
        return records
    }
}

extension UserPages {
    /// A user without the manifest's entries, from ``User/columns`` and `hasListening`.
    fileprivate init(row: FastRow) {
        self.init(user: User(row: row), hasListening: row.number(Int32(User.columnCount)) != 0, records: [])
    }
}

extension PageRecord {
    /// The columns that ``init(row:from:)`` reads, in order; no other table has columns with these names.
    static let columns = "path, owner, fingerprint, contentHash, size, modifiedNs, renderedAt, checkedAt"

    /// `nil` if a left join found no page.
    fileprivate init?(row: FastRow, from first: Int32) {
        guard let path = row.optionalText(first) else { return nil }
        self.init(
            path: path, owner: row.isNull(first + 1) ? nil : row.number(first + 1), fingerprint: row.bytes(first + 2),
            contentHash: row.bytes(first + 3), size: row.number(first + 4), modifiedNs: row.number(first + 5),
            renderedAt: Instant(milliseconds: row.number(first + 6)),
            checkedAt: Instant(milliseconds: row.number(first + 7)))
    }
}
