import Foundation
import GRDB

/// Divides a store into those of several shards.
///
/// Each new store is filled from the old one by what belongs to its users, so that it is as large as its part and needs no
/// second copy of the whole. A table has the users that it has: by `userID`, by the owner or the path of a page.
public struct StoreSplit: Sendable {
    /// A new store.
    public struct Part: Hashable, Sendable {
        /// The file.
        public var path: String
        /// What is in it.
        public var part: StorePart
        /// How many users it has.
        public var users: Int
    }

    let part: StorePart
    /// The old store.
    let source: String

    /// Makes a store.
    ///
    /// - Parameter path: The new file.
    /// - Returns: How many users, and how many plays, it has.
    /// - Throws: ``SplitError``, `DatabaseError`.
    func make(_ path: String) throws -> (users: Int, plays: Int) {
        try AtomicFile.create([], at: path, permissions: 0o600)
        let queue = try DatabaseQueue(path: path)
        _ = try Store(queue, path: path)
        try fill(queue)
        let problem = try queue.read { try Store.integrityProblems($0).first }
        if let problem { throw SplitError.unusable(path: path, reason: problem) }
        let counts = try queue.read(Self.counts)
        try queue.read { database in
            // Otherwise nobody could tell which store has a user.
            let names = try Row.fetchCursor(database, sql: "SELECT username FROM user")
            while let row = try names.next() {
                guard part.contains(Username(stored: row[0])) else {
                    throw SplitError.unusable(
                        path: path, reason: "'\(row[0] as String)' is in the bucket of another name")
                }
            }
        }
        try queue.close()
        return counts
    }

    /// How many users, and how many plays, a store has.
    static func counts(_ database: Database) throws -> (users: Int, plays: Int) {
        (
            try Int.fetchOne(database, sql: "SELECT count(*) FROM user") ?? 0,
            try Int.fetchOne(database, sql: "SELECT count(*) FROM play") ?? 0
        )
    }

    private func fill(_ queue: DatabaseQueue) throws {
        try queue.writeWithoutTransaction { database in
            database.add(function: Self.home(part))
            try database.execute(sql: "ATTACH DATABASE ? AS source", arguments: [source])
            try database.inTransaction {
                try database.execute(sql: "PRAGMA defer_foreign_keys = ON")
                for table in try Self.tables(database) { try copy(table, database) }
                // A cursor stands for a number: no number may be given a second time.
                try database.execute(
                    sql: "DELETE FROM sqlite_sequence; INSERT INTO sqlite_sequence SELECT * FROM source.sqlite_sequence"
                )
                try Store.setPart(part, database)
                return .commit
            }
            try database.execute(sql: "DETACH DATABASE source")
        }
    }

    /// The tables in the order in which they are filled: what users have first, then the music in it.
    private static func tables(_ database: Database) throws -> [String] {
        let names = try String.fetchAll(
            database,
            sql: """
                SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
                    AND name NOT IN ('grdb_migrations', 'storePart') ORDER BY name
                """)
        let late = ["directoryLine", "track", "trackArtist", "trackName", "artist"]
        return ["user"] + names.filter { $0 != "user" && !late.contains($0) } + late
    }

    private func copy(_ table: String, _ database: Database) throws {
        let columns = try database.columns(in: table, in: "main").map(\.name)
        let list = columns.map { "\"\($0)\"" }.joined(separator: ", ")
        let condition = Self.condition(table, columns, part)
        try database.execute(
            sql:
                "INSERT INTO main.\(table) (\(list)) SELECT \(list) FROM source.\(table) AS \(table) WHERE \(condition)"
        )
    }

    /// SQL: whether a row of the old store belongs to the new one.
    private static func condition(_ table: String, _ columns: [String], _ part: StorePart) -> String {
        switch table {
        case "user":
            if case .shard(let shard) = part {
                "bucket * \(shard.count) / \(Shard.buckets) = \(shard.index)"
            } else {
                "FALSE"
            }
        case "invitation": "isHome(username)"
        // Without an owner, it is a file of the site. An owner who is gone has left a folder behind.
        // Pages of each shard may load any asset.
        case "page": "CASE WHEN owner IS NULL THEN \(part == .lists) OR path GLOB 'assets/*' ELSE isHome(path) END"
        case "siteChange":
            """
            CASE WHEN isOwned THEN isHome(path) ELSE \(part == .lists) OR (path GLOB 'assets/*' AND goneAt IS NULL) END
            """
        case "directoryLine": "path IN (SELECT path FROM main.page)"
        case "track": "NOT (\(UnusedMusic.isUnused("track", UnusedMusic.tracks)))"
        case "artist": "NOT (\(UnusedMusic.isUnused("artist", UnusedMusic.artists)))"
        // Stop signs and cursors are of the whole site.
        case "gate", "changeCursor": "TRUE"
        case _ where columns.contains("userID"): "userID IN (SELECT id FROM main.user)"
        default: "trackID IN (SELECT id FROM main.track)"
        }
    }

    /// SQL: `isHome`, whether a username, or the first folder of a path, belongs to a part.
    private static func home(_ part: StorePart) -> DatabaseFunction {
        DatabaseFunction("isHome", argumentCount: 1, pure: true) { values in
            guard let text = String.fromDatabaseValue(values[0]) else { return false }
            return part.contains(Username(stored: String(text.prefix { $0 != "/" })))
        }
    }
}
