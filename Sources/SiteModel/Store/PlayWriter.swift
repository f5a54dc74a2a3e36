import GRDB

/// Inserts plays of one user, whose tracks are saved already, inside a transaction, measures them, and sums the touched days up again.
///
/// What is stored afterwards depends only on which plays were ever offered, not on their order or on how they were
/// split into syncs: ``PlayMatcher`` is a function of the set, and a listened time is one of a play and the one before.
struct PlayWriter {
    let database: Database
    let userID: Int64
    let clock: ZoneClock
    let summary: DaySummary

    /// A play of a track whose length nobody told counts at most this long: about the median length of a track.
    static let assumedDurationMs: Int64 = 210_000

    /// Inserts plays whose tracks are saved.
    func insert(_ plays: [TrackPlay], result: inout RecordedListening) throws {
        let rows = PlayRows(database: database, userID: userID)
        var touched: Set<LocalDate> = []
        var changed: Set<PlayKey> = []
        for entry in plays.sorted(by: { $0.play.playedAt < $1.play.playedAt }) {
            let length = entry.track.durationMs.flatMap { $0 > 0 ? $0 : nil }
            let change = try rows.add(entry.play, lengthMs: length)
            if change.isNew { result.newPlays += 1 }
            if change.isMerged { result.mergedPlays += 1 }
            if change.isShown { result.isChanged = true }
            changed.formUnion(change.keys)
        }
        for key in changed {
            touched.insert(date(of: key))
            // Whatever came or went, the play after it has another one before it now. Where that one changed as well,
            // it is in the set itself.
            guard let next = try rows.neighbour(of: key, after: true), !changed.contains(next) else { continue }
            if try rows.measure(next, assuming: Self.assumedDurationMs) {
                result.isChanged = true
                touched.insert(date(of: next))
            }
        }
        for key in changed where try rows.measure(key, assuming: Self.assumedDurationMs) { result.isChanged = true }
        try sumUp(touched)
    }

    /// Sums some days up again from their plays.
    func sumUp(_ dates: Set<LocalDate>) throws {
        let delete = try database.cachedStatement(sql: "DELETE FROM listeningDay WHERE userID = ? AND date = ?")
        let insert = try database.cachedStatement(
            sql: """
                INSERT INTO listeningDay (userID, date, listenedMs, plays, hours, topArtistID, topTrackID)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """)
        for span in dates.consecutiveSpans {
            let first = LocalDate(dayNumber: span.lowerBound)
            let last = LocalDate(dayNumber: span.upperBound - 1)
            for number in span {
                try delete.execute(arguments: [userID, LocalDate(dayNumber: number).description])
            }
            // Where clocks go back over midnight, a stretch of the day before lies in the midst of a day.
            let plays = try dayPlays(from: clock.start(of: first), to: clock.end(of: last)).filter {
                span.contains(clock.date(of: $0.playedAt).dayNumber)
            }
            for day in summary(plays, clock) {
                try insert.execute(arguments: [
                    userID, day.date.description, day.listenedMs, day.plays, HourBlob.encoded(day.hours),
                    day.topArtistID, day.topTrackID,
                ])
            }
        }
    }

    private func date(of key: PlayKey) -> LocalDate { clock.date(of: Instant(milliseconds: key.playedAt)) }

    private func dayPlays(from: Instant, to: Instant) throws -> [DayPlay] {
        let statement = try database.cachedStatement(
            sql: """
                SELECT play.playedAt, play.listenedMs, play.trackID, track.name, track.isrc, artist.id, artist.name
                FROM play JOIN track ON track.id = play.trackID
                    LEFT JOIN trackArtist ON trackArtist.trackID = play.trackID AND trackArtist.position = 0
                    LEFT JOIN artist ON artist.id = trackArtist.artistID
                WHERE play.userID = ? AND play.playedAt >= ? AND play.playedAt < ?
                ORDER BY play.playedAt, play.trackID
                """)
        return try Row.fetchAll(statement, arguments: [userID, from.milliseconds, to.milliseconds]).map { row in
            DayPlay(
                playedAt: Instant(milliseconds: row[0]), listenedMs: row[1], trackID: row[2], trackName: row[3],
                isrc: row[4], artistID: row[5], artistName: row[6])
        }
    }
}

extension Set<LocalDate> {
    /// Runs of days without a hole, as day numbers: a year of imported plays is read in a few queries.
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
