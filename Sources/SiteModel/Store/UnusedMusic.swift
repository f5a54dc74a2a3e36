import GRDB

/// Deletes tracks and artists that nothing refers to any more: Spotify requires that the data of a user who left is
/// deleted, and that includes the names of tracks.
struct UnusedMusic {
    let database: Database

    /// The columns whose references keep a track.
    static let tracks = [
        ("play", "trackID"), ("topTrack", "trackID"), ("listeningDay", "topTrackID"), ("listeningMonth", "topTrackID"),
        ("accountRow", "trackID"),
    ]
    /// The columns whose references keep an artist.
    static let artists = [
        ("trackArtist", "artistID"), ("topArtist", "artistID"), ("listeningDay", "topArtistID"),
        ("listeningMonth", "topArtistID"),
    ]

    /// Checks all tracks and artists.
    func delete() throws {
        try database.execute(sql: "DELETE FROM track WHERE \(Self.isUnused("track", Self.tracks))")
        try database.execute(sql: "DELETE FROM artist WHERE \(Self.isUnused("artist", Self.artists))")
    }

    /// Checks some tracks and their artists.
    func delete(_ trackIDs: Set<String>) throws {
        let credits = try database.cachedStatement(sql: "SELECT artistID FROM trackArtist WHERE trackID = ?")
        let track = try database.cachedStatement(
            sql: "DELETE FROM track WHERE id = ? AND \(Self.isUnused("track", Self.tracks))")
        let artist = try database.cachedStatement(
            sql: "DELETE FROM artist WHERE id = ? AND \(Self.isUnused("artist", Self.artists))")
        var artistIDs: Set<String> = []
        for trackID in trackIDs {
            let credited = try String.fetchAll(credits, arguments: [trackID])
            try track.execute(arguments: [trackID])
            if database.changesCount > 0 { artistIDs.formUnion(credited) }
        }
        for artistID in artistIDs { try artist.execute(arguments: [artistID]) }
    }

    /// SQL: whether nothing refers to a row.
    static func isUnused(_ table: String, _ references: [(table: String, column: String)]) -> String {
        references.map { "NOT EXISTS (SELECT 1 FROM \($0.table) WHERE \($0.column) = \(table).id)" }
            .joined(separator: " AND ")
    }
}
