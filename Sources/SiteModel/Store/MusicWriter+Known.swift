import GRDB

/// What an answer of the API repeats: most tracks of most syncs are known.
extension MusicWriter {
    /// Whether the store already has everything that the API says about a track and its artists.
    func isAsOffered(_ track: Track) throws -> Bool {
        let known = try database.cachedStatement(
            sql: """
                SELECT source, name, url, imageURL, album, durationMs, isrc, releaseDate, releaseDatePrecision
                FROM track WHERE id = ?
                """)
        let isKnown = try FastRows.first(known, [track.id]) { row in
            row.text(0) == PlaySource.api.rawValue && row.text(1) == track.name && row.has(track.url, 2)
                && row.has(track.imageURL, 3) && row.has(track.album, 4)
                && track.durationMs.map { !row.isNull(5) && row.number(5) == max(0, $0) } ?? true
                && row.has(track.isrc, 6) && row.has(track.releaseDate, 7)
                && row.has(track.releaseDatePrecision?.rawValue, 8)
        }
        guard isKnown == true else { return false }
        let credits = try database.cachedStatement(
            sql: """
                SELECT artist.id, artist.name, artist.url, artist.imageURL
                FROM trackArtist JOIN artist ON artist.id = trackArtist.artistID
                WHERE trackArtist.trackID = ? ORDER BY trackArtist.position
                """)
        var rows = try FastRows(credits, [track.id])
        for artist in track.artists {
            guard let row = try rows.next(), row.text(0) == artist.id, row.text(1) == artist.name,
                row.has(artist.url, 2), row.has(artist.imageURL, 3)
            else { return false }
        }
        return true
    }
}

extension FastRow {
    /// Whether a column has a text; a field that an answer leaves out is kept as it is.
    fileprivate func has(_ text: String?, _ column: Int32) -> Bool {
        text.map { optionalText(column) == $0 } ?? true
    }
}
