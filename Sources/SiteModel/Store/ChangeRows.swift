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

    /// Records that a file of the manifest is gone.
    static func noteGone(_ path: String, at now: Instant, _ database: Database) throws {
        try noteGone(path, where: "TRUE", at: now, database)
    }

    /// The paths in the manifest that are recorded otherwise here.
    ///
    /// A page that must not be shown is to go from each copy of the site even before its record is deleted. One that is
    /// shown again may be fresh, so that no build records it.
    static func differing(from database: Database) throws -> [String] {
        try String.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT page.path FROM page LEFT JOIN siteChange ON siteChange.path = page.path AND goneAt IS NULL
                    WHERE (\(Store.isHidden)) = (siteChange.path IS NOT NULL)
                    """))
    }

    /// Brings the row of a path in line with the manifest.
    static func compare(_ path: String, at now: Instant, _ database: Database) throws {
        try noteGone(path, where: Store.isHidden, at: now, database)
        try database.cachedStatement(
            sql: """
                INSERT OR REPLACE INTO siteChange (path, contentHash, isOwned)
                SELECT path, x'', owner IS NOT NULL FROM page WHERE path = ? AND NOT (\(Store.isHidden))
                    AND NOT EXISTS (SELECT 1 FROM siteChange WHERE path = page.path AND goneAt IS NULL)
                """
        ).execute(arguments: [path])
    }

    private static func noteGone(
        _ path: String, where condition: String, at now: Instant, _ database: Database
    ) throws {
        try database.cachedStatement(
            sql: """
                INSERT OR REPLACE INTO siteChange (path, contentHash, isOwned, goneAt)
                SELECT path, NULL, owner IS NOT NULL, ? FROM page WHERE path = ? AND \(condition)
                    AND NOT EXISTS (SELECT 1 FROM siteChange WHERE path = page.path AND goneAt IS NOT NULL)
                """
        ).execute(arguments: [now.milliseconds, path])
    }

    /// Forgets cursors after ``UnknownCursor/kept``, and files that are gone for as long and known to all cursors.
    ///
    /// Moments in the future were noted by a clock that was ahead: they count from now.
    static func forgetOld(at now: Instant, _ database: Database) throws {
        let (moment, before) = (now.milliseconds, (now - UnknownCursor.kept).milliseconds)
        try database.cachedStatement(sql: "UPDATE changeCursor SET issuedAt = ?1 WHERE issuedAt > ?1")
            .execute(arguments: [moment])
        try database.cachedStatement(sql: "UPDATE siteChange SET goneAt = ?1 WHERE goneAt > ?1")
            .execute(arguments: [moment])
        try database.cachedStatement(sql: "DELETE FROM changeCursor WHERE issuedAt < ?").execute(arguments: [before])
        try database.cachedStatement(
            sql: """
                DELETE FROM siteChange WHERE goneAt < ?
                    AND number <= coalesce((SELECT min(number) FROM changeCursor), number)
                    AND NOT EXISTS (SELECT 1 FROM page WHERE path = siteChange.path)
                """
        ).execute(arguments: [before])
    }
}
