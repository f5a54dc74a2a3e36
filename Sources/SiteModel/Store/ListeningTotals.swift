import GRDB

/// Sums one user's plays to listening days and months, and records when each artist was first heard, inside a
/// transaction.
///
/// The plays of a month are read once for all three.
struct ListeningTotals {
    /// The UTC offsets by which the user's plays are dated.
    private let clock: ZoneOffsets
    private let days: DayTotals
    private let months: MonthTotals
    private var artists: ArtistsHeard
    private var reader: PlayReader

    init(database: Database, userID: Int64, clock: ZoneOffsets) {
        self.clock = clock
        days = DayTotals(database: database, userID: userID, clock: clock)
        months = MonthTotals(database: database, userID: userID)
        artists = ArtistsHeard(database: database, userID: userID)
        reader = PlayReader(database: database, userID: userID)
    }

    /// Sums some days and their months again from their plays.
    ///
    /// - Parameters:
    ///   - dates: The days.
    ///   - others: Other months; their days stay.
    ///   - writesTops: Whether top lists are written, and recaps marked; their tables are created only by later migrations.
    /// - Throws: What SQLite reports.
    mutating func sumUp(_ dates: Set<LocalDate>, months others: Set<LocalMonth> = [], writesTops: Bool = true) throws {
        let touched = Dictionary(grouping: dates, by: LocalMonth.init)
        for month in others.union(touched.keys).sorted() {
            let (plays, span) = try read(month)
            let tracks = reader.tracks.all
            // First the days: a month compares itself with them to see whether it lost plays.
            try days.sumUp(Set(touched[month] ?? []), plays, of: tracks)
            try artists.record(plays, of: tracks, in: span)
            try months.sumUp(month, plays.filter { isInside(month, $0) }, of: tracks, writesTops: writesTops)
        }
        guard writesTops else { return }
        try RecapRows(database: days.database, userID: days.userID).touch(dates, months: others)
    }

    /// Ranks what was heard in some months.
    ///
    /// A month that lost plays to `plays.keep` is ranked by the plays that are left.
    mutating func rank(_ others: Set<LocalMonth>) throws {
        for month in others.sorted() {
            let plays = try read(month).plays.filter { isInside(month, $0) }
            try months.replaceTops(of: month, by: MonthTop.ranked(plays, of: reader.tracks.all))
        }
    }

    /// All months with a stored total or a stored day.
    func storedMonths() throws -> Set<LocalMonth> { try months.stored() }

    /// The plays between the first and the last moment of a month, oldest first.
    ///
    /// If clocks go back across a midnight, some of them may belong to the month before or after.
    private mutating func read(_ month: LocalMonth) throws -> (plays: [DayPlay], span: Range<Instant>) {
        let next = month.advanced(by: 1).firstDay
        let span = clock.start(of: month.firstDay)..<clock.end(of: next.advanced(by: -1))
        return (try reader.plays(from: span.lowerBound, to: span.upperBound), span)
    }

    private func isInside(_ month: LocalMonth, _ play: DayPlay) -> Bool {
        LocalMonth(clock.date(of: play.playedAt)) == month
    }
}
