import GRDB

/// Users share tracks: when the API names the artist of a track that only history files knew, another user's day may
/// get another top artist. Without this, days would depend on whose sync came first.
extension MusicWriter {
    /// The facts of a track that its days and months depend on; `nil` for an unknown track.
    func dayFacts(of trackID: String) throws -> [String?]? {
        let statement = try database.cachedStatement(
            sql: """
                SELECT name, isrc, (SELECT artistID FROM trackArtist WHERE trackID = track.id AND position = 0),
                    releaseDate, album
                FROM track WHERE id = ?
                """)
        return try Row.fetchOne(statement, arguments: [trackID]).map { [$0[0], $0[1], $0[2], $0[3], $0[4]] }
    }

    /// The ends of all plays whose tracks now count differently, by user.
    func recountedPlays() throws -> [Int64: [Int64]] {
        var moments: [Int64: [Int64]] = [:]
        let statement = try database.cachedStatement(sql: "SELECT userID, playedAt FROM play WHERE trackID = ?")
        for trackID in Set(recounted) {
            for row in try Row.fetchAll(statement, arguments: [trackID]) {
                moments[row[0], default: []].append(row[1])
            }
        }
        return moments
    }
}
