import Foundation
import GRDB

extension Store {
    /// A stretch of all users with what the manifest holds of their pages, by username.
    ///
    /// - Parameters:
    ///   - username: Where the stretch before ended; `nil` for the first one.
    ///   - limit: How many at most.
    /// - Returns: Fewer than `limit` at the end.
    /// - Throws: ``StoreError``.
    public func userPages(after username: String?, limit: Int) async throws -> [UserPage] {
        try await read { database in
            let statement = try database.cachedStatement(
                sql: """
                    SELECT \(User.columns), \(Self.hasListening), \(PageRecord.columns)
                    FROM user LEFT JOIN page ON page.path = user.username || '/index.html'
                    WHERE user.username > ? ORDER BY user.username LIMIT ?
                    """)
            return try Row.fetchAll(statement, arguments: [username ?? "", limit]).map { row in
                UserPage(
                    user: User(row: row), hasListening: row[User.columnCount],
                    record: PageRecord(row: row, from: User.columnCount + 1))
            }
        }
    }

    /// One user with what the manifest holds of the page.
    ///
    /// - Throws: ``StoreError/unknownUser(_:nearest:)``.
    public func userPage(named name: String) async throws -> UserPage {
        try await read { database in
            let user = try Self.user(named: name, database)
            let row = try Row.fetchOne(
                database,
                sql: """
                    SELECT \(Self.hasListening), \(PageRecord.columns)
                    FROM user LEFT JOIN page ON page.path = user.username || '/index.html' WHERE user.id = ?
                    """, arguments: [user.id])
            return UserPage(
                user: user, hasListening: row?[0] ?? false, record: row.flatMap { PageRecord(row: $0, from: 1) })
        }
    }

    /// What the manifest holds of everything that is not the page of a user there is: the site's own files, and pages
    /// of users who were removed or renamed.
    public func recordsBesideUsers() async throws -> [PageRecord] {
        try await read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT \(PageRecord.columns) FROM page
                    WHERE NOT EXISTS (SELECT 1 FROM user
                        WHERE substr(page.path, -11) = '/index.html'
                            AND username = substr(page.path, 1, length(page.path) - 11))
                    ORDER BY path
                    """
            ).compactMap { PageRecord(row: $0, from: 0) }
        }
    }

    /// What the manifest holds of pages whose users do not show one.
    public func hiddenPageRecords() async throws -> [PageRecord] {
        try await read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT \(PageRecord.columns) FROM user JOIN page ON page.path = user.username || '/index.html'
                    WHERE user.visibility = 'private' OR NOT \(Self.hasListening) ORDER BY page.path
                    """
            ).compactMap { PageRecord(row: $0, from: 0) }
        }
    }

    /// What the manifest holds of some paths; those it does not know are absent.
    public func pageRecords(_ paths: [String]) async throws -> [PageRecord] {
        try await read { database in
            let statement = try database.cachedStatement(sql: "SELECT \(PageRecord.columns) FROM page WHERE path = ?")
            return try paths.compactMap { path in
                try Row.fetchOne(statement, arguments: [path]).flatMap { PageRecord(row: $0, from: 0) }
            }
        }
    }

    /// Writes to the manifest what is on disk now.
    public func savePages(_ records: [PageRecord]) async throws {
        try await write { database in
            let statement = try database.cachedStatement(
                sql: "INSERT OR REPLACE INTO page (\(PageRecord.names)) VALUES (?, ?, ?, ?, ?, ?, ?)")
            for record in records {
                try statement.execute(arguments: [
                    record.path, Data(record.fingerprint), Data(record.contentHash), record.size, record.modifiedNs,
                    record.renderedAt.milliseconds, record.checkedAt.milliseconds,
                ])
            }
        }
    }

    /// Takes pages out of the manifest; it then vouches for none of them.
    public func forgetPages(_ paths: [String]) async throws {
        try await write { database in
            let statement = try database.cachedStatement(sql: "DELETE FROM page WHERE path = ?")
            for path in paths { try statement.execute(arguments: [path]) }
        }
    }
}

extension PageRecord {
    static let names = "path, fingerprint, contentHash, size, modifiedNs, renderedAt, checkedAt"
    static let columns =
        "page.path, page.fingerprint, page.contentHash, page.size, page.modifiedNs, page.renderedAt, page.checkedAt"

    /// `nil` where a left join found no page.
    init?(row: Row, from first: Int) {
        guard let path: String = row[first] else { return nil }
        self.init(
            path: path, fingerprint: [UInt8](row[first + 1] as Data), contentHash: [UInt8](row[first + 2] as Data),
            size: row[first + 3], modifiedNs: row[first + 4], renderedAt: Instant(milliseconds: row[first + 5]),
            checkedAt: Instant(milliseconds: row[first + 6]))
    }
}
