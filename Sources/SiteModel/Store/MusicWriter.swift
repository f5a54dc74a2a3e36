import GRDB

/// Writes artists and tracks; what a later answer leaves out is kept from an earlier one.
enum MusicWriter {
    static func save(_ artist: Artist, _ database: Database) throws {
        let statement = try database.cachedStatement(
            sql: """
                INSERT INTO artist (id, name, url, imageURL) VALUES (?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET name = excluded.name, url = coalesce(excluded.url, url),
                    imageURL = coalesce(excluded.imageURL, imageURL)
                WHERE name <> excluded.name OR url IS NOT coalesce(excluded.url, url)
                    OR imageURL IS NOT coalesce(excluded.imageURL, imageURL)
                """)
        try statement.execute(arguments: [artist.id, artist.name, artist.url, artist.imageURL])
    }

    static func save(_ track: Track, _ database: Database) throws {
        let statement = try database.cachedStatement(
            sql: """
                INSERT INTO track
                    (id, name, url, imageURL, album, durationMs, isrc, releaseDate, releaseDatePrecision)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET name = excluded.name, url = coalesce(excluded.url, url),
                    imageURL = coalesce(excluded.imageURL, imageURL), album = coalesce(excluded.album, album),
                    durationMs = coalesce(excluded.durationMs, durationMs), isrc = coalesce(excluded.isrc, isrc),
                    releaseDate = coalesce(excluded.releaseDate, releaseDate),
                    releaseDatePrecision = coalesce(excluded.releaseDatePrecision, releaseDatePrecision)
                """)
        try statement.execute(arguments: [
            track.id, track.name, track.url, track.imageURL, track.album, track.durationMs, track.isrc,
            track.releaseDate, track.releaseDatePrecision?.rawValue,
        ])
        // An export names one artist, the API all of them: fewer credits never replace more.
        for (position, artist) in track.artists.enumerated() {
            try save(artist, database)
            try database.cachedStatement(
                sql: """
                    INSERT INTO trackArtist (trackID, position, artistID) VALUES (?, ?, ?)
                    ON CONFLICT (trackID, position) DO UPDATE SET artistID = excluded.artistID
                    """
            ).execute(arguments: [track.id, position, artist.id])
        }
    }
}
