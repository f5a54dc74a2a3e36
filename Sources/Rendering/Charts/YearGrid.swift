import SiteModel

/// The 365 days that end today, laid out in columns of weeks.
struct YearGrid: Hashable, Sendable {
    /// One day of the year.
    struct Day: Hashable, Sendable {
        var date: LocalDate
        var listenedMs: Int64
        var plays: Int
        /// Whether the day is at or after the first known play: earlier days may have had music.
        var isKnown: Bool

        var hasMusic: Bool { plays > 0 }
    }

    /// One column; the first and the last can be shorter than seven days.
    struct Week: Hashable, Sendable {
        let days: ArraySlice<Day>
        let listenedMs: Int64
        let isKnown: Bool

        fileprivate init(_ days: ArraySlice<Day>) {
            self.days = days
            listenedMs = days.reduce(0) { $0 + $1.listenedMs }
            isKnown = days.contains { $0.isKnown }
        }
    }

    /// How many days a year of days has; the 366th of a leap year is left out.
    static let length = 365
    /// How many columns they take: 365 days touch 53 weeks, no matter on which weekday the year ends.
    static let columns = 53

    /// Oldest first.
    let days: [Day]
    /// The columns, oldest first.
    let weeks: [Week]
    /// How many days had music.
    let activeDays: Int
    /// On which day a week begins: 0 is Monday.
    let firstWeekday: Int
    /// How many places of the first column lie before the first day.
    let lead: Int

    /// Lays out the days up to and with `today`; others are left out.
    ///
    /// - Parameters:
    ///   - listeningDays: In any order.
    ///   - today: The last day.
    ///   - knownSince: The first day with a play ever known; `nil` takes the first of `listeningDays`.
    ///   - firstWeekday: On which day a week begins: 0 is Monday.
    init(_ listeningDays: [ListeningDay], today: LocalDate, knownSince: LocalDate? = nil, firstWeekday: Int = 0) {
        self.firstWeekday = firstWeekday
        let first = today.advanced(by: 1 - Self.length)
        let knownSince = knownSince ?? listeningDays.lazy.filter { $0.plays > 0 }.map(\.date).min()
        var days = (0..<Self.length).map { offset in
            let date = first.advanced(by: offset)
            return Day(date: date, listenedMs: 0, plays: 0, isKnown: knownSince.map { $0 <= date } ?? false)
        }
        for day in listeningDays where day.date >= first && day.date <= today {
            let index = day.date.dayNumber - first.dayNumber
            days[index].listenedMs = max(0, day.listenedMs)
            days[index].plays = day.plays
        }
        self.days = days
        activeDays = days.count { $0.hasMusic }
        let lead = (first.weekday - firstWeekday + 7) % 7
        self.lead = lead
        weeks = (0..<Self.columns).map { column in
            Week(days[max(0, column * 7 - lead)..<min(days.count, column * 7 + 7 - lead)])
        }
    }

    /// The last day.
    var today: LocalDate { days[days.count - 1].date }

    /// The words of its dates.
    var words: YearWords { .of(self) }

    /// The days from the first known play on.
    var knownDays: ArraySlice<Day> { days.drop { !$0.isKnown } }

    /// 0 to 6 from the top, by the first day of the week.
    func row(of date: LocalDate) -> Int { (date.weekday - firstWeekday + 7) % 7 }

    /// 0 to 52 from the left.
    func column(of date: LocalDate) -> Int { (date.dayNumber - days[0].date.dayNumber + lead) / 7 }
}
