import GRDB

/// Every name that a track with an id ever had; account data identifies its tracks by one of them.
///
/// Names are only added, so the rows that match a track do not depend on which of its names came last.
extension MusicWriter {
    /// A name that a track did not have before.
    struct NewName: Hashable {
        var trackID: String
        var name: RecordingName
    }

    /// Records the name of a track that is saved.
    mutating func remember(_ track: Track) throws {
        guard !Track.isNamedOnly(track.id),
            let name = RecordingName(artist: track.artists.first?.name, title: track.name)
        else { return }
        try Self.remember(name, of: track.id, database)
        if database.changesCount > 0 { newNames.append(NewName(trackID: track.id, name: name)) }
    }

    static func remember(_ name: RecordingName, of trackID: String, _ database: Database) throws {
        try database.cachedStatement(sql: "INSERT OR IGNORE INTO trackName (trackID, name) VALUES (?, ?)")
            .execute(arguments: [trackID, name.key])
    }

    /// The minutes of rows of account data that may match other plays now that tracks have new names, by user.
    ///
    /// Only rows near stored plays: near new plays, rows are matched anyway.
    func rowsMatchingNewNames() throws -> [Int64: [Int64]] {
        let statement = try database.cachedStatement(
            sql: """
                SELECT userID, minute FROM accountRow WHERE trackID = :named AND EXISTS (
                    SELECT 1 FROM play WHERE play.userID = accountRow.userID AND play.trackID = :track
                        AND play.playedAt BETWEEN minute - \(MinuteMatcher.reach) AND minute + \(MinuteMatcher.reach))
                """)
        var minutes: [Int64: [Int64]] = [:]
        for new in newNames {
            let arguments: StatementArguments = ["named": new.name.trackID, "track": new.trackID]
            for row in try Row.fetchAll(statement, arguments: arguments) {
                minutes[row[0], default: []].append(row[1])
            }
        }
        return minutes
    }

    /// Records the names of all tracks, for a store that was created before names were kept.
    static func rememberAll(_ database: Database) throws {
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT track.id, artist.name, track.name FROM track
                JOIN trackArtist ON trackArtist.trackID = track.id AND trackArtist.position = 0
                JOIN artist ON artist.id = trackArtist.artistID
                """)
        while let row = try rows.next() {
            guard let name = RecordingName(artist: row[1], title: row[2]) else { continue }
            try remember(name, of: row[0], database)
        }
    }
}
