import GRDB

/// What a history file says about a track: one artist, by name only, without a key.
extension MusicWriter {
    /// Saves a track from a history file; a track that the API knows is left unchanged.
    ///
    /// If history files differ, the value that is first by bytes wins, so the order of imports does not matter.
    func saveFromHistory(_ track: Track) throws -> Bool {
        let statement = try database.cachedStatement(
            sql: """
                INSERT INTO track
                    (id, name, url, imageURL, album, durationMs, isrc, releaseDate, releaseDatePrecision, source)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'export')
                ON CONFLICT (id) DO UPDATE SET name = min(name, excluded.name),
                    url = coalesce(min(url, excluded.url), url, excluded.url),
                    album = coalesce(min(album, excluded.album), album, excluded.album)
                WHERE source = 'export' AND (name > excluded.name
                    OR url IS NOT coalesce(min(url, excluded.url), url, excluded.url)
                    OR album IS NOT coalesce(min(album, excluded.album), album, excluded.album))
                """)
        try statement.execute(arguments: arguments(track))
        let isChanged = database.changesCount > 0
        guard let artist = track.artists.first else { return isChanged }
        let row = try Row.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT track.source, artist.name FROM track
                    LEFT JOIN trackArtist ON trackArtist.trackID = track.id AND position = 0
                    LEFT JOIN artist ON artist.id = trackArtist.artistID WHERE track.id = ?
                    """),
            arguments: [track.id])
        guard let row, row[0] == PlaySource.history.rawValue else { return isChanged }
        if let credited: String = row[1], !artist.name.utf8.lexicographicallyPrecedes(credited.utf8) {
            return isChanged
        }
        try database.cachedStatement(
            sql: "INSERT OR REPLACE INTO trackArtist (trackID, position, artistID) VALUES (?, 0, ?)"
        ).execute(arguments: [track.id, try credited(artist)])
        return true
    }

    /// Whether the store already has everything that this history row says.
    ///
    /// History files name the same tracks again and again; for most rows this check is enough.
    func hasNothingNew(_ track: Track) throws -> Bool {
        let row = try Row.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT track.source, track.name, track.url, track.album, artist.name FROM track
                    LEFT JOIN trackArtist ON trackArtist.trackID = track.id AND position = 0
                    LEFT JOIN artist ON artist.id = trackArtist.artistID WHERE track.id = ?
                    """),
            arguments: [track.id])
        guard let row else { return false }
        if row[0] == PlaySource.api.rawValue { return true }
        return row[1] == track.name && row[2] == track.url && row[3] == track.album
            && row[4] == track.artists.first?.name
    }

    /// Credits an artist with the tracks that history files give to exactly this name.
    ///
    /// If several artists have one name, the first by key gets them; the order of answers does not matter.
    mutating func adoptTracks(by artist: Artist) throws {
        guard !artist.id.contains(":") else { return }
        let statement = try database.cachedStatement(
            sql: """
                SELECT track.id FROM artist
                JOIN trackArtist ON trackArtist.artistID = artist.id AND trackArtist.position = 0
                JOIN track ON track.id = trackArtist.trackID AND track.source = 'export'
                WHERE artist.name = ? AND (artist.id > ? OR instr(artist.id, ':'))
                """)
        for trackID in try String.fetchAll(statement, arguments: [artist.name, artist.id]) {
            try database.cachedStatement(
                sql: "UPDATE trackArtist SET artistID = ? WHERE trackID = ? AND position = 0"
            ).execute(arguments: [artist.id, trackID])
            recounted.append(trackID)
        }
    }

    /// The key of the artist that a history row means.
    private func credited(_ artist: Artist) throws -> String {
        // A key with a colon is made from a name.
        let known = try String.fetchOne(
            database.cachedStatement(sql: "SELECT min(id) FROM artist WHERE name = ? AND NOT instr(id, ':')"),
            arguments: [artist.name])
        if let known { return known }
        try database.cachedStatement(sql: "INSERT INTO artist (id, name) VALUES (?, ?) ON CONFLICT DO NOTHING")
            .execute(arguments: [artist.id, artist.name])
        return artist.id
    }
}
