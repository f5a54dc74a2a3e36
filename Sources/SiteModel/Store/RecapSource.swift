import GRDB

/// What the recaps of some days of one user are made from, read once, inside a transaction.
struct RecapSource {
    private let database: Database
    private let userID: Int64
    private let clock: ZoneOffsets
    private var days: [ListeningDay] = []
    /// Days that lost plays to `plays.keep`.
    private var purged: Set<LocalDate> = []
    private let knownSince: LocalDate?
    private let plays: [DayPlay]
    private let dates: [LocalDate]
    private let tracks: [PlayedTrack]
    /// When each artist that is new in these days was first heard.
    private var newArtists: [String: LocalDate] = [:]
    private var gaps: [ClosedRange<LocalDate>] = []

    init(database: Database, userID: Int64, days span: ClosedRange<LocalDate>, clock: ZoneOffsets) throws {
        self.database = database
        self.userID = userID
        self.clock = clock
        knownSince = try String.fetchOne(
            database.cachedStatement(sql: "SELECT min(date) FROM listeningDay WHERE userID = ?"), arguments: [userID]
        ).flatMap { LocalDate($0) }
        let (start, end) = (clock.start(of: span.lowerBound), clock.end(of: span.upperBound))
        var reader = PlayReader(database: database, userID: userID)
        // If clocks go back across a midnight, the first or the last plays can be of another day.
        let dated = try reader.plays(from: start, to: end).map { (play: $0, date: clock.date(of: $0.playedAt)) }
            .filter { span.contains($0.date) }
        (plays, dates) = (dated.map(\.play), dated.map(\.date))
        tracks = reader.tracks.all
        try readDays(span)
        var rows = try FastRows(
            database.cachedStatement(
                sql: "SELECT artistID, firstAt FROM artistHeard WHERE userID = ? AND firstAt >= ? AND firstAt < ?"),
            [userID, start.milliseconds, end.milliseconds])
        while let row = try rows.next() {
            newArtists[row.text(0)] = clock.date(of: Instant(milliseconds: row.number(1)))
        }
        gaps = try Row.fetchAll(
            database.cachedStatement(
                sql: "SELECT \"from\", \"to\" FROM gap WHERE userID = ? AND \"to\" >= ? AND \"from\" < ?"),
            arguments: [userID, start.milliseconds, end.milliseconds]
        ).map { row in
            let (from, to) = (Instant(milliseconds: row[0]), Instant(milliseconds: row[1]))
            return clock.date(of: from)...max(clock.date(of: from), clock.date(of: to))
        }
    }

    private mutating func readDays(_ span: ClosedRange<LocalDate>) throws {
        let statement = try database.cachedStatement(
            sql: """
                SELECT date, listenedMs, plays, hours, isPurged FROM listeningDay
                WHERE userID = ? AND date BETWEEN ? AND ? ORDER BY date
                """)
        var rows = try FastRows(statement, [userID, span.lowerBound.description, span.upperBound.description])
        while let row = try rows.next() {
            guard let date = row.withBytes(0, LocalDate.init) else { continue }
            days.append(
                ListeningDay(
                    date: date, listenedMs: row.number(1), plays: Int(row.number(2)),
                    hours: row.withBytes(3, HourTotals.init)))
            if row.number(4) != 0 { purged.insert(date) }
        }
    }

    /// Makes a recap.
    ///
    /// Days that lost plays keep their totals. What only plays can tell is then taken from the recap that was made before;
    /// or from the top lists of months, which are written before plays are deleted.
    ///
    /// - Parameters:
    ///   - period: What it sums up.
    ///   - through: The last day to tell.
    ///   - known: The recap as it is stored.
    /// - Returns: `nil` if there is too little to tell.
    /// - Throws: What SQLite reports.
    func recap(_ period: RecapPeriod, through: LocalDate, known: Recap?) throws -> Recap? {
        let span = period.firstDay...max(period.firstDay, through)
        let days = days.filter { span.contains($0.date) }
        guard days.reduce(0, { $0 + $1.plays }) >= Recap.least.plays else { return nil }
        var recap = Recap(
            firstDay: period.firstDay, through: through, knownSince: knownSince ?? period.firstDay,
            listenedMs: days.reduce(0) { $0 + $1.listenedMs }, plays: days.reduce(0) { $0 + $1.plays },
            activeDays: days.count, days: [Int64](repeating: 0, count: span.count), hours: Self.hours(of: days),
            decades: [:], newArtists: newArtists.values.count(where: span.contains),
            gapDays: span.count { day in gaps.contains { $0.contains(day) } }, music: try music(of: period, span))
        for day in days { recap.days[day.date.dayNumber - span.lowerBound.dayNumber] = day.listenedMs }
        recap.decades = decades(span)
        if period.isYear, through == period.lastDay {
            recap.temperament = try temperament(upTo: through).map(Readable.init)
        }
        if days.contains(where: { purged.contains($0.date) }) {
            try keep(known, in: &recap, of: period, span)
        }
        return recap.isTold ? recap : nil
    }

    /// Keeps what was told before plays were deleted, unless the plays that are left come to more.
    private func keep(_ known: Recap?, in recap: inout Recap, of period: RecapPeriod, _ span: ClosedRange<LocalDate>)
        throws
    {
        if let known, known.through == recap.through, known.music.isWhole {
            guard known.music.listenedMs >= recap.music.listenedMs else { return }
            (recap.music, recap.decades, recap.temperament) = (known.music, known.decades, known.temperament)
        } else if recap.music.listenedMs < recap.listenedMs {
            let tops = RecapTops(database: database, userID: userID, period: period)
            recap.music = try tops.music(newArtists: Set(newArtists.filter { span.contains($0.value) }.keys))
            recap.decades = try tops.decades()
            recap.temperament = nil
        }
    }

    private func music(of period: RecapPeriod, _ span: ClosedRange<LocalDate>) throws -> RecapMusic {
        let inside = dates.indices.filter { span.contains(dates[$0]) }
        let heard = RecapPlays(
            period: period, plays: inside.map { plays[$0] }, dates: inside.map { dates[$0] }, tracks: tracks,
            clock: clock, newArtists: Set(newArtists.filter { span.contains($0.value) }.keys))
        return try RecapMusic(
            heard, comebacks: period.isYear ? Comebacks(database, userID).found(in: heard) : [])
    }

    /// Measures the 90 days up to a last one, by the same rule as on the profile.
    private func temperament(upTo lastDay: LocalDate) throws -> Temperament? {
        let first = TemperamentWindow.firstDay(before: lastDay)
        let plays = try Store.temperamentPlays(
            of: userID, from: clock.start(of: first), to: clock.end(of: lastDay), database)
        let report = TemperamentReport.measured(plays: plays, clock: clock, lastDay: lastDay, previous: nil)
        return report.readings.isEmpty ? nil : report
    }

    private func decades(_ span: ClosedRange<LocalDate>) -> [Int: Int] {
        zip(plays, dates).reduce(into: [:]) { decades, play in
            guard span.contains(play.1), let decade = tracks[play.0.track].decade else { return }
            decades[decade, default: 0] += 1
        }
    }

    private static func hours(of days: [ListeningDay]) -> [Int64] {
        var sums = [SIMD32<Int64>](repeating: .zero, count: 7)
        for day in days { day.hours.add(to: &sums[day.date.weekday]) }
        return sums.flatMap { day in (0..<24).map { day[$0] } }
    }
}

extension ClosedRange<LocalDate> {
    /// How many days it has.
    fileprivate var count: Int { upperBound.dayNumber - lowerBound.dayNumber + 1 }

    fileprivate func count(where isCounted: (LocalDate) -> Bool) -> Int {
        (lowerBound.dayNumber...upperBound.dayNumber).count { isCounted(LocalDate(dayNumber: $0)) }
    }
}
