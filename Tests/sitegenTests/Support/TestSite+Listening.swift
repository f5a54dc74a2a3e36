import GRDB

/// Changes plays, sums and names in the database without the program, and reads what no command shows.
extension TestSite {
    // MARK: Plays

    /// The number of plays that match the arguments; the moment is in UTC milliseconds.
    func playCount(of user: String? = nil, source: String? = nil, before moment: Int64 = .max) throws -> Int {
        try stored(
            """
            SELECT count(*) FROM play JOIN user ON user.id = userID
            WHERE username = coalesce(?, username) AND source = coalesce(?, source) AND playedAt < ?
            """, [user, source, moment])[0]
    }

    /// Every play of a user with its track and length, the oldest first.
    func plays(of user: String, before moment: Int64 = .max) throws -> [String] {
        try stored(
            """
            SELECT trackID || ' ' || listenedMs FROM play JOIN user ON user.id = userID
            WHERE username = ? AND playedAt < ? ORDER BY playedAt, trackID
            """, [user, moment])
    }

    /// Every play of all users with everything that identifies its track, in a fixed order.
    func allPlays() throws -> [String] {
        try stored(
            """
            SELECT username || ' ' || playedAt || ' ' || trackID || ' ' || listenedMs || ' ' || name || ' '
                || coalesce(isrc, '') || ' ' || coalesce(album, '')
            FROM play JOIN track ON track.id = trackID JOIN user ON user.id = userID ORDER BY 1
            """)
    }

    /// Deletes the plays of a user from a moment on, in UTC milliseconds.
    func deletePlays(of user: String, from moment: Int64) throws {
        try change(
            "DELETE FROM play WHERE playedAt >= ? AND userID = (SELECT id FROM user WHERE username = ?)",
            [moment, user])
    }

    /// Moves the latest play of all users to a moment, in UTC milliseconds.
    func setLastPlay(at moment: Int64) throws {
        try change("UPDATE play SET playedAt = ? WHERE playedAt = (SELECT max(playedAt) FROM play)", [moment])
    }

    /// The sums of every listening day.
    func listeningDays() throws -> [String] {
        try stored(
            """
            SELECT userID || date || ' ' || listenedMs || ' ' || plays || hex(hours) || topTrackID
            FROM listeningDay ORDER BY 1
            """)
    }

    /// Deletes every temperament, so that the next run measures it.
    func deleteTemperaments() throws { try change("DELETE FROM personality") }

    // MARK: Names

    /// The names of a user's first top tracks of four weeks, by rank.
    func topTrackNames(of user: String, limit: Int) throws -> [String] {
        try stored(
            """
            SELECT track.name FROM topTrack JOIN track ON track.id = trackID JOIN user ON user.id = userID
            WHERE username = ? AND timeRange = 'short_term' AND rank <= ? ORDER BY rank
            """, [user, limit])
    }

    /// Gives every artist, track, album and user a harmless name, and every bio harmless text.
    func tameNames() throws {
        try change("UPDATE artist SET name = 'Artist'")
        try change("UPDATE track SET name = 'Track', album = iif(album IS NULL, NULL, 'Album')")
        try change("UPDATE user SET displayName = iif(displayName IS NULL, NULL, 'Name')")
        try change("UPDATE user SET bio = 'Words.' WHERE bio <> ''")
    }

    // MARK: More users

    /// Adds two copies of each user with the same plays.
    func doubleUsersTwice() throws {
        for number in 1...2 {
            try change(
                """
                INSERT INTO user (username, displayName, timeZone, visibility, createdAt, dataVersion)
                SELECT username || '-\(number)', displayName, timeZone, visibility, createdAt, dataVersion
                FROM user WHERE username NOT LIKE '%-%'
                """)
            for table in ["play", "listeningDay", "topArtist", "topTrack"] {
                let names: [String] = try stored("SELECT name FROM pragma_table_info('\(table)')")
                let columns = names.filter { $0 != "userID" }
                try change(
                    """
                    INSERT INTO \(table) (userID, \(columns.joined(separator: ", ")))
                    SELECT double.id, \(columns.map { "\(table).\($0)" }.joined(separator: ", ")) FROM \(table)
                    JOIN user ON user.id = userID
                    JOIN user AS double ON double.username = user.username || '-\(number)'
                    """)
            }
        }
    }
}
