import GRDB

/// Deletes one user's plays that only the API knows, inside a transaction, and keeps their totals.
///
/// Two marks stay behind. `user.purgedBefore`: no play of the API that ended before it is stored, and older plays that
/// Spotify offers again are already counted. `listeningDay.isPurged`: the plays of the day add up to less than its
/// totals. Days whose plays all came from history files have no such mark and are summed like any other.
struct PlayPurge {
    let database: Database
    let userID: Int64

    /// How far a user's plays were purged.
    struct Boundary {
        /// Plays of the API that ended before this are neither stored nor accepted.
        var before: Int64?
        /// The end of the newest purged play, from which the next play is still measured.
        var newestPlayAt: Int64?

        /// From here on, every play that the API offered is stored.
        ///
        /// The boundary alone is not enough: it moves back if it was set while the machine's clock was ahead.
        var firstUnpurged: Int64 { max(before ?? .min, newestPlayAt.map { $0 + 1 } ?? .min) }

        /// Whether a play may be stored.
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

    /// Deletes the plays that ended before a moment, and moves the boundary there.
    ///
    /// - Parameters:
    ///   - cutoff: UTC milliseconds; an earlier cutoff than the last does nothing.
    ///   - clock: The UTC offsets by which the plays were dated.
    /// - Returns: How many plays were deleted.
    /// - Throws: What SQLite reports.
    func purge(before cutoff: Int64, clock: ZoneOffsets) throws -> Int {
        let boundary = try boundary()
        guard cutoff > boundary.before ?? .min else { return 0 }
        try database.execute(sql: "UPDATE user SET purgedBefore = ? WHERE id = ?", arguments: [cutoff, userID])
        // No play of the API is stored before the old boundary, so years of imported plays are not read every day.
        return try delete(from: boundary.before ?? .min, before: cutoff, clock: clock)
    }

    /// Deletes the plays of the API in a span of time, marks their days, and deletes tracks that are no longer needed.
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
        // If the boundary moves back, Spotify may still offer what was deleted.
        try LastAnswers(database: database, userID: userID).forgetPlays()
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
