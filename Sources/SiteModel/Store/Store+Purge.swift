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
    /// Plays of history files stay, and so do plays that got their listened time from one. Pages show the same
    /// afterwards. Users whose time zone this machine does not know are skipped.
    ///
    /// - Parameters:
    ///   - userIDs: The users.
    ///   - cutoff: The moment; one earlier than the last time does nothing.
    /// - Returns: How many plays were deleted.
    /// - Throws: ``StoreError``.
    public func purgePlays(of userIDs: [Int64], endedBefore cutoff: Instant) async throws -> Int {
        try await write { database in
            try userIDs.reduce(0) { count, userID in
                let zone = try String.fetchOne(
                    database.cachedStatement(sql: "SELECT timeZone FROM user WHERE id = ?"), arguments: [userID])
                guard let clock = zone.flatMap(ZoneOffsets.init(identifier:)) else { return count }
                let purge = PlayPurge(database: database, userID: userID)
                return try count
                    + purge.purge(
                        before: cutoff.milliseconds,
                        clock: DatingOffsets(database: database, userID: userID).clock(clock))
            }
        }
    }
}
