import GRDB

/// Sums one user's plays to listening days, inside a transaction.
struct DayTotals {
    let database: Database
    let userID: Int64
    /// The UTC offsets by which the user's plays are dated.
    let clock: ZoneOffsets

    /// Sums some days again from their plays.
    ///
    /// The total of a day that lost plays to a purge never falls: it is kept unless the stored plays add up to more.
    func sumUp(_ dates: Set<LocalDate>) throws {
        let delete = try database.cachedStatement(sql: "DELETE FROM listeningDay WHERE userID = ? AND date = ?")
        let insert = try database.cachedStatement(
            sql: """
                INSERT INTO listeningDay (userID, date, listenedMs, plays, hours, topArtistID, topTrackID, isPurged)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """)
        var tracks = TrackFacts(database)
        for span in dates.consecutiveSpans {
            let first = LocalDate(dayNumber: span.lowerBound)
            let last = LocalDate(dayNumber: span.upperBound - 1)
            let kept = try purgedDays(from: first, to: last)
            for number in span where kept[number] == nil {
                try delete.execute(arguments: [userID, LocalDate(dayNumber: number).description])
            }
            // If clocks go back across midnight, part of the day before lies inside a day.
            let plays = try dayPlays(from: clock.start(of: first), to: clock.end(of: last), &tracks).filter {
                span.contains(clock.date(of: $0.playedAt).dayNumber)
            }
            for day in ListeningDay.summing(plays, by: clock) {
                let listenedMs = kept[day.date.dayNumber]
                if let listenedMs, day.listenedMs <= listenedMs { continue }
                if listenedMs != nil { try delete.execute(arguments: [userID, day.date.description]) }
                try insert.execute(arguments: [
                    userID, day.date.description, day.listenedMs, day.plays, HourBlob.encoded(day.hours),
                    day.topArtistID, day.topTrackID, listenedMs != nil,
                ])
            }
        }
    }

    /// The listened time of the days in a span that lost plays to a purge, by day number.
    private func purgedDays(from first: LocalDate, to last: LocalDate) throws -> [Int: Int64] {
        let statement = try database.cachedStatement(
            sql: "SELECT date, listenedMs FROM listeningDay WHERE userID = ? AND date BETWEEN ? AND ? AND isPurged")
        let cursor = try Row.fetchCursor(statement, arguments: [userID, first.description, last.description])
        var days: [Int: Int64] = [:]
        while let row = try cursor.next() {
            if let date = LocalDate(row[0] as String) { days[date.dayNumber] = row[1] }
        }
        return days
    }

    private func dayPlays(from: Instant, to: Instant, _ tracks: inout TrackFacts) throws -> [DayPlay] {
        let statement = try database.cachedStatement(
            sql: """
                SELECT playedAt, listenedMs, trackID FROM play WHERE userID = ? AND playedAt >= ? AND playedAt < ?
                ORDER BY playedAt, trackID
                """)
        let cursor = try Row.fetchCursor(statement, arguments: [userID, from.milliseconds, to.milliseconds])
        var plays: [DayPlay] = []
        while let row = try cursor.next() {
            var play = try tracks.play(of: row[2])
            play.playedAt = Instant(milliseconds: row[0])
            play.listenedMs = row[1]
            plays.append(play)
        }
        return plays
    }
}

/// What a day's totals need to know of a track, read once per track: a year has about ten plays of each.
private struct TrackFacts {
    let database: Database
    private var known: [String: DayPlay] = [:]

    init(_ database: Database) {
        self.database = database
    }

    /// A play of that track; the caller fills in its end and listened time.
    mutating func play(of trackID: String) throws -> DayPlay {
        if let play = known[trackID] { return play }
        let statement = try database.cachedStatement(
            sql: """
                SELECT track.name, track.isrc, artist.id, artist.name FROM track
                    LEFT JOIN trackArtist ON trackArtist.trackID = track.id AND trackArtist.position = 0
                    LEFT JOIN artist ON artist.id = trackArtist.artistID
                WHERE track.id = ?
                """)
        let row = try Row.fetchOne(statement, arguments: [trackID])
        let play = DayPlay(
            playedAt: Instant(milliseconds: 0), listenedMs: 0, trackID: trackID, trackName: row?[0] ?? "",
            isrc: row?[1], artistID: row?[2], artistName: row?[3])
        known[trackID] = play
        return play
    }
}

extension Set<LocalDate> {
    /// Runs of consecutive days as day numbers, so that a year of imported plays is read in a few queries.
    fileprivate var consecutiveSpans: [Range<Int>] {
        var spans: [Range<Int>] = []
        for date in map(\.dayNumber).sorted() {
            if let last = spans.last, last.upperBound == date, last.count < 62 {
                spans[spans.count - 1] = last.lowerBound..<(date + 1)
            } else {
                spans.append(date..<(date + 1))
            }
        }
        return spans
    }
}
