import SiteModel

extension ProfilePage {
    /// How many days with music a chart needs before it says more than a sentence does.
    static let daysForChart = 5
}

extension ProfilePage.History {
    /// Makes the year of days; `nil` when the user hides it.
    init?(_ data: ProfileData, firstWeekday: Int) {
        guard data.shows(.history) else { return nil }
        let year = ListeningYear(
            data.days, today: data.today, knownSince: data.activeDates.first, firstWeekday: firstWeekday)
        guard year.activeDays >= ProfilePage.daysForChart else {
            self.init(
                sentence: Self.beginning(year), picture: .empty, weekdays: .empty, legend: [], weeks: nil,
                gapSentence: "", table: [], tableDays: [])
            return
        }
        let heatmap = Heatmap(year)
        let sentences = YearSentences(year: year, gaps: data.gaps)
        self.init(
            sentence: sentences.text, picture: heatmap.picture(description: sentences.text),
            weekdays: heatmap.weekdays,
            legend: heatmap.scale.labels.enumerated().map { level, label in
                ProfilePage.LegendEntry(sample: HeatmapScale.sample(level: level), label: label)
            },
            weeks: data.shows(.weeks) ? Self.weeks(year, sentences) : nil, gapSentence: Self.gapSentence(data),
            table: Self.table(year), tableDays: (0..<7).map { Figures.shortWeekday(($0 + firstWeekday) % 7) })
    }

    /// Says what there is, as in `Three plays so far, on 21 November`.
    private static func beginning(_ year: ListeningYear) -> String {
        let plays = year.days.reduce(0) { $0 + $1.plays }
        let active = year.days.filter(\.hasMusic)
        guard let last = active.last else {
            return "Nothing played in the past year. This fills with a dot for every day of music."
        }
        let number = Figures.spelled(plays).capitalizedFirst
        let when =
            active.count == 1 ? "on \(Figures.dayAndMonth(last.date))" : "on \(Figures.spelled(active.count)) days"
        return "\(number) \(plays == 1 ? "play" : "plays") so far, \(when). A year of dots begins like this."
    }

    private static func weeks(_ year: ListeningYear, _ sentences: YearSentences) -> ProfilePage.Weeks {
        let sentence = sentences.fullestWeek
        let total = ListenedTime(milliseconds: year.days.reduce(0) { $0 + $1.listenedMs }).words
        let description = sentence.isEmpty ? "\(total) in all." : "\(total) in all. \(sentence)"
        return ProfilePage.Weeks(sentence: sentence, picture: WeekBars(year: year).picture(description: description))
    }

    /// Names the newest three gaps that the year touches, as in `Some plays may be missing from 3 to 4 April`.
    private static func gapSentence(_ data: ProfileData) -> String {
        let first = data.today.advanced(by: 1 - ListeningYear.length)
        let gaps = data.gaps.filter { $0.upperBound >= first && $0.lowerBound <= data.today }
            .sorted { $0.lowerBound < $1.lowerBound }
        guard !gaps.isEmpty else { return "" }
        let spans = gaps.suffix(3).map { gap in
            let span = Figures.span(gap.lowerBound, "to", gap.upperBound, seenOn: data.today)
            return gap.lowerBound == gap.upperBound ? "on \(span)" : "from \(span)"
        }
        let more = gaps.count > 3 ? ", and at \(Figures.spelled(gaps.count - 3)) earlier times" : ""
        return "Some plays may be missing \(spans.joined(separator: ", "))\(more)."
    }

    /// Minutes of every day; weeks before the first known play are left out.
    private static func table(_ year: ListeningYear) -> [ProfilePage.TableWeek] {
        year.weeks.reversed().compactMap { week in
            guard week.isKnown, let first = week.days.first else { return nil }
            var cells = [String](repeating: "", count: 7)
            for day in week.days where day.isKnown {
                cells[year.row(of: day.date)] = String(Figures.minutes(ofMilliseconds: day.listenedMs))
            }
            return ProfilePage.TableWeek(
                label: "\(Figures.short(first.date)) \(first.date.components.year)", days: cells,
                total: Figures.grouped(Figures.minutes(ofMilliseconds: week.listenedMs)))
        }
    }
}

extension ProfilePage.Clock {
    /// Makes the hours of the day and of the week; `nil` when the user hides them.
    init?(_ data: ProfileData, firstWeekday: Int) {
        guard data.shows(.clock) else { return nil }
        let year = ListeningYear(data.days, today: data.today)
        let week = WeekClock(
            data.days.lazy.filter { $0.date >= year.days[0].date && $0.date <= data.today }, firstWeekday: firstWeekday)
        let hours = week.byHour
        guard year.activeDays >= ProfilePage.daysForChart, hours.contains(where: { $0 > 0 }) else {
            self.init(
                sentence: "Too early to tell the hours of the day; a week of listening will.", picture: .empty,
                week: .empty, tableDays: [], table: [])
            return
        }
        let dial = ListeningClock(hours: hours)
        let half = ClockSentence(hours: hours).text
        let most = dial.busiest.map { "Most between \(Figures.hour($0)) and \(Figures.hour(($0 + 1) % 24))." } ?? ""
        self.init(
            sentence: [half, week.sentence].filter { !$0.isEmpty }.joined(separator: " "),
            picture: dial.picture(description: [most, half].filter { !$0.isEmpty }.joined(separator: " ")),
            week: week.picture(
                description: week.sentence.isEmpty ? "The numbers are in the table below." : week.sentence),
            tableDays: week.weekdays.map(Figures.shortWeekday),
            table: (0..<24).map { hour in
                ProfilePage.TableHour(
                    label: Figures.hour(hour),
                    days: week.weekdays.map { Figures.grouped(Figures.minutes(ofMilliseconds: week.hours[$0][hour])) },
                    minutes: Figures.grouped(Figures.minutes(ofMilliseconds: hours[hour])))
            })
    }
}

extension String {
    /// The same text with a capital at its start: for words of our own, all of them ASCII.
    var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
