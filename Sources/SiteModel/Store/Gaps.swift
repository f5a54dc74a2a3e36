import GRDB

/// The gaps of one user, inside a transaction.
struct Gaps {
    let database: Database
    let userID: Int64

    /// Records a gap if a full answer has no known play: older plays may then exist that are no longer offered.
    ///
    /// - Returns: Where the gap begins; `nil` if there is none.
    /// - Throws: What SQLite reports.
    func record(before listening: FetchedListening) throws -> Instant? {
        guard listening.isFull, let oldest = listening.plays.map(\.play.playedAt).min(),
            let newest = try Int64.fetchOne(
                database.cachedStatement(sql: "SELECT \(SyncCandidate.lastPlayAt) FROM user WHERE id = ?"),
                arguments: [userID]),
            // A history file gives the end of a play in whole seconds, so the oldest offered play may be the newest
            // known one. Anything shorter than this is not a play.
            oldest.milliseconds - newest > PlayMatcher.tolerance
        else { return nil }
        try database.execute(
            sql: "INSERT OR IGNORE INTO gap (userID, \"from\", \"to\") VALUES (?, ?, ?)",
            arguments: [userID, newest, oldest.milliseconds])
        return Instant(milliseconds: newest)
    }

    /// Deletes the gaps that a history file covers, because the file is complete.
    ///
    /// - Returns: The first covered play; `nil` if no gap was deleted.
    /// - Throws: What SQLite reports.
    func close(coveredBy plays: [TrackPlay]) throws -> Instant? {
        let moments = plays.filter { $0.play.source == .history }.map(\.play.playedAt)
        guard let first = moments.min(), let last = moments.max() else { return nil }
        // A gap ends at plays of the API, which a history file may place this much earlier or later.
        try database.execute(
            sql: "DELETE FROM gap WHERE userID = ? AND \"from\" >= ? AND \"to\" <= ?",
            arguments: [
                userID, first.milliseconds - PlayMatcher.tolerance, last.milliseconds + PlayMatcher.tolerance,
            ])
        return database.changesCount > 0 ? first : nil
    }
}
