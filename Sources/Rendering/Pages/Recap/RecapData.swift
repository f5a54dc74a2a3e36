import SiteModel

/// All that one recap is made from.
struct RecapData: Hashable, Sendable {
    var user: User
    var period: RecapPeriod
    var stage: RecapStage
    var recap: Recap
    /// The recap of the period before, if there is one.
    var previous: Recap?
    var links: RecapLinks

    /// Whether the user shows a part of the page.
    func shows(_ section: PageSection) -> Bool { !user.hiddenSections.contains(section) }

    /// `November 2026`, `2026`.
    var title: String { period.isYear ? String(period.year) : EnglishText.monthAndYear(period.firstDay) }

    /// Whether the recap tells its whole period.
    var isComplete: Bool { recap.through == period.lastDay }
}

/// How far a period has come.
enum RecapStage: Int, Hashable, Sendable {
    /// It is not over.
    case open
    /// It is over, but some plays arrive days late.
    case settling
    /// It changes no more, except by an import.
    case final

    /// How many days after its end a period still settles: the latest play that was seen came after five.
    static let days = 7

    init(of period: RecapPeriod, today: LocalDate) {
        let last = period.lastDay
        self = today <= last ? .open : today <= last.advanced(by: Self.days) ? .settling : .final
    }
}

/// The recaps of a user.
struct RecapShelf {
    private let years: [RecapPeriod]
    private let months: [RecapPeriod]

    init(_ periods: [RecapPeriod]) {
        years = periods.filter(\.isYear)
        months = periods.filter { !$0.isYear }
    }

    /// What a recap leads to.
    func links(of period: RecapPeriod) -> RecapLinks {
        let row = period.isYear ? years : months
        let year = RecapPeriod(year: period.year)
        return RecapLinks(
            previous: row.last { $0 < period }, next: row.first { $0 > period },
            year: period.isYear || !years.contains(year) ? nil : year,
            months: period.isYear ? months.filter { $0.year == period.year } : [])
    }
}

/// The recaps that one leads to.
struct RecapLinks: Hashable, Sendable {
    var previous: RecapPeriod?
    var next: RecapPeriod?
    /// The year of a month.
    var year: RecapPeriod?
    /// The months of a year.
    var months: [RecapPeriod] = []

    /// For the fingerprint of the page.
    var bytes: [UInt8] {
        ([previous, next, year] + months.map(Optional.some)).flatMap { period in
            withUnsafeBytes(of: UInt32(period?.code ?? 0).littleEndian, Array.init)
        }
    }
}
