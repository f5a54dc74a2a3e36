import GRDB

extension Store {
    /// Stores plays that did not come with a sync, such as those of an export file, all or none.
    ///
    /// A play that is already stored is left as it is; an export's play that the API offered too is made exact.
    ///
    /// - Parameters:
    ///   - plays: In any order; ``Play/source`` says where they come from.
    ///   - userID: Whose they are.
    ///   - clock: The clock of the user's zone.
    ///   - summary: Sums plays up to listening days.
    /// - Returns: What was new.
    /// - Throws: ``StoreError``.
    public func insertPlays(
        _ plays: [TrackPlay], of userID: Int64, clock: ZoneClock, summary: @escaping DaySummary
    ) async throws -> RecordedListening {
        try await write { database in
            let boundary = try PlayPurge(database: database, userID: userID).boundary()
            let plays = plays.filter { boundary.allows($0.play) }
            var result = RecordedListening()
            var music = MusicWriter(database)
            if try music.save(plays) { result.isChanged = true }
            let days = try DaySums(database: database, userID: userID, zone: clock, summary: summary)
            let named = try music.renamedRows()
            try PlayWriter(days).insert(plays, named: named[userID] ?? [], result: &result)
            try music.rematchOthers(named, days)
            if try music.sumUpAgain(days) { result.isChanged = true }
            if result.newPlays > 0 { try QuickestStretch(database: database, userID: userID).update(plays) }
            if try Self.closeGaps(coveredBy: plays, of: userID, database) { result.isChanged = true }
            if result.isChanged { try Self.raiseDataVersion(of: userID, database) }
            return result
        }
    }

    /// Changes a user's time zone and sums every listening day up again by it.
    ///
    /// Days of which plays were purged keep their dates and their sums.
    ///
    /// - Parameters:
    ///   - name: The user.
    ///   - identifier: IANA name, checked by the caller.
    ///   - clock: The clock of the new zone.
    ///   - summary: Sums plays up to listening days.
    /// - Throws: ``StoreError/unknownUser(_:nearest:)``.
    public func setTimeZone(
        ofUserNamed name: String, to identifier: String, clock: ZoneClock, summary: @escaping DaySummary
    ) async throws {
        try await write { database in
            let user = try Self.user(named: name, database)
            try UserClock(database: database, userID: user.id).keepPurgedDays(in: user.timeZone, against: clock)
            try database.execute(
                sql: "UPDATE user SET timeZone = ? WHERE id = ?", arguments: [identifier, user.id])
            try database.execute(
                sql: "DELETE FROM listeningDay WHERE userID = ? AND NOT isPurged", arguments: [user.id])
            let moments = try Int64.fetchAll(
                database, sql: "SELECT playedAt FROM play WHERE userID = ?", arguments: [user.id])
            let days = try DaySums(database: database, userID: user.id, zone: clock, summary: summary)
            try days.sumUp(Set(moments.map { days.clock.date(of: Instant(milliseconds: $0)) }))
            try MonthSums(database: database, userID: user.id, clock: days.clock).sumUpAll()
            try Self.raiseDataVersion(of: user.id, database)
        }
    }

    /// The plays of a user that ended in `[from, to)`, oldest first.
    public func plays(of userID: Int64, from: Instant, to: Instant) async throws -> [Play] {
        try await read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT playedAt, trackID, listenedMs, source, contextType FROM play
                    WHERE userID = ? AND playedAt >= ? AND playedAt < ? ORDER BY playedAt, trackID
                    """, arguments: [userID, from.milliseconds, to.milliseconds]
            ).map { row in
                Play(
                    playedAt: Instant(milliseconds: row[0]), trackID: row[1], listenedMs: row[2],
                    source: PlaySource(rawValue: row[3]) ?? .api, contextType: row[4])
            }
        }
    }

    static func raiseDataVersion(of userID: Int64, _ database: Database) throws {
        try database.execute(sql: "UPDATE user SET dataVersion = dataVersion + 1 WHERE id = ?", arguments: [userID])
    }

    /// An export is complete: nothing is missing any more in a stretch that lies within one.
    private static func closeGaps(
        coveredBy plays: [TrackPlay], of userID: Int64, _ database: Database
    ) throws -> Bool {
        let moments = plays.filter { $0.play.source == .export }.map(\.play.playedAt)
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
