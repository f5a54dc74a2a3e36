import SiteModel
import Synchronization

/// Words that depend only on the dates of a year of days: the same for everybody whose year ends on that day.
final class YearWords: Sendable {
    /// The name of a month above the column of its first day.
    struct MonthLabel: Hashable {
        var text: String
        var column: Int
        /// Whether it ends at the right edge instead of beginning at its column, where it would be cut off.
        var atRightEdge: Bool
    }

    /// The months from left to right; no two of them touch.
    let months: [MonthLabel]
    /// The days of each week: `16–22 November`.
    let spans: [String]
    /// The first day of each week: `16 Nov 2026`.
    let firstDays: [String]

    private struct Key: Hashable {
        var today: LocalDate
        var firstWeekday: Int
    }

    /// At any moment there are at most three dates in the world.
    private static let made = Mutex<[Key: YearWords]>([:])

    /// The words of a year.
    static func of(_ year: YearGrid) -> YearWords {
        let key = Key(today: year.today, firstWeekday: year.firstWeekday)
        return made.withLock { made in
            if let known = made[key] { return known }
            if made.count == 8 { made = [:] }
            let words = YearWords(year)
            made[key] = words
            return words
        }
    }

    private init(_ year: YearGrid) {
        months = Self.months(of: year)
        spans = year.weeks.map { week in week.days.last.map { week.span(seenOn: $0.date) } ?? "" }
        firstDays = year.weeks.map { week in
            week.days.first.map { "\(EnglishText.short($0.date)) \($0.date.components.year)" } ?? ""
        }
    }

    private static func months(of year: YearGrid) -> [MonthLabel] {
        var labels: [MonthLabel] = []
        for (index, day) in year.days.enumerated() {
            let (_, month, dayOfMonth) = day.date.components
            guard dayOfMonth == 1 || index == 0 else { continue }
            let column = year.column(of: day.date)
            // Only the first label can be too near to the one before: months that begin in the year are four
            // columns apart.
            if let last = labels.last, column - last.column < 3 { labels.removeLast() }
            labels.append(
                MonthLabel(
                    text: EnglishText.shortMonth(month), column: column, atRightEdge: column == YearGrid.columns - 1))
        }
        return labels
    }
}

extension YearGrid.Week {
    /// `16–22 November`, `30 November – 6 December`, and the year where it is not that of `today`.
    func span(seenOn today: LocalDate) -> String {
        guard let first = days.first?.date, let last = days.last?.date else { return "" }
        return EnglishText.span(first, "–", last, seenOn: today)
    }
}
