import SiteModel

extension ProfilePage {
    /// The year of days: words, dots, weeks, and the numbers as a table.
    struct YearOfDays: Hashable, Sendable {
        var sentence: String
        var picture: SafeHTML = .empty
        var weekdays: SafeHTML = .empty
        var legend: [LegendEntry] = []
        var weeks: Weeks?
        var gapSentence = ""
        var table: [TableWeek] = []
        var tableDays: [String] = []
    }

    /// One step of the heatmap.
    struct LegendEntry: Hashable, Sendable {
        var sample: SafeHTML
        var label: String
    }

    /// The bars under the heatmap.
    struct Weeks: Hashable, Sendable {
        var sentence: String
        var picture: SafeHTML
    }

    /// One week of the table.
    struct TableWeek: Hashable, Sendable {
        var label: String
        var days: [String]
        var total: String
    }
}

extension ProfilePage.YearOfDays {
    /// Makes the year of days; `nil` when the user hides it, and without a day of music.
    ///
    /// - Parameters:
    ///   - data: The user's data.
    ///   - year: The days.
    ///   - hours: Listened milliseconds in each hour of the day; `nil` for a user who hides them.
    init?(_ data: ProfileData, year: YearGrid, hours: [Int64]?) {
        guard data.shows(.history), year.activeDays > 0 else { return nil }
        guard year.activeDays >= ProfilePage.daysForChart else {
            self.init(sentence: Self.beginning(year))
            return
        }
        let heatmap = Heatmap(year)
        let sentences = YearSentences(
            year: year, gaps: data.gaps, streaks: Streaks(of: data.activeDates, today: data.today), hours: hours)
        self.init(
            sentence: sentences.text, picture: heatmap.picture(description: sentences.text),
            weekdays: heatmap.weekdays,
            legend: zip(HeatmapScale.samples, heatmap.scale.labels).map(ProfilePage.LegendEntry.init),
            weeks: data.shows(.weeks) ? ProfilePage.Weeks(year, sentences) : nil,
            gapSentence: Self.gapSentence(data), table: Self.table(year),
            tableDays: (0..<7).map { EnglishText.shortWeekday(($0 + year.firstWeekday) % 7) })
    }

    /// Says what there is, as in `Three plays so far, on 21 November`.
    private static func beginning(_ year: YearGrid) -> String {
        let plays = year.days.reduce(0) { $0 + $1.plays }
        let active = year.days.filter(\.hasMusic)
        guard let last = active.last else { return "" }
        let number = EnglishText.spelled(plays).capitalizedFirst
        let when =
            active.count == 1
            ? "on \(EnglishText.dayAndMonth(last.date))" : "on \(EnglishText.spelled(active.count)) days"
        return "\(number) \(plays == 1 ? "play" : "plays") so far, \(when). A year of dots begins like this."
    }

    /// Names the newest three gaps that the year touches, as in `Some plays may be missing from 3 to 4 April`.
    private static func gapSentence(_ data: ProfileData) -> String {
        let first = data.today.advanced(by: 1 - YearGrid.length)
        let gaps = data.gaps.filter { $0.upperBound >= first && $0.lowerBound <= data.today }
            .sorted { $0.lowerBound < $1.lowerBound }
        guard !gaps.isEmpty else { return "" }
        let spans = gaps.suffix(3).map { gap in
            let span = EnglishText.span(gap.lowerBound, "to", gap.upperBound, seenOn: data.today)
            return gap.lowerBound == gap.upperBound ? "on \(span)" : "from \(span)"
        }
        let more = gaps.count > 3 ? ", and at \(EnglishText.spelled(gaps.count - 3)) earlier times" : ""
        return "Some plays may be missing \(spans.joined(separator: ", "))\(more)."
    }

    /// Minutes of every day; weeks before the first known play are left out.
    private static func table(_ year: YearGrid) -> [ProfilePage.TableWeek] {
        let labels = year.words.firstDays
        return zip(year.weeks, labels).reversed().compactMap { week, label in
            guard week.isKnown, let first = week.days.first else { return nil }
            var cells = [String](repeating: "", count: 7)
            for (row, day) in zip(year.row(of: first.date)..., week.days) where day.isKnown {
                cells[row] = String(EnglishText.minutes(ofMilliseconds: day.listenedMs))
            }
            return ProfilePage.TableWeek(
                label: label, days: cells,
                total: EnglishText.grouped(EnglishText.minutes(ofMilliseconds: week.listenedMs)))
        }
    }
}

extension ProfilePage.Weeks {
    init(_ year: YearGrid, _ sentences: YearSentences) {
        sentence = sentences.fullestWeek
        let total = ListenedTime(milliseconds: year.days.reduce(0) { $0 + $1.listenedMs }).words
        let description = sentence.isEmpty ? "\(total) in all." : "\(total) in all. \(sentence)"
        picture = WeekBars(year: year).picture(description: description)
    }
}

extension ProfilePage.YearOfDays: TemplateModel {
    static var fields: [TemplateField<ProfilePage.YearOfDays>] {
        [
            .text("sentence", "The year in words, or a kind sentence in place of the chart.") { $0.sentence },
            .html("picture", "The heatmap, an SVG; empty while there is too little to draw.") { $0.picture },
            .html("weekdays", "The names of weekdays for the left of the heatmap, an SVG of the same height.") {
                $0.weekdays
            },
            .list("legend", "The heatmap's five steps, from no music to most.") { $0.legend },
            .object("weeks", "The bars of the weeks; missing when the user hides them or there is no heatmap.") {
                $0.weeks
            },
            .text("gapSentence", "When plays may be missing; usually empty.") { $0.gapSentence },
            .list("table", "The minutes of every day, a row a week, the newest first.") { $0.table },
            .texts("tableDays", "The seven weekdays at the head of the table.") { $0.tableDays },
        ]
    }
}

extension ProfilePage.LegendEntry: TemplateModel {
    static var fields: [TemplateField<ProfilePage.LegendEntry>] {
        [
            .html("sample", "One dot of the step, an SVG.") { $0.sample },
            .text("label", "Its minutes: `20–45 min`.") { $0.label },
        ]
    }
}

extension ProfilePage.Weeks: TemplateModel {
    static var fields: [TemplateField<ProfilePage.Weeks>] {
        [
            .text("sentence", "The fullest week in words; can be empty.") { $0.sentence },
            .html("picture", "The bars, an SVG as wide as the heatmap.") { $0.picture },
        ]
    }
}

extension ProfilePage.TableWeek: TemplateModel {
    static var fields: [TemplateField<ProfilePage.TableWeek>] {
        [
            .text("label", "The week's first day: `16 Nov 2026`.") { $0.label },
            .texts("days", "Minutes on each of the seven days; empty for a day outside the year.") { $0.days },
            .text("total", "Minutes of the week.") { $0.total },
        ]
    }
}
