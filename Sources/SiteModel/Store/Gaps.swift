import GRDB

/// The stretches in which plays of one user may be missing, inside a transaction.
struct Gaps {
    let database: Database
    let userID: Int64

    /// Records a gap before a full answer in which nothing is known: older plays may exist that nobody offers any more.
    ///
    /// - Returns: Whether there is one.
    /// - Throws: What SQLite reports.
    func record(before listening: FetchedListening) throws -> Bool {
        guard listening.isFull, let oldest = listening.plays.map(\.play.playedAt).min(),
            let newest = try Int64.fetchOne(
                database, sql: "SELECT \(SyncCandidate.lastPlayAt) FROM user WHERE id = ?", arguments: [userID]),
            // An export tells the end of a play in whole seconds: the oldest offered may be the newest known itself, and
            // what is shorter than this is not a play.
            oldest.milliseconds - newest > PlayMatcher.tolerance
        else { return false }
        try database.execute(
            sql: "INSERT OR IGNORE INTO gap (userID, \"from\", \"to\") VALUES (?, ?, ?)",
            arguments: [userID, newest, oldest.milliseconds])
        return true
    }

    /// Deletes the gaps that lie within an export, which is complete.
    ///
    /// - Returns: Whether there was one.
    /// - Throws: What SQLite reports.
    func close(coveredBy plays: [TrackPlay]) throws -> Bool {
        let moments = plays.filter { $0.play.source == .history }.map(\.play.playedAt)
        guard let first = moments.min(), let last = moments.max() else { return false }
        // The ends of a gap are plays of the API, which an export may place this much elsewhere.
        try database.execute(
            sql: "DELETE FROM gap WHERE userID = ? AND \"from\" >= ? AND \"to\" <= ?",
            arguments: [
                userID, first.milliseconds - PlayMatcher.tolerance, last.milliseconds + PlayMatcher.tolerance,
            ])
        return database.changesCount > 0
    }
}
