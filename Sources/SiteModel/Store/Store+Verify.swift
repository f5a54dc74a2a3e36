import GRDB

extension Store {
    /// The problems that SQLite finds in the file, one line each; empty if all is well.
    ///
    /// Reads every page of the file and checks all references between rows.
    ///
    /// - Returns: At most a hundred problems.
    /// - Throws: ``StoreError`` if the file is too damaged to be checked.
    public func integrityProblems() async throws -> [String] {
        try await read { try Self.integrityProblems($0) + Self.missingParts($0) + Self.impossibleValues($0) }
    }

    /// Numbers that no version of sitegen has written, and with which sums and dates overflow.
    private static func impossibleValues(_ database: Database) throws -> [String] {
        // A day in milliseconds, and the year 2300.
        let (longest, latest) = (86_400_000, 10_413_792_000_000)
        let ranges = [
            ("play", "listenedMs", longest), ("accountRow", "listenedMs", longest), ("play", "playedAt", latest),
            ("credential", "authorizedAt", latest), ("user", "syncedAt", latest), ("syncRun", "at", latest),
        ]
        return try ranges.compactMap { table, column, most in
            let rows =
                try Int.fetchOne(
                    database, sql: "SELECT count(*) FROM \(table) WHERE \(column) NOT BETWEEN 0 AND \(most)") ?? 0
            guard rows > 0 else { return nil }
            return
                "\(rows) \(rows == 1 ? "row" : "rows") of '\(table)' with a '\(column)' that is impossible; put a backup in the "
                + "place of the file"
        }
    }

    /// The tables and indexes that a file of this version has and this one lacks.
    private static func missingParts(_ database: Database) throws -> [String] {
        func parts(_ database: Database) throws -> [(kind: String, name: String)] {
            let sql = "SELECT type, name FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY type DESC, name"
            return try Row.fetchAll(database, sql: sql).map { (kind: $0[0] as String, name: $0[1] as String) }
        }
        let whole = try DatabaseQueue()
        try migrator.migrate(whole)
        let present = Set(try parts(database).map(\.name))
        return try whole.read(parts).filter { !present.contains($0.name) }.map { part in
            "\(part.kind) '\(part.name)' is missing; put a backup in the place of the file"
        }
    }

    static func integrityProblems(_ database: Database) throws -> [String] {
        // Table and index names are ours; SQLite puts no stored values into these lines.
        let found = try String.fetchAll(database, sql: "PRAGMA integrity_check(100)").filter { $0 != "ok" }
        // SQLite reports one table in one value, and begins with the name of the file.
        let lines = found.flatMap { $0.split(separator: "\n") }.filter { !$0.hasPrefix("***") }
        // In a damaged file, references are unreadable, or wrong because of the damage.
        guard lines.isEmpty else { return lines.prefix(100).map(String.init) }
        return try Row.fetchAll(
            database,
            sql: """
                SELECT "table", parent, count(*) FROM pragma_foreign_key_check
                GROUP BY "table", parent ORDER BY "table", parent
                """
        ).map { row in
            let count: Int = row[2]
            return "\(count) \(count == 1 ? "row" : "rows") of '\(row[0] as String)' name a '\(row[1] as String)' "
                + "that is not there"
        }
    }
}
