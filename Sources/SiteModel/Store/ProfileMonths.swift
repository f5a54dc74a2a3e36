import GRDB

/// Reads the months of a profile page; each query is a range in an index.
struct ProfileMonths {
    let database: Database
    let userID: Int64

    /// Reads the months, their artists and tracks, and how many artists were new in each.
    func read(
        into profile: inout ProfileListening, from first: LocalMonth, artistsOf: (_ trackID: String) throws -> [Artist]
    ) throws {
        profile.months = try months(from: first)
        try readNames(into: &profile, from: first, artistsOf: artistsOf)
        let clock = ZoneOffsets(identifier: profile.user.timeZone) ?? .utc
        let firsts = try Int64.fetchAll(
            database.cachedStatement(sql: "SELECT firstAt FROM artistHeard WHERE userID = ? AND firstAt >= ?"),
            arguments: [userID, clock.start(of: first.firstDay).milliseconds])
        for moment in firsts {
            profile.newArtists[LocalMonth(clock.date(of: Instant(milliseconds: moment))), default: 0] += 1
        }
    }

    private func months(from first: LocalMonth) throws -> [ListeningMonth] {
        let statement = try database.cachedStatement(
            sql: """
                SELECT month, listenedMs, plays, topArtistID, topTrackID, decades FROM listeningMonth
                WHERE userID = ? AND month >= ? ORDER BY month
                """)
        return try Row.fetchAll(statement, arguments: [userID, first.description]).compactMap { row in
            LocalMonth(row[0] as String).map {
                ListeningMonth(
                    month: $0, listenedMs: row[1], plays: row[2], topArtistID: row[3], topTrackID: row[4],
                    decades: ListeningMonth.decades(stored: row[5]))
            }
        }
    }

    private func readNames(
        into profile: inout ProfileListening, from first: LocalMonth, artistsOf: (_ trackID: String) throws -> [Artist]
    ) throws {
        let artists = try database.cachedStatement(
            sql: """
                SELECT DISTINCT artist.id, artist.name, artist.url, artist.imageURL
                FROM listeningMonth JOIN artist ON artist.id = listeningMonth.topArtistID
                WHERE userID = ? AND month >= ?
                """)
        for row in try Row.fetchAll(artists, arguments: [userID, first.description]) {
            profile.monthArtists[row[0]] = Artist(id: row[0], name: row[1], url: row[2], imageURL: row[3])
        }
        let tracks = try database.cachedStatement(
            sql: """
                SELECT DISTINCT track.id, track.name, track.url, track.imageURL, track.album
                FROM listeningMonth JOIN track ON track.id = listeningMonth.topTrackID
                WHERE userID = ? AND month >= ?
                """)
        for row in try Row.fetchAll(tracks, arguments: [userID, first.description]) {
            profile.monthTracks[row[0]] = Track(
                id: row[0], name: row[1], url: row[2], imageURL: row[3], album: row[4], artists: try artistsOf(row[0]))
        }
    }
}

extension ListeningMonth {
    /// Parses ``storedDecades``: numbers, alternately a decade and a count.
    ///
    /// Without a JSON decoder, which would take longer for twelve months than the rest of the page.
    static func decades(stored text: String) -> [Int: Int] {
        let numbers = text.utf8.split { !(48...57).contains($0) }.compactMap { Int(Substring($0)) }
        var decades: [Int: Int] = [:]
        for index in stride(from: 0, to: numbers.count - 1, by: 2) { decades[numbers[index]] = numbers[index + 1] }
        return decades
    }
}
