/// A calendar year or a calendar month that a recap sums up, without a time zone.
public struct RecapPeriod: Hashable, Comparable, Sendable {
    /// A hundred times the year, plus the month from 1 to 12: `202611` is November 2026, `202600` all of 2026.
    public let code: Int

    /// Creates a year.
    public init(year: Int) { code = year * 100 }

    /// Creates a month.
    public init(_ month: LocalMonth) {
        let (year, number) = month.components
        code = year * 100 + number
    }

    /// Creates a period from its ``code``; `nil` for a month that does not exist.
    init?(code: Int) {
        guard (0...12).contains(code % 100), code > 0 else { return nil }
        self.code = code
    }

    /// The year, or the year of the month.
    public var year: Int { code / 100 }

    /// Whether it is a year.
    public var isYear: Bool { code % 100 == 0 }

    /// The number of artists and recordings in its lists.
    public var listLength: Int { isYear ? 10 : 5 }

    /// Its months, in order.
    public var months: [LocalMonth] {
        isYear ? (0..<12).map { LocalMonth(year: year).advanced(by: $0) } : [LocalMonth(firstDay)]
    }

    /// The first day.
    public var firstDay: LocalDate { LocalMonth(year: year).advanced(by: max(0, code % 100 - 1)).firstDay }

    /// The last day.
    public var lastDay: LocalDate {
        LocalMonth(firstDay).advanced(by: isYear ? 12 : 1).firstDay.advanced(by: -1)
    }

    /// The year before, or the month before.
    public var previous: RecapPeriod {
        isYear ? RecapPeriod(year: year - 1) : RecapPeriod(LocalMonth(firstDay).advanced(by: -1))
    }

    /// Its folder in the folder of a user: `2026`, `2026/11`.
    public var folder: String { isYear ? String(year) : "\(year)/\(code % 100 < 10 ? "0" : "")\(code % 100)" }

    /// By year; a year comes before its months.
    public static func < (left: RecapPeriod, right: RecapPeriod) -> Bool { left.code < right.code }
}

extension LocalMonth {
    /// January of a year.
    fileprivate init(year: Int) { self.init(monthNumber: (year - 1970) * 12) }
}
