import GRDB

/// The artists and tracks that pages of one build name.
///
/// Users share many of them, and looking one up takes longer than writing its line. A cache is made after its pages
/// were judged and ends with them: the page of a user whose sync brings another name meanwhile is given up, and pages of
/// others show that name once they expire, as ever. It belongs to one worker at a time.
public final class MusicCache {
    private var artists: [String: Artist] = [:]
    private var tracks: [String: Track] = [:]

    /// How many of each it keeps: some 20 MB.
    private static let capacity = 20_000

    /// Creates an empty cache.
    public init() {}

    /// An artist; `nil` for an unknown key.
    func artist(_ id: String, _ database: Database) throws -> Artist? {
        if let known = artists[id] { return known }
        let statement = try database.cachedStatement(sql: "SELECT name, url, imageURL FROM artist WHERE id = ?")
        let artist = try FastRows.first(statement, [id]) { row in
            Artist(id: id, name: row.text(0), url: row.optionalText(1), imageURL: row.optionalText(2))
        }
        guard let artist else { return nil }
        if artists.count == Self.capacity { artists.removeAll() }
        artists[id] = artist
        return artist
    }

    /// A track with its artists, as far as a page shows it; `nil` for an unknown key.
    func track(_ id: String, _ database: Database) throws -> Track? {
        if let known = tracks[id] { return known }
        let statement = try database.cachedStatement(sql: "SELECT name, url, imageURL, album FROM track WHERE id = ?")
        let found = try FastRows.first(statement, [id]) { row in
            Track(
                id: id, name: row.text(0), url: row.optionalText(1), imageURL: row.optionalText(2),
                album: row.optionalText(3))
        }
        guard var track = found else { return nil }
        track.artists = try credits(of: id, database)
        if tracks.count == Self.capacity { tracks.removeAll() }
        tracks[id] = track
        return track
    }

    private func credits(of trackID: String, _ database: Database) throws -> [Artist] {
        let statement = try database.cachedStatement(
            sql: "SELECT artistID FROM trackArtist WHERE trackID = ? ORDER BY position")
        var credits: [Artist] = []
        var rows = try FastRows(statement, [trackID])
        while let row = try rows.next() {
            if let artist = try artist(row.text(0), database) { credits.append(artist) }
        }
        return credits
    }
}
