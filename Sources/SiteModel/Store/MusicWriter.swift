import GRDB

/// Saves the artists and tracks of one transaction.
///
/// The API takes precedence over history files, even if these came first. Fields that a later answer leaves out are kept
/// from an earlier one. Each save returns whether a page could now show something else.
struct MusicWriter {
    let database: Database
    /// Tracks that listening days now count differently.
    var recounted: [String] = []
    /// Names that tracks did not have before.
    var newNames: [NewName] = []
    private var saved: Set<SavedTrack> = []

    init(_ database: Database) {
        self.database = database
    }

    /// Saves an artist from the API.
    mutating func save(_ artist: Artist) throws -> Bool {
        let known = try String.fetchOne(
            database.cachedStatement(sql: "SELECT name FROM artist WHERE id = ?"), arguments: [artist.id])
        let statement = try database.cachedStatement(
            sql: """
                INSERT INTO artist (id, name, url, imageURL) VALUES (?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET name = excluded.name, url = coalesce(excluded.url, url),
                    imageURL = coalesce(excluded.imageURL, imageURL)
                WHERE name <> excluded.name OR url IS NOT coalesce(excluded.url, url)
                    OR imageURL IS NOT coalesce(excluded.imageURL, imageURL)
                """)
        try statement.execute(arguments: [artist.id, artist.name, artist.url, artist.imageURL])
        let isChanged = database.changesCount > 0
        if known != artist.name { try adoptTracks(by: artist) }
        return isChanged
    }

    /// Saves a track once, even if the batch names it repeatedly.
    mutating func save(_ track: Track, from source: PlaySource) throws -> Bool {
        // History rows may give one track several names, and each has to be recorded.
        let told = source == .history ? track : nil
        guard saved.insert(SavedTrack(id: track.id, told: told)).inserted else { return false }
        let isChanged = try store(track, from: source)
        try remember(track)
        return isChanged
    }

    private mutating func store(_ track: Track, from source: PlaySource) throws -> Bool {
        if try source == .history ? hasNothingNew(track) : isAsOffered(track) { return false }
        let old = try dayFacts(of: track.id)
        let isChanged =
            switch source {
            case .api: try saveOffered(track)
            case .history: try saveFromHistory(track)
            }
        guard isChanged, let old else { return false }
        if try dayFacts(of: track.id) != old { recounted.append(track.id) }
        return true
    }

    /// Saves the tracks of plays.
    mutating func save(_ plays: [TrackPlay]) throws -> Bool {
        var isChanged = false
        for entry in plays where try save(entry.track, from: entry.play.source) { isChanged = true }
        return isChanged
    }

    private mutating func saveOffered(_ track: Track) throws -> Bool {
        let known = try String.fetchOne(
            database.cachedStatement(sql: "SELECT source FROM track WHERE id = ?"), arguments: [track.id])
        if known == PlaySource.history.rawValue { try forgetHistory(track.id) }
        let statement = try database.cachedStatement(
            sql: """
                INSERT INTO track
                    (id, name, url, imageURL, album, durationMs, isrc, releaseDate, releaseDatePrecision, source)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'api')
                ON CONFLICT (id) DO UPDATE SET name = excluded.name, url = coalesce(excluded.url, url),
                    imageURL = coalesce(excluded.imageURL, imageURL), album = coalesce(excluded.album, album),
                    durationMs = coalesce(excluded.durationMs, durationMs), isrc = coalesce(excluded.isrc, isrc),
                    releaseDate = coalesce(excluded.releaseDate, releaseDate),
                    releaseDatePrecision = coalesce(excluded.releaseDatePrecision, releaseDatePrecision), source = 'api'
                WHERE source <> 'api' OR name <> excluded.name OR url IS NOT coalesce(excluded.url, url)
                    OR imageURL IS NOT coalesce(excluded.imageURL, imageURL)
                    OR album IS NOT coalesce(excluded.album, album)
                    OR durationMs IS NOT coalesce(excluded.durationMs, durationMs)
                    OR isrc IS NOT coalesce(excluded.isrc, isrc)
                    OR releaseDate IS NOT coalesce(excluded.releaseDate, releaseDate)
                    OR releaseDatePrecision IS NOT coalesce(excluded.releaseDatePrecision, releaseDatePrecision)
                """)
        try statement.execute(arguments: arguments(track))
        var isChanged = database.changesCount > 0
        // A shortened answer names fewer artists; it never removes the others.
        for (position, artist) in track.artists.enumerated() {
            isChanged = try save(artist) || isChanged
            try database.cachedStatement(
                sql: """
                    INSERT INTO trackArtist (trackID, position, artistID) VALUES (?, ?, ?)
                    ON CONFLICT (trackID, position) DO UPDATE SET artistID = excluded.artistID
                    WHERE artistID <> excluded.artistID
                    """
            ).execute(arguments: [track.id, position, artist.id])
            isChanged = isChanged || database.changesCount > 0
        }
        return isChanged
    }

    /// Deletes everything that history files said about a track; otherwise it would matter whether the file or the
    /// answer came first.
    private func forgetHistory(_ trackID: String) throws {
        try database.cachedStatement(
            sql: """
                UPDATE track SET url = NULL, imageURL = NULL, album = NULL, durationMs = NULL, isrc = NULL,
                    releaseDate = NULL, releaseDatePrecision = NULL WHERE id = ?
                """
        ).execute(arguments: [trackID])
        try database.cachedStatement(sql: "DELETE FROM trackArtist WHERE trackID = ?").execute(arguments: [trackID])
    }

    func arguments(_ track: Track) -> StatementArguments {
        [
            track.id, track.name, track.url, track.imageURL, track.album, track.durationMs.map { max(0, $0) },
            track.isrc, track.releaseDate, track.releaseDatePrecision?.rawValue,
        ]
    }

    private struct SavedTrack: Hashable {
        var id: String
        /// `nil` for an answer of the API, where the first counts.
        var told: Track?
    }
}
