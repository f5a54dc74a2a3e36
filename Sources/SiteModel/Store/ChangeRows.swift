import Foundation
import GRDB

/// The rows of `siteChange`, inside a transaction.
enum ChangeRows {
    /// Records that a file is in the output.
    ///
    /// Equal bytes are no change, unless a build has begun to replace them since: a deployment may have met the new ones.
    static func note(_ record: PageRecord, _ database: Database) throws {
        if record.isPending {
            try database.cachedStatement(
                sql: "UPDATE siteChange SET contentHash = x'' WHERE path = ? AND goneAt IS NULL"
            ).execute(arguments: [record.path])
            return
        }
        try database.cachedStatement(
            sql: """
                INSERT OR REPLACE INTO siteChange (path, contentHash, isOwned) SELECT ?1, ?2, ?3
                WHERE NOT EXISTS (SELECT 1 FROM siteChange WHERE path = ?1 AND contentHash = ?2)
                """
        ).execute(arguments: [record.path, Data(record.contentHash), record.owner != nil])
    }

    /// Records that files of the manifest are gone, or have to go from each copy of the site.
    ///
    /// - Parameters:
    ///   - condition: Which rows of `page`.
    ///   - arguments: The values in the condition.
    ///   - now: The present moment.
    ///   - database: Within a transaction.
    /// - Throws: What SQLite reports.
    static func noteGone(
        where condition: String, _ arguments: StatementArguments = [], at now: Instant, _ database: Database
    ) throws {
        try database.cachedStatement(
            sql: """
                INSERT OR REPLACE INTO siteChange (path, contentHash, isOwned, goneAt)
                SELECT path, NULL, owner IS NOT NULL, ? FROM page WHERE \(condition)
                    AND NOT EXISTS (SELECT 1 FROM siteChange WHERE path = page.path AND goneAt IS NOT NULL)
                """
        ).execute(arguments: [now.milliseconds] + arguments)
    }

    /// Forgets files that are gone, and cursors, after ``UnknownCursor/kept``.
    static func forgetOld(at now: Instant, _ database: Database) throws {
        let before = (now - UnknownCursor.kept).milliseconds
        try database.cachedStatement(sql: "DELETE FROM siteChange WHERE goneAt < ?").execute(arguments: [before])
        try database.cachedStatement(sql: "DELETE FROM changeCursor WHERE issuedAt < ?").execute(arguments: [before])
    }
}
