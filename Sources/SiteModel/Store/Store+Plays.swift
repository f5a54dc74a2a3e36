import GRDB

extension Store {
    /// Stores plays that did not come with a sync, such as those of a history file, all or none.
    ///
    /// A play that is already stored does not change, unless a history file gives a play of the API its exact listened
    /// time.
    ///
    /// - Parameters:
    ///   - plays: In any order; ``Play/source`` says where they come from.
    ///   - userID: The user.
    ///   - clock: The UTC offsets of the user's zone.
    /// - Returns: What changed.
    /// - Throws: ``StoreError``.
    public func insertPlays(
        _ plays: [TrackPlay], of userID: Int64, clock: ZoneOffsets
    ) async throws -> RecordedListening {
        try await write { database in
            var ingest = try Ingest(database, userID: userID, zone: clock)
            let result = try ingest.store(FetchedListening(plays: plays))
            if result.isChanged { try Self.raiseDataVersion(of: userID, database) }
            return result
        }
    }

    /// Saves what Spotify says about tracks of all users.
    ///
    /// Plays of tracks that were known before are counted again where that matters to their days.
    ///
    /// - Parameter tracks: Each once.
    /// - Throws: ``StoreError``.
    package func saveTracks(_ tracks: [Track]) async throws {
        try await write { database in
            // Nobody's plays and lists: only the tracks.
            var ingest = try Ingest(database, userID: 0, zone: .utc)
            try ingest.store(tracks)
        }
    }

    /// Whether any play of a user came from a history file.
    public func hasHistory(of userID: Int64) async throws -> Bool {
        try await read { database in
            try Bool.fetchOne(
                database, sql: "SELECT EXISTS (SELECT 1 FROM play WHERE userID = ? AND exportedAt IS NOT NULL)",
                arguments: [userID]) ?? false
        }
    }

    /// Changes a user's time zone, and sums every listening day and month again by it.
    ///
    /// Days that lost plays to a purge keep their dates and their totals.
    ///
    /// - Parameters:
    ///   - name: The user.
    ///   - identifier: IANA name, checked by the caller.
    ///   - clock: The UTC offsets of the new zone.
    /// - Throws: ``StoreError/unknownUser(_:nearest:)``.
    public func setTimeZone(ofUserNamed name: String, to identifier: String, clock: ZoneOffsets) async throws {
        try await write { database in
            let user = try Self.user(named: name, database)
            let dating = DatingOffsets(database: database, userID: user.id)
            try dating.keepPurgedDays(in: user.timeZone, against: clock)
            let clock = try dating.clock(clock)
            try database.execute(
                sql: "UPDATE user SET timeZone = ? WHERE id = ?", arguments: [identifier, user.id])
            try database.execute(
                sql: "DELETE FROM listeningDay WHERE userID = ? AND NOT isPurged", arguments: [user.id])
            let moments = try Int64.fetchAll(
                database, sql: "SELECT playedAt FROM play WHERE userID = ?", arguments: [user.id])
            var totals = ListeningTotals(database: database, userID: user.id, clock: clock)
            try totals.sumUp(
                Set(moments.map { clock.date(of: Instant(milliseconds: $0)) }), months: totals.storedMonths())
            try Self.raiseDataVersion(of: user.id, database)
        }
    }

    static func dataVersion(of userID: Int64, _ database: Database) throws -> Int64? {
        try Int64.fetchOne(
            database.cachedStatement(sql: "SELECT dataVersion FROM user WHERE id = ?"), arguments: [userID])
    }

    static func raiseDataVersion(of userID: Int64, _ database: Database) throws {
        try database.execute(sql: "UPDATE user SET dataVersion = dataVersion + 1 WHERE id = ?", arguments: [userID])
    }
}
