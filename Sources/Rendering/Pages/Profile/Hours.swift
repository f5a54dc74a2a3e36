import SiteModel

extension ProfilePage {
    /// The hours of the day and of the week.
    struct Hours: Hashable, Sendable {
        var sentence: String
        var picture: SafeHTML
        var week: SafeHTML
        var tableDays: [String]
        var table: [TableHour]
    }

    /// One hour of the table.
    struct TableHour: Hashable, Sendable {
        var label: String
        var days: [String]
        var minutes: String
    }
}

extension ProfilePage.Hours {
    /// Makes the hours of the day and of the week; `nil` while there are too few days.
    init?(_ week: HourGrid, year: YearGrid) {
        let hours = week.byHour
        guard year.activeDays >= ProfilePage.daysForChart, hours.contains(where: { $0 > 0 }) else { return nil }
        let sentences = [Self.half(of: hours), week.sentence]
        self.init(week: week, sentence: sentences.filter { !$0.isEmpty }.joined(separator: " "))
    }

    /// The hours of a week with their pictures.
    init(week: HourGrid, sentence: String) {
        let hours = week.byHour
        let dial = HourDial(hours: hours)
        let half = Self.half(of: hours)
        let most =
            dial.busiest.map { "Most between \(EnglishText.hour($0)) and \(EnglishText.hour(($0 + 1) % 24))." } ?? ""
        self.init(
            sentence: sentence,
            picture: dial.picture(description: [most, half].filter { !$0.isEmpty }.joined(separator: " ")),
            week: week.picture(
                description: week.sentence.isEmpty ? "The numbers are in the table below." : week.sentence),
            tableDays: week.weekdays.map(EnglishText.shortWeekday),
            table: (0..<24).map { hour in
                ProfilePage.TableHour(
                    label: EnglishText.hour(hour),
                    days: week.weekdays.map {
                        EnglishText.grouped(EnglishText.minutes(ofMilliseconds: week[$0, hour]))
                    },
                    minutes: EnglishText.grouped(EnglishText.minutes(ofMilliseconds: hours[hour])))
            })
    }

    /// Names the fewest hours with half of the listening, as in `Half of the listening falls between 17:00 and 22:00`.
    ///
    /// Empty when half takes more than eight hours to gather.
    ///
    /// - Parameter hours: Listened milliseconds in each local hour, 24 of them.
    /// - Returns: The sentence.
    static func half(of hours: [Int64]) -> String {
        let total = hours.reduce(0, +)
        guard hours.count == 24, total > 0 else { return "" }
        for length in 1...8 {
            let starts = (0..<24).map { start in
                (start, (0..<length).reduce(Int64(0)) { $0 + hours[(start + $1) % 24] })
            }
            guard let best = starts.max(by: { $0.1 < $1.1 }), best.1 * 2 >= total else { continue }
            let share = best.1 * 20 >= total * 11 ? "More than half" : "Half"
            let (from, to) = (EnglishText.hour(best.0), EnglishText.hour((best.0 + length) % 24))
            return "\(share) of the listening falls between \(from) and \(to)."
        }
        return ""
    }
}

extension ProfilePage.Hours: TemplateModel {
    static var fields: [TemplateField<ProfilePage.Hours>] {
        [
            .text("sentence", "The hours in words; can be empty.") { $0.sentence },
            .html("picture", "The dial, an SVG.") { $0.picture },
            .html("week", "The hours of each weekday as dots, an SVG.") { $0.week },
            .texts("tableDays", "The seven weekdays at the head of the table.") { $0.tableDays },
            .list("table", "The minutes of each hour of the day.") { $0.table },
        ]
    }
}

extension ProfilePage.TableHour: TemplateModel {
    static var fields: [TemplateField<ProfilePage.TableHour>] {
        [
            .text("label", "The hour: `21:00`.") { $0.label },
            .texts("days", "Minutes listened in it on each of the seven weekdays, over the year.") { $0.days },
            .text("minutes", "Minutes listened in it, over the year.") { $0.minutes },
        ]
    }
}
