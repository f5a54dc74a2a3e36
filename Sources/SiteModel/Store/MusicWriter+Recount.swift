import GRDB

/// Tracks belong to all users: when the API names the artist of one that only exports knew, a day of another user may get
/// another top artist. Without this, the days would depend on whose sync came first.
extension MusicWriter {
    /// What of a track a listening day or month depends on; `nil` for an unknown track.
    func dayFacts(of trackID: String) throws -> [String?]? {
        let statement = try database.cachedStatement(
            sql: """
                SELECT name, isrc, (SELECT artistID FROM trackArtist WHERE trackID = track.id AND position = 0),
                    releaseDate
                FROM track WHERE id = ?
                """)
        return try Row.fetchOne(statement, arguments: [trackID]).map { [$0[0], $0[1], $0[2], $0[3]] }
    }

    /// Sums the days up again in which a track was heard that counts otherwise now.
    ///
    /// The `dataVersion` of the batch's own user is the caller's to raise.
    ///
    /// - Parameter days: Those of that user.
    /// - Returns: Whether that user has such days.
    /// - Throws: What SQLite reports.
    func sumUpAgain(_ days: DaySums) throws -> Bool {
        var moments: [Int64: [Instant]] = [:]
        let statement = try database.cachedStatement(sql: "SELECT userID, playedAt FROM play WHERE trackID = ?")
        for trackID in Set(recounted).sorted() {
            for row in try Row.fetchAll(statement, arguments: [trackID]) {
                moments[row[0], default: []].append(Instant(milliseconds: row[1]))
            }
        }
        for (userID, moments) in moments.sorted(by: { $0.key < $1.key }) {
            if userID == days.userID {
                try days.sumUp(Set(moments.map(days.clock.date(of:))))
                continue
            }
            let others = try DaySums(of: userID, like: days)
            try others.sumUp(Set(moments.map(others.clock.date(of:))))
            try Store.raiseDataVersion(of: userID, database)
        }
        return moments[days.userID] != nil
    }
}
