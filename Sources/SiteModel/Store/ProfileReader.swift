import GRDB

/// Reads a profile page; each query is a range in an index.
struct ProfileReader {
    let database: Database
    let userID: Int64
    let music: MusicCache

    func read(from firstDay: LocalDate, listLength: Int) throws -> ProfileListening? {
        let user = try FastRows.first(
            database.cachedStatement(sql: "SELECT \(User.columns) FROM user WHERE id = ?"), [userID], User.init(row:))
        guard let user else { return nil }
        var profile = ProfileListening(user: user)
        for range in TimeRange.allCases {
            let artists = try topArtists(range, limit: listLength)
            if !artists.isEmpty { profile.topArtists[range] = artists }
            let tracks = try topTracks(range, limit: listLength)
            if !tracks.isEmpty { profile.topTracks[range] = tracks }
        }
        try readDays(into: &profile, from: firstDay)
        try readMonths(into: &profile, from: LocalMonth(firstDay))
        profile.gaps = try gaps(of: profile.user, from: firstDay)
        profile.temperament = try Store.temperament(of: userID, database)
        return profile
    }

    func topArtists(_ range: TimeRange, limit: Int) throws -> [TopArtist] {
        try ranked(
            range, limit,
            sql: """
                SELECT rank, previousRank, artistID FROM topArtist
                WHERE userID = ? AND timeRange = ? ORDER BY rank LIMIT ?
                """, item: music.artist)
    }

    private func topTracks(_ range: TimeRange, limit: Int) throws -> [TopTrack] {
        try ranked(
            range, limit,
            sql: """
                SELECT rank, previousRank, trackID FROM topTrack
                WHERE userID = ? AND timeRange = ? ORDER BY rank LIMIT ?
                """, item: music.track)
    }

    private func ranked<Item>(
        _ range: TimeRange, _ limit: Int, sql: String, item: (String, Database) throws -> Item?
    ) throws -> [Ranked<Item>] {
        var list: [Ranked<Item>] = []
        var rows = try FastRows(database.cachedStatement(sql: sql), [userID, range.rawValue, limit])
        while let row = try rows.next() {
            guard let item = try item(row.text(2), database) else { continue }
            list.append(
                Ranked(
                    rank: Int(row.number(0)), previousRank: row.isNull(1) ? nil : Int(row.number(1)), item: item))
        }
        return list
    }

    /// The days from `firstDay` on, without their hours, artist and track.
    func daysWithoutHours(from firstDay: LocalDate) throws -> [ListeningDay] {
        let statement = try database.cachedStatement(
            sql: "SELECT date, listenedMs, plays FROM listeningDay WHERE userID = ? AND date >= ? ORDER BY date")
        var days: [ListeningDay] = []
        var rows = try FastRows(statement, [userID, firstDay.description])
        while let row = try rows.next() {
            guard let date = row.withBytes(0, LocalDate.init) else { continue }
            days.append(ListeningDay(date: date, listenedMs: row.number(1), plays: Int(row.number(2))))
        }
        return days
    }

    /// Reads all dates with a play, the totals of each year, and the days from `firstDay` on.
    private func readDays(into profile: inout ProfileListening, from firstDay: LocalDate) throws {
        let statement = try database.cachedStatement(
            sql: "SELECT date, listenedMs, plays, hours FROM listeningDay WHERE userID = ? ORDER BY date")
        profile.days.reserveCapacity(366)
        profile.activeDates.reserveCapacity(366)
        var rows = try FastRows(statement, [userID])
        while let row = try rows.next() {
            guard let date = row.withBytes(0, LocalDate.init) else { continue }
            profile.activeDates.append(date)
            let year = date.components.year
            if profile.years.last?.year != year {
                profile.years.append(ListeningYear(year: year, listenedMs: 0, plays: 0))
            }
            profile.years[profile.years.count - 1].listenedMs += row.number(1)
            profile.years[profile.years.count - 1].plays += Int(row.number(2))
            guard date >= firstDay else { continue }
            profile.days.append(
                ListeningDay(
                    date: date, listenedMs: row.number(1), plays: Int(row.number(2)),
                    hours: row.withBytes(3, HourTotals.init)))
        }
    }

    private func gaps(of user: User, from firstDay: LocalDate) throws -> [ListeningGap] {
        var gaps: [ListeningGap] = []
        var rows = try FastRows(
            database.cachedStatement(sql: "SELECT \"from\", \"to\" FROM gap WHERE userID = ? ORDER BY \"from\""),
            [userID])
        while let row = try rows.next() {
            gaps.append(
                ListeningGap(from: Instant(milliseconds: row.number(0)), to: Instant(milliseconds: row.number(1))))
        }
        guard !gaps.isEmpty else { return [] }
        let start = (ZoneOffsets(identifier: user.timeZone) ?? .utc).start(of: firstDay)
        return gaps.filter { $0.to >= start }
    }
}
