import GRDB

extension Store {
    /// What SQLite finds wrong with the file, in words of a line each; empty when all is well.
    ///
    /// Reads every page of the file, and looks up everything that one row says of another.
    ///
    /// - Returns: At most a hundred findings: more would say no more.
    /// - Throws: ``StoreError`` when the file is damaged beyond looking.
    public func integrityProblems() async throws -> [String] {
        try await read { try Self.integrityProblems($0) }
    }

    static func integrityProblems(_ database: Database) throws -> [String] {
        // The names of tables and indexes are ours; SQLite puts no stored values into these lines.
        let found = try String.fetchAll(database, sql: "PRAGMA integrity_check(100)").filter { $0 != "ok" }
        // SQLite says everything about one table in one value, and begins with which file it means.
        let lines = found.flatMap { $0.split(separator: "\n") }.filter { !$0.hasPrefix("***") }
        // In a damaged file, what one row says of another is either unreadable or wrong for that very reason.
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
