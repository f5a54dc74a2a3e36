import GRDB

extension Store {
    /// Everything that a profile page shows, read in one snapshot.
    ///
    /// - Parameters:
    ///   - userID: The owner of the page.
    ///   - firstDay: The first listening day that is listed one by one.
    ///   - listLength: How many ranks of each top list to read.
    /// - Returns: The listening; `nil` if the user does not exist any more.
    /// - Throws: ``StoreError``.
    public func profile(of userID: Int64, from firstDay: LocalDate, listLength: Int) throws -> ProfileListening? {
        do {
            return try writer.read { database in
                try ProfileReader(database: database, userID: userID).read(from: firstDay, listLength: listLength)
            }
        } catch let error as DatabaseError {
            throw StoreError(error, path: path)
        }
    }

    /// The directory's entries for some users, in the given order; users who no longer exist are absent.
    ///
    /// - Parameters:
    ///   - userIDs: The users.
    ///   - firstDay: The first listening day that is listed one by one.
    /// - Returns: One entry per user.
    /// - Throws: ``StoreError``.
    public func directoryEntries(of userIDs: [Int64], daysFrom firstDay: LocalDate) async throws -> [DirectoryEntry] {
        try await read { database in
            let statement = try database.cachedStatement(sql: "SELECT \(User.columns) FROM user WHERE id = ?")
            return try userIDs.compactMap { userID in
                guard let row = try Row.fetchOne(statement, arguments: [userID]) else { return nil }
                let reader = ProfileReader(database: database, userID: userID)
                return DirectoryEntry(
                    user: User(row: row), topArtist: try reader.topArtists(.shortTerm, limit: 1).first?.item,
                    days: try reader.days(from: firstDay))
            }
        }
    }

    /// The addresses of all pictures that a page may show, without duplicates, in order.
    ///
    /// - Parameters:
    ///   - prefix: How the addresses must begin; without `%` and `_`.
    ///   - listLength: How many ranks of each list a page shows.
    /// - Returns: The addresses.
    /// - Throws: ``StoreError``.
    public func imageURLs(prefix: String, listLength: Int) async throws -> [String] {
        try await read { database in
            try String.fetchAll(
                database,
                sql: """
                    SELECT imageURL FROM user WHERE imageURL LIKE :pattern
                    UNION SELECT imageURL FROM artist WHERE imageURL LIKE :pattern
                        AND (id IN (SELECT artistID FROM topArtist WHERE rank <= :length)
                            OR id IN (SELECT topArtistID FROM listeningMonth))
                    UNION SELECT imageURL FROM track WHERE imageURL LIKE :pattern
                        AND (id IN (SELECT trackID FROM topTrack WHERE rank <= :length)
                            OR id IN (SELECT topTrackID FROM listeningMonth))
                    ORDER BY 1
                    """, arguments: ["pattern": prefix + "%", "length": listLength])
        }
    }

    /// SQL: whether the user has anything that a page may show; `user` is the outer table.
    static let hasListening = """
        (NOT user.isLeaving AND (EXISTS (SELECT 1 FROM credential WHERE userID = user.id) \
        OR EXISTS (SELECT 1 FROM listeningDay WHERE userID = user.id)))
        """
}

/// Reads a profile page; each query is a range in an index.
private struct ProfileReader {
    let database: Database
    let userID: Int64

    func read(from firstDay: LocalDate, listLength: Int) throws -> ProfileListening? {
        let row = try Row.fetchOne(
            database.cachedStatement(sql: "SELECT \(User.columns) FROM user WHERE id = ?"), arguments: [userID])
        guard let row else { return nil }
        var profile = ProfileListening(user: User(row: row))
        for range in TimeRange.allCases {
            let artists = try topArtists(range, limit: listLength)
            if !artists.isEmpty { profile.topArtists[range] = artists }
            let tracks = try topTracks(range, limit: listLength)
            if !tracks.isEmpty { profile.topTracks[range] = tracks }
        }
        profile.days = try days(from: firstDay)
        try ProfileMonths(database: database, userID: userID).read(
            into: &profile, from: LocalMonth(firstDay), artistsOf: artists(of:))
        profile.activeDates = try activeDates()
        profile.gaps = try gaps(of: profile.user, from: firstDay)
        profile.temperament = try Store.temperament(of: userID, database)
        return profile
    }

    func topArtists(_ range: TimeRange, limit: Int) throws -> [TopArtist] {
        let statement = try database.cachedStatement(
            sql: """
                SELECT rank, previousRank, artist.id, artist.name, artist.url, artist.imageURL
                FROM topArtist JOIN artist ON artist.id = topArtist.artistID
                WHERE userID = ? AND timeRange = ? ORDER BY rank LIMIT ?
                """)
        let rows = try Row.fetchCursor(statement, arguments: [userID, range.rawValue, limit])
        return try Array(
            rows.map { row in
                TopArtist(
                    rank: row[0], previousRank: row[1],
                    item: Artist(id: row[2], name: row[3], url: row[4], imageURL: row[5]))
            })
    }

    func days(from firstDay: LocalDate) throws -> [ListeningDay] {
        let statement = try database.cachedStatement(
            sql: """
                SELECT date, listenedMs, plays, hours, topArtistID, topTrackID FROM listeningDay
                WHERE userID = ? AND date >= ? ORDER BY date
                """)
        // A cursor, not an array: each of its rows would be a copy, and a page has 365.
        let rows = try Row.fetchCursor(statement, arguments: [userID, firstDay.description])
        return try Array(
            rows.compactMap { row in
                LocalDate(row[0] as String).map {
                    ListeningDay(
                        date: $0, listenedMs: row[1], plays: row[2], hours: HourBlob.decoded(row[3]),
                        topArtistID: row[4], topTrackID: row[5])
                }
            })
    }

    private func topTracks(_ range: TimeRange, limit: Int) throws -> [TopTrack] {
        let statement = try database.cachedStatement(
            sql: """
                SELECT rank, previousRank, track.id, track.name, track.url, track.imageURL, track.album
                FROM topTrack JOIN track ON track.id = topTrack.trackID
                WHERE userID = ? AND timeRange = ? ORDER BY rank LIMIT ?
                """)
        return try Row.fetchAll(statement, arguments: [userID, range.rawValue, limit]).map { row in
            TopTrack(
                rank: row[0], previousRank: row[1],
                item: Track(
                    id: row[2], name: row[3], url: row[4], imageURL: row[5], album: row[6],
                    artists: try artists(of: row[2])))
        }
    }

    private func artists(of trackID: String) throws -> [Artist] {
        let statement = try database.cachedStatement(
            sql: """
                SELECT artist.id, artist.name, artist.url, artist.imageURL
                FROM trackArtist JOIN artist ON artist.id = trackArtist.artistID
                WHERE trackID = ? ORDER BY position
                """)
        return try Row.fetchAll(statement, arguments: [trackID]).map { row in
            Artist(id: row[0], name: row[1], url: row[2], imageURL: row[3])
        }
    }

    private func gaps(of user: User, from firstDay: LocalDate) throws -> [ListeningGap] {
        let gaps = try Row.fetchAll(
            database.cachedStatement(sql: "SELECT \"from\", \"to\" FROM gap WHERE userID = ? ORDER BY \"from\""),
            arguments: [userID]
        ).map { ListeningGap(from: Instant(milliseconds: $0[0]), to: Instant(milliseconds: $0[1])) }
        guard !gaps.isEmpty else { return [] }
        let start = (ZoneOffsets(identifier: user.timeZone) ?? .utc).start(of: firstDay)
        return gaps.filter { $0.to >= start }
    }

    private func activeDates() throws -> [LocalDate] {
        let statement = try database.cachedStatement(
            sql: "SELECT date FROM listeningDay WHERE userID = ? ORDER BY date")
        return try Array(String.fetchCursor(statement, arguments: [userID]).compactMap { LocalDate($0) })
    }
}
