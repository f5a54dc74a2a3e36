/// A calendar month, without a time zone.
public struct LocalMonth: Hashable, Comparable, Sendable {
    /// Months since January 1970.
    public var monthNumber: Int

    /// Creates the month this many months after January 1970.
    public init(monthNumber: Int) {
        self.monthNumber = monthNumber
    }

    /// Creates the month that contains a day.
    public init(_ date: LocalDate) {
        let (year, month, _) = date.components
        monthNumber = (year - 1970) * 12 + month - 1
    }

    /// Creates a month from `YYYY-MM`; `nil` for any other form.
    public init?(_ text: String) {
        guard let first = LocalDate(text + "-01") else { return nil }
        self.init(first)
    }

    /// The year, and the month from 1 to 12.
    public var components: (year: Int, month: Int) {
        let years = monthNumber >= 0 ? monthNumber / 12 : (monthNumber - 11) / 12
        return (years + 1970, monthNumber - years * 12 + 1)
    }

    /// The month `months` later.
    public func advanced(by months: Int) -> LocalMonth { LocalMonth(monthNumber: monthNumber + months) }

    /// The first day.
    public var firstDay: LocalDate {
        let (year, month) = components
        // Every month from 1 to 12 has a first day.
        return LocalDate(year: year, month: month, day: 1) ?? LocalDate(dayNumber: 0)
    }

    /// The earlier one first.
    public static func < (left: LocalMonth, right: LocalMonth) -> Bool { left.monthNumber < right.monthNumber }
}

extension LocalMonth: CustomStringConvertible {
    /// `YYYY-MM`.
    public var description: String { String(firstDay.description.dropLast(3)) }
}
