import GRDB

extension Store {
    /// Makes the recaps of a user that are due: those of periods that are not over once a local day, others when their plays
    /// have changed.
    ///
    /// - Parameters:
    ///   - userID: The user's key.
    ///   - zone: The UTC offsets of the user's zone.
    ///   - now: The present moment.
    /// - Throws: ``StoreError``.
    public func updateRecaps(of userID: Int64, zone: ZoneOffsets, at now: Instant) async throws {
        let last = zone.date(of: now).advanced(by: -1)
        // Years of plays are read while others write.
        let (recaps, known) = try await read { database in
            let clock = try DatingOffsets(database: database, userID: userID).clock(zone)
            return (
                try RecapRows(database: database, userID: userID).made(until: last, by: clock),
                try Self.dataVersion(of: userID, database)
            )
        }
        guard !recaps.isEmpty else { return }
        try await write { database in
            let rows = RecapRows(database: database, userID: userID)
            // The sync of somebody who shares a track may have changed the user's plays meanwhile.
            guard try Self.dataVersion(of: userID, database) != known else { return try rows.save(recaps) }
            try rows.update(until: last, by: DatingOffsets(database: database, userID: userID).clock(zone))
        }
    }

    /// The users with a recap that was made before something in it changed, by key.
    ///
    /// - Parameter userID: The only user to look at; `nil` for all.
    /// - Returns: The keys of the users, their names and their time zones.
    /// - Throws: ``StoreError``.
    package func usersWithStaleRecaps(
        of userID: Int64? = nil
    ) async throws -> [(id: Int64, username: String, timeZone: String)] {
        try await read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT id, username, timeZone FROM user
                    WHERE id IN (SELECT userID FROM recap WHERE isStale AND through <> '') AND id = coalesce(?, id)
                    ORDER BY id
                    """, arguments: [userID]
            ).map { ($0[0], $0[1], $0[2]) }
        }
    }

    /// A recap of a user, and that of the period before it.
    ///
    /// Links and pictures are those of now where they are known: otherwise a page would depend on whose sync came first.
    ///
    /// - Parameters:
    ///   - period: The year or the month.
    ///   - userID: The user's key.
    /// - Returns: `nil` for one that is not stored.
    /// - Throws: ``StoreError``.
    public func recap(
        _ period: RecapPeriod, of userID: Int64
    ) throws -> (recap: Recap, previous: Recap?)? {
        try readNow { database in
            let rows = RecapRows(database: database, userID: userID)
            guard let recap = try rows.recap(period) else { return nil }
            return (try recap.linked(MusicCache(), database), try rows.recap(period.previous))
        }
    }
}
