import GRDB

extension Store {
    /// Sets up to where plays of the API are not stored, without deleting any.
    ///
    /// - Parameters:
    ///   - userIDs: The users.
    ///   - boundary: Plays that ended before it are not taken when Spotify offers them.
    /// - Throws: ``StoreError``.
    public func movePurgeBoundaries(of userIDs: [Int64], to boundary: Instant) async throws {
        try await write { database in
            for userID in userIDs {
                try database.execute(
                    sql: "UPDATE user SET purgedBefore = ? WHERE id = ?", arguments: [boundary.milliseconds, userID])
            }
        }
    }

    /// Deletes plays that came over the API and ended before a moment; what they were summed up to stays.
    ///
    /// Imported plays stay, and so do those that a history file has made exact. No page shows anything else afterwards.
    /// A user whose time zone this machine does not know is passed over.
    ///
    /// - Parameters:
    ///   - userIDs: The users.
    ///   - cutoff: An earlier one than the last time does nothing.
    ///   - now: Plays of the user's present month stay: a month is complete before it loses plays. `nil` for no such limit.
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
                return try count
                    + purge.purge(
                        before: min(cutoff, month ?? cutoff).milliseconds,
                        clock: DatingOffsets(database: database, userID: userID).clock(clock))
            }
        }
    }
}
