import GRDB

/// Reads one user's plays for their totals, inside a transaction.
struct PlayReader {
    let database: Database
    let userID: Int64
    /// The tracks of all plays that were read.
    ///
    /// Each is read once: a year has about ten plays of a track.
    private(set) var tracks = PlayedTracks()

    init(database: Database, userID: Int64) {
        self.database = database
        self.userID = userID
    }

    /// The plays that ended in `[from, to)`, oldest first.
    mutating func plays(from: Instant, to: Instant) throws -> [DayPlay] {
        let span: StatementArguments = [userID, from.milliseconds, to.milliseconds]
        // A sync reads one month: one query for its tracks. Most tracks of the later months of an import are known.
        if tracks.all.isEmpty { try addTracks(Self.tracksOfSpan, span) }
        let statement = try database.cachedStatement(
            sql: """
                SELECT playedAt, listenedMs, trackID FROM play WHERE userID = ? AND playedAt >= ? AND playedAt < ?
                ORDER BY playedAt, trackID
                """)
        var rows = try FastRows(statement, span)
        var plays: [DayPlay] = []
        while let row = try rows.next() {
            let trackID = row.text(2)
            if tracks.index(of: trackID) == nil { try addTracks(Self.trackByID, [trackID]) }
            // Each play has a track, by a reference that SQLite checks.
            guard let track = tracks.index(of: trackID) else { continue }
            plays.append(
                DayPlay(playedAt: Instant(milliseconds: row.number(0)), listenedMs: row.number(1), track: track))
        }
        return plays
    }

    private mutating func addTracks(_ sql: String, _ arguments: StatementArguments) throws {
        var rows = try FastRows(database.cachedStatement(sql: sql), arguments)
        while let row = try rows.next() {
            tracks.add(
                id: row.text(0), name: row.text(1), album: row.optionalText(2), isrc: row.optionalText(3),
                releaseDate: row.optionalText(4), artistID: row.optionalText(5), artistName: row.optionalText(6))
        }
    }

    private static let anyTrack = """
        SELECT track.id, track.name, track.album, track.isrc, track.releaseDate, artist.id, artist.name FROM track
            LEFT JOIN trackArtist ON trackArtist.trackID = track.id AND trackArtist.position = 0
            LEFT JOIN artist ON artist.id = trackArtist.artistID
        """
    private static let trackByID = anyTrack + " WHERE track.id = ?"
    private static let tracksOfSpan =
        anyTrack + " WHERE track.id IN (SELECT trackID FROM play WHERE userID = ? AND playedAt >= ? AND playedAt < ?)"
}
