import GRDB

/// Records when one user first heard each artist, inside a transaction: at the first stored play, or at an earlier one
/// that was purged.
struct ArtistsHeard {
    let database: Database
    let userID: Int64
    /// The artists of earlier spans; plays of a later span do not change when they were first heard.
    private var recorded: Set<String> = []

    init(database: Database, userID: Int64) {
        self.database = database
        self.userID = userID
    }

    /// Records the first plays in a span of time.
    ///
    /// An artist first heard in this span may have lost that play, to another artist or to a match with another play,
    /// and is then looked up.
    ///
    /// - Parameters:
    ///   - plays: All plays of the span, oldest first.
    ///   - tracks: The tracks of the plays.
    ///   - span: Begins after the spans of earlier calls.
    /// - Throws: What SQLite reports.
    mutating func record(_ plays: [DayPlay], of tracks: [PlayedTrack], in span: Range<Instant>) throws {
        var firsts: [String: Int64] = [:]
        for play in plays {
            guard let artistID = tracks[play.track].artistID, firsts[artistID] == nil else { continue }
            firsts[artistID] = play.playedAt.milliseconds
        }
        try lookUpLost(firsts, in: span)
        let save = try database.cachedStatement(
            sql: """
                INSERT INTO artistHeard (userID, artistID, firstAt) VALUES (?, ?, ?)
                ON CONFLICT (userID, artistID) DO UPDATE SET firstAt = excluded.firstAt
                WHERE excluded.firstAt < firstAt
                """)
        let new = firsts.filter { !recorded.contains($0.key) }
        for (artistID, first) in new.sorted(by: { $0.key < $1.key }) {
            try save.execute(arguments: [userID, artistID, first])
        }
        recorded.formUnion(new.keys)
    }

    private func lookUpLost(_ firsts: [String: Int64], in span: Range<Instant>) throws {
        // For purged plays, this table is the only record.
        let purged = try PlayPurge(database: database, userID: userID).boundary()
        let known = try Row.fetchAll(
            database.cachedStatement(
                sql: "SELECT artistID, firstAt FROM artistHeard WHERE userID = ? AND firstAt >= ? AND firstAt < ?"),
            arguments: [
                userID, max(span.lowerBound.milliseconds, purged.firstUnpurged), span.upperBound.milliseconds,
            ])
        let find = try database.cachedStatement(
            sql: """
                SELECT min(play.playedAt) FROM trackArtist
                JOIN play ON play.trackID = trackArtist.trackID AND play.userID = ?
                WHERE trackArtist.artistID = ? AND trackArtist.position = 0
                """)
        let move = try database.cachedStatement(
            sql: "UPDATE artistHeard SET firstAt = ? WHERE userID = ? AND artistID = ?")
        let forget = try database.cachedStatement(sql: "DELETE FROM artistHeard WHERE userID = ? AND artistID = ?")
        for row in known {
            let artistID: String = row[0]
            let first = try firsts[artistID] ?? Int64.fetchOne(find, arguments: [userID, artistID])
            if first == row[1] { continue }
            if let first {
                try move.execute(arguments: [first, userID, artistID])
            } else {
                try forget.execute(arguments: [userID, artistID])
            }
        }
    }
}
