import SiteModel

extension RecapPage {
    /// The days of the period.
    struct Days: Hashable, Sendable {
        var sentence: String
        var picture: SafeHTML
        var legend: [ProfilePage.LegendEntry]
        var columns: [String]
        var table: [DayRow]
    }

    /// One day of the month, in every month of the table.
    struct DayRow: Hashable, Sendable {
        var label: String
        var minutes: [String]
    }
}

extension RecapPage.Days {
    /// Makes the days; `nil` when the user hides them.
    init?(_ data: RecapData) {
        guard data.shows(.history) else { return nil }
        let recap = data.recap
        let grid = DayGrid(
            recap.days, from: recap.firstDay, knownSince: recap.knownSince, months: data.period.months)
        let sentence = Self.sentence(recap)
        self.init(
            sentence: sentence, picture: grid.picture(description: sentence),
            legend: zip(HeatmapScale.samples, grid.scale.labels).map(ProfilePage.LegendEntry.init),
            columns: data.period.months.map { EnglishText.shortMonth($0.components.month) },
            table: (1...31).compactMap { day in
                let minutes = data.period.months.map { month -> String in
                    guard let date = LocalDate(year: month.components.year, month: month.components.month, day: day),
                        date <= recap.through
                    else { return "" }
                    let listenedMs = recap.days[date.dayNumber - recap.firstDay.dayNumber]
                    return EnglishText.grouped(EnglishText.minutes(ofMilliseconds: listenedMs))
                }
                return minutes.allSatisfy(\.isEmpty) ? nil : RecapPage.DayRow(label: String(day), minutes: minutes)
            })
    }

    /// Names the longest day and the longest streak.
    private static func sentence(_ recap: Recap) -> String {
        let longest = recap.days.indices.max { (recap.days[$0], -$0) < (recap.days[$1], -$1) } ?? 0
        let day = EnglishText.dayAndMonth(recap.firstDay.advanced(by: longest))
        let most = ListenedTime(milliseconds: recap.days[longest]).words
        let dates = recap.days.indices.filter { recap.days[$0] > 0 }.map { recap.firstDay.advanced(by: $0) }
        let streak = Streaks(of: dates, today: recap.through).longest
        let head = "The longest day was \(day), with \(most)"
        if streak == recap.days.count { return "\(head); there was music on every day." }
        return streak > 2 ? "\(head); the longest streak had \(EnglishText.spelled(streak)) days." : "\(head)."
    }
}

extension RecapPage.Days: TemplateModel {
    static var fields: [TemplateField<RecapPage.Days>] {
        [
            .text("sentence", "The longest day and the longest streak.") { $0.sentence },
            .html("picture", "The days as dots, an SVG; a line is a month.") { $0.picture },
            .list("legend", "The five steps of the dots, from no music to most.") { $0.legend },
            .texts("columns", "The months at the head of the table.") { $0.columns },
            .list("table", "The minutes of every day, a row for each day of the month.") { $0.table },
        ]
    }
}

extension RecapPage.DayRow: TemplateModel {
    static var fields: [TemplateField<RecapPage.DayRow>] {
        [
            .text("label", "The day of the month.") { $0.label },
            .texts("minutes", "The minutes on that day of each month; empty for a day that is not told.") {
                $0.minutes
            },
        ]
    }
}
