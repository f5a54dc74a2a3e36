import GRDB

extension ProfileReader {
    /// Reads the months, their artists and tracks, and how many artists were new in each.
    func readMonths(into profile: inout ProfileListening, from first: LocalMonth) throws {
        let statement = try database.cachedStatement(
            sql: """
                SELECT month, listenedMs, plays, topArtistID, topTrackID, decades, topArtistPlays, topTrackPlays
                FROM listeningMonth WHERE userID = ? AND month >= ? ORDER BY month
                """)
        var rows = try FastRows(statement, [userID, first.description])
        while let row = try rows.next() {
            guard let month = LocalMonth(row.text(0)) else { continue }
            let listened = ListeningMonth(
                month: month, listenedMs: row.number(1), plays: Int(row.number(2)), topArtistID: row.optionalText(3),
                topTrackID: row.optionalText(4), decades: row.withBytes(5, ListeningMonth.decades(stored:)))
            profile.months.append(listened)
            profile.monthPlays[month] = MonthPlays(artist: Int(row.number(6)), track: Int(row.number(7)))
            if let id = listened.topArtistID { profile.monthArtists[id] = try music.artist(id, database) }
            if let id = listened.topTrackID { profile.monthTracks[id] = try music.track(id, database) }
        }
        try readAlbums(into: &profile)
        try readNewArtists(into: &profile, from: first)
    }

    /// Reads the albums of the newest year that has a recap.
    private func readAlbums(into profile: inout ProfileListening) throws {
        var albums = try FastRows(
            database.cachedStatement(
                sql: """
                    SELECT year, json_extract(album.value, '$.id'), json_extract(album.value, '$.name'),
                        json_extract(album.value, '$.artist'), json_extract(album.value, '$.listenedMs'),
                        json_extract(album.value, '$.plays'), json_extract(album.value, '$.imageURL')
                    FROM yearAlbums, json_each(albums) AS album WHERE userID = ?
                    ORDER BY album.key
                    """), [userID])
        while let row = try albums.next() {
            profile.yearOfAlbums = Int(row.number(0))
            // As it is now, because the recap may be older than the cover.
            let cover = try music.track(row.text(1), database)?.imageURL
            profile.albums.append(
                RecapMusic.Item(
                    id: row.text(1), name: row.text(2), artist: row.optionalText(3), listenedMs: row.number(4),
                    plays: Int(row.number(5)), imageURL: cover ?? row.optionalText(6)))
        }
    }

    private func readNewArtists(into profile: inout ProfileListening, from first: LocalMonth) throws {
        let clock = ZoneOffsets(identifier: profile.user.timeZone) ?? .utc
        let statement = try database.cachedStatement(
            sql: "SELECT firstAt FROM artistHeard WHERE userID = ? AND firstAt >= ? ORDER BY firstAt")
        var rows = try FastRows(statement, [userID, clock.start(of: first.firstDay).milliseconds])
        // The rows come in the order of time, so nearly every one is in the month of the one before.
        var month = first
        var next = Int64.min
        while let row = try rows.next() {
            let firstAt = row.number(0)
            if firstAt >= next {
                month = LocalMonth(clock.date(of: Instant(milliseconds: firstAt)))
                next = clock.start(of: month.advanced(by: 1).firstDay).milliseconds
            }
            profile.newArtists[month, default: 0] += 1
        }
    }
}

extension ListeningMonth {
    /// Parses ``storedDecades``: numbers, alternately a decade and a count.
    ///
    /// Without a JSON decoder, which would take longer for twelve months than the rest of the page.
    static func decades(stored text: UnsafeRawBufferPointer) -> [Int: Int] {
        var numbers: [Int] = []
        var isNumber = false
        for byte in text {
            let digit = byte &- UInt8(ascii: "0")
            if digit < 10, isNumber {
                numbers[numbers.count - 1] = numbers[numbers.count - 1] &* 10 &+ Int(digit)
            } else if digit < 10 {
                numbers.append(Int(digit))
            }
            isNumber = digit < 10
        }
        var decades: [Int: Int] = [:]
        for index in stride(from: 0, to: numbers.count - 1, by: 2) { decades[numbers[index]] = numbers[index + 1] }
        return decades
    }
}
