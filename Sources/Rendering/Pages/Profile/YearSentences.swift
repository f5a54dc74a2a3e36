import SiteModel

/// A year of days in words, each sentence only when the numbers support it.
struct YearSentences {
    let year: YearGrid
    let gaps: [ClosedRange<LocalDate>]
    let streaks: Streaks
    /// Listened milliseconds in each hour of the day; `nil` for a user who hides them.
    var hours: [Int64]?

    /// The sentences above the heatmap: how many days, and the two that tell most about this year.
    var text: String {
        let stories = [weekend, record, quiet, midnight, weekend.isEmpty ? weekdays : ""].filter { !$0.isEmpty }
        return ([count] + stories.prefix(2)).filter { !$0.isEmpty }.joined(separator: " ")
    }

    /// Says that most is heard at the weekend, as in `Four fifths of the listening is at the weekend`.
    ///
    /// Said from eight weeks on, of 65% or more; two days of seven are 29%.
    var weekend: String {
        let known = year.knownDays
        guard known.count >= 56 else { return "" }
        let all = known.reduce(0) { $0 + $1.listenedMs }
        let atWeekend = known.reduce(0) { $1.date.weekday >= 5 ? $0 + $1.listenedMs : $0 }
        guard all > 0, atWeekend * 100 >= all * 65 else { return "" }
        return "\(ShareWords.portion(atWeekend, of: all).capitalizedFirst) of the listening is at the weekend."
    }

    /// Says that the present streak is a record, as in `Music on 122 days in a row, the longest yet`: from two weeks on.
    var record: String {
        guard streaks.isRecord, streaks.current >= 14, year.activeDays < year.knownDays.count else { return "" }
        return "Music on \(EnglishText.grouped(streaks.current)) days in a row, the longest yet."
    }

    /// Names a part of the day that holds far more than its share, as in `A third of the listening is after midnight`.
    var midnight: String {
        guard let hours, hours.count == 24, year.activeDays >= 28 else { return "" }
        let all = hours.reduce(0, +)
        let parts: [(hours: Range<Int>, least: Int64, words: String)] = [
            (0..<5, 30, "after midnight"),
            (20..<24, 55, "in the four hours before midnight"),
            (5..<9, 40, "between \(EnglishText.hour(5)) and \(EnglishText.hour(9))"),
        ]
        for part in parts {
            let heard = part.hours.reduce(0) { $0 + hours[$1] }
            guard all > 0, heard * 100 >= all * part.least else { continue }
            return "\(ShareWords.portion(heard, of: all).capitalizedFirst) of the listening is \(part.words)."
        }
        return ""
    }

    /// Counts days, as in `318 days with music out of 365`.
    var count: String {
        let active = year.activeDays
        let known = year.knownDays
        guard active > 0, let first = known.first else { return "" }
        if active == known.count {
            return active == YearGrid.length
                ? "Music on every one of the last 365 days."
                : "Music on every day since \(EnglishText.long(first.date)), \(EnglishText.spelled(active)) of them."
        }
        let days = EnglishText.counted(active, "day")
        return known.count == YearGrid.length
            ? "\(days) with music out of 365."
            : "\(days) with music out of \(known.count), since \(EnglishText.long(first.date))."
    }

    /// Names weekdays, as in `Saturdays are loudest, Tuesdays quietest`.
    ///
    /// Said from eight weeks on, of weekdays that differ clearly from the others.
    var weekdays: String {
        let known = year.knownDays
        guard known.count >= 56, year.activeDays >= 40 else { return "" }
        var total = [Int64](repeating: 0, count: 7)
        var count = [Int64](repeating: 0, count: 7)
        for day in known {
            total[day.date.weekday] += day.listenedMs
            count[day.date.weekday] += 1
        }
        let means = (0..<7).map { total[$0] / max(1, count[$0]) }
        let overall = total.reduce(0, +) / Int64(known.count)
        let order = (0..<7).sorted { (means[$0], $1) > (means[$1], $0) }
        let isLoud = means[order[0]] * 100 >= overall * 120 && means[order[0]] * 100 >= means[order[1]] * 108
        let isQuiet = means[order[6]] * 100 <= overall * 80 && means[order[6]] * 100 <= means[order[5]] * 92
        let loudest = EnglishText.weekdayName(order[0]) + "s"
        let quietest = EnglishText.weekdayName(order[6]) + "s"
        return switch (isLoud, isQuiet) {
        case (true, true): "\(loudest) are loudest, \(quietest) quietest."
        case (true, false): "\(loudest) are loudest."
        case (false, true): "\(quietest) are quietest."
        case (false, false): ""
        }
    }

    /// Names a silence, as in `The longest quiet was 12 days, from 3 to 14 April`.
    ///
    /// Said of ten days or more between two days with music, if no other run is as long and no plays may be missing
    /// in it.
    var quiet: String {
        let active = year.days.filter(\.hasMusic).map(\.date)
        let runs = zip(active, active.dropFirst()).map { $0.advanced(by: 1)..<$1 }
            .map { (range: $0, days: $0.upperBound.dayNumber - $0.lowerBound.dayNumber) }
        guard let longest = runs.max(by: { $0.days < $1.days }), longest.days >= 10,
            runs.count(where: { $0.days == longest.days }) == 1
        else { return "" }
        let first = longest.range.lowerBound
        let last = longest.range.upperBound.advanced(by: -1)
        guard !gaps.contains(where: { $0.overlaps(first...last) }) else { return "" }
        let span = EnglishText.span(first, "to", last, seenOn: year.today)
        return "The longest quiet was \(longest.days) days, from \(span)."
    }

    /// Names a week, as in `The fullest week was 12–18 January, with 21 hours`.
    ///
    /// Said of eight full weeks or more, when one is well above their median.
    var fullestWeek: String {
        let weeks = year.weeks.filter { $0.days.count == 7 && $0.listenedMs > 0 }
        guard weeks.count >= 8 else { return "" }
        let sorted = weeks.sorted { $0.listenedMs < $1.listenedMs }
        let (fullest, second) = (sorted[sorted.count - 1], sorted[sorted.count - 2])
        guard fullest.listenedMs > second.listenedMs,
            fullest.listenedMs * 10 >= sorted[sorted.count / 2].listenedMs * 13
        else { return "" }
        let time = ListenedTime(milliseconds: fullest.listenedMs).words
        return "The fullest week was \(fullest.span(seenOn: year.today)), with \(time)."
    }
}
