import GRDB

/// Deletes tracks and artists that nothing refers to any more: Spotify asks for data of a user who left to be deleted,
/// and names of tracks are part of it.
struct UnusedMusic {
    let database: Database

    /// Every column that keeps a track.
    static let tracks = [
        ("play", "trackID"), ("topTrack", "trackID"), ("listeningDay", "topTrackID"), ("listeningMonth", "topTrackID"),
        ("accountRow", "trackID"),
    ]
    /// Every column that keeps an artist.
    static let artists = [
        ("trackArtist", "artistID"), ("topArtist", "artistID"), ("listeningDay", "topArtistID"),
        ("listeningMonth", "topArtistID"),
    ]

    /// Looks through all tracks and artists.
    func delete() throws {
        try database.execute(sql: "DELETE FROM track WHERE \(Self.isUnused("track", Self.tracks))")
        try database.execute(sql: "DELETE FROM artist WHERE \(Self.isUnused("artist", Self.artists))")
    }

    /// Looks at some tracks, and at their artists.
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

    private static func isUnused(_ table: String, _ references: [(table: String, column: String)]) -> String {
        references.map { "NOT EXISTS (SELECT 1 FROM \($0.table) WHERE \($0.column) = \(table).id)" }
            .joined(separator: " AND ")
    }
}
