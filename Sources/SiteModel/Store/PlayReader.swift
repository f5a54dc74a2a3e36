import GRDB

/// Reads one user's plays for their totals, inside a transaction.
struct PlayReader {
    let database: Database
    let userID: Int64
    /// The tracks of all plays that were read; each is read once, as a year has about ten plays of a track.
    private(set) var tracks = PlayedTracks()

    init(database: Database, userID: Int64) {
        self.database = database
        self.userID = userID
    }

    /// The plays that ended in `[from, to)`, oldest first.
    mutating func plays(from: Instant, to: Instant) throws -> [DayPlay] {
        let statement = try database.cachedStatement(
            sql: """
                SELECT playedAt, listenedMs, trackID FROM play WHERE userID = ? AND playedAt >= ? AND playedAt < ?
                ORDER BY playedAt, trackID
                """)
        let rows = try Row.fetchCursor(statement, arguments: [userID, from.milliseconds, to.milliseconds])
        var plays: [DayPlay] = []
        while let row = try rows.next() {
            let track = try index(of: row[2])
            plays.append(DayPlay(playedAt: Instant(milliseconds: row[0]), listenedMs: row[1], track: track))
        }
        return plays
    }

    private mutating func index(of trackID: String) throws -> Int {
        if let known = tracks.index(of: trackID) { return known }
        let statement = try database.cachedStatement(
            sql: """
                SELECT track.name, track.album, track.isrc, track.releaseDate, artist.id, artist.name FROM track
                    LEFT JOIN trackArtist ON trackArtist.trackID = track.id AND trackArtist.position = 0
                    LEFT JOIN artist ON artist.id = trackArtist.artistID
                WHERE track.id = ?
                """)
        let row = try Row.fetchOne(statement, arguments: [trackID])
        return tracks.add(
            id: trackID, name: row?[0] ?? "", album: row?[1], isrc: row?[2], releaseDate: row?[3], artistID: row?[4],
            artistName: row?[5])
    }
}
