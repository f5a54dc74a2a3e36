import GRDB

/// Deletes plays of one user that the API alone told of, inside a transaction, and keeps what they were summed up to.
///
/// Two marks stay behind. `user.purgedBefore` says up to where no play of the API is stored: older plays that Spotify
/// offers again are already counted. `listeningDay.isPurged` says that the plays of a day come to less than its sums;
/// days whose plays all came from exports have no such mark and are summed up like any other.
struct PlayPurge {
    let database: Database
    let userID: Int64

    /// How far a user's plays were purged.
    struct Boundary {
        /// Plays of the API that ended before this are neither stored nor taken.
        var before: Int64?
        /// End of the newest play that was purged: the next one is measured from there, as before.
        var newestPlayAt: Int64?

        /// From here on every play that the API told is stored.
        ///
        /// The boundary alone does not say so: it moves back when it was set under a clock that was ahead.
        var firstUnpurged: Int64 { max(before ?? .min, newestPlayAt.map { $0 + 1 } ?? .min) }

        /// Whether a play may be taken.
        func allows(_ play: Play) -> Bool {
            play.source != .api || before.map { play.playedAt.milliseconds >= $0 } ?? true
        }
    }

    /// How far this user's plays were purged.
    func boundary() throws -> Boundary {
        let statement = try database.cachedStatement(sql: "SELECT purgedBefore, purgedPlayAt FROM user WHERE id = ?")
        let row = try Row.fetchOne(statement, arguments: [userID])
        return Boundary(before: row?[0], newestPlayAt: row?[1])
    }

    /// Deletes what ended before a moment, and moves the boundary there.
    ///
    /// - Parameters:
    ///   - cutoff: A boundary never moves back: an earlier one than before does nothing.
    ///   - clock: The clock by which the plays were summed up.
    /// - Returns: How many plays were deleted.
    /// - Throws: What SQLite reports.
    func purge(before cutoff: Int64, clock: ZoneOffsets) throws -> Int {
        let boundary = try boundary()
        guard cutoff > boundary.before ?? .min else { return 0 }
        try database.execute(sql: "UPDATE user SET purgedBefore = ? WHERE id = ?", arguments: [cutoff, userID])
        // Nothing of the API is stored before the boundary: years of imported plays are not read each day.
        return try delete(from: boundary.before ?? .min, before: cutoff, clock: clock)
    }

    /// Deletes the plays of the API in a stretch, marks their days, and lets tracks go that nobody needs.
    ///
    /// - Returns: How many plays were deleted.
    /// - Throws: What SQLite reports.
    func delete(from start: Int64, before end: Int64, clock: ZoneOffsets) throws -> Int {
        guard start < end else { return 0 }
        let statement = try database.cachedStatement(
            sql: """
                DELETE FROM play WHERE userID = ? AND playedAt >= ? AND playedAt < ? AND source = 'api'
                RETURNING playedAt, trackID
                """)
        var count = 0
        var newest = Int64.min
        var dates: Set<LocalDate> = []
        var trackIDs: Set<String> = []
        for row in try Row.fetchAll(statement, arguments: [userID, start, end]) {
            count += 1
            newest = max(newest, row[0])
            dates.insert(clock.date(of: Instant(milliseconds: row[0])))
            trackIDs.insert(row[1])
        }
        guard count > 0 else { return 0 }
        try database.execute(
            sql: "UPDATE user SET purgedPlayAt = max(coalesce(purgedPlayAt, ?), ?) WHERE id = ?",
            arguments: [newest, newest, userID])
        let mark = try database.cachedStatement(
            sql: "UPDATE listeningDay SET isPurged = 1 WHERE userID = ? AND date = ?")
        for date in dates { try mark.execute(arguments: [userID, date.description]) }
        try UnusedMusic(database: database).delete(trackIDs)
        return count
    }
}
