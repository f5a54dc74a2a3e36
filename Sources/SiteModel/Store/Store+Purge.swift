import GRDB

extension Store {
    /// Moves users' purge boundaries, without deleting any plays.
    ///
    /// - Parameters:
    ///   - userIDs: The users.
    ///   - boundary: Plays of the API that ended before it are not stored when Spotify offers them.
    /// - Throws: ``StoreError``.
    public func movePurgeBoundaries(of userIDs: [Int64], to boundary: Instant) async throws {
        try await write { database in
            for userID in userIDs {
                try database.execute(
                    sql: "UPDATE user SET purgedBefore = ? WHERE id = ?", arguments: [boundary.milliseconds, userID])
            }
        }
    }

    /// Deletes plays of the API that ended before a moment; their totals stay.
    ///
    /// Recaps of users who lose plays are made before, because they need the plays. Plays of history files stay, and so do plays that got their
    /// listened time from one. Pages show the same afterwards. Users whose time zone this machine does not know are
    /// skipped.
    ///
    /// - Parameters:
    ///   - userIDs: The users.
    ///   - cutoff: The moment; one earlier than the last time does nothing.
    ///   - now: The present moment, whose month in the user's zone is kept, because a month must be complete before it
    ///     loses plays; `nil` for no such limit.
    /// - Returns: How many plays were deleted.
    /// - Throws: ``StoreError``.
    public func purgePlays(
        of userIDs: [Int64], endedBefore cutoff: Instant, keepingMonthOf now: Instant? = nil
    ) async throws -> Int {
        try await write { database in
            try userIDs.reduce(0) { count, userID in
                let zone = try String.fetchOne(
                    database.cachedStatement(sql: "SELECT timeZone FROM user WHERE id = ?"), arguments: [userID])
                guard let clock = zone.flatMap(ZoneOffsets.init(identifier:)) else { return count }
                let purge = PlayPurge(database: database, userID: userID)
                let month = now.map { clock.start(of: LocalMonth(clock.date(of: $0)).firstDay) }
                let dating = try DatingOffsets(database: database, userID: userID).clock(clock)
                let limit = min(cutoff, month ?? cutoff).milliseconds
                let losesPlays = try Bool.fetchOne(
                    database.cachedStatement(
                        sql: "SELECT EXISTS (SELECT 1 FROM play WHERE userID = ? AND playedAt < ? AND source = 'api')"),
                    arguments: [userID, limit])
                if losesPlays == true {
                    try RecapRows(database: database, userID: userID)
                        .update(until: clock.date(of: now ?? cutoff).advanced(by: -1), by: dating)
                }
                return try count + purge.purge(before: limit, clock: dating)
            }
        }
    }
}
