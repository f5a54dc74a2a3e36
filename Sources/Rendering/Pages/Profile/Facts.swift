import SiteModel

extension ProfilePage {
    /// A number and what it counts.
    struct Fact: Hashable, Sendable {
        var value: String
        var words: String
    }

    /// Time and plays of this year (early in January, of the past one), days with music, and the longest streak: the same
    /// four for everyone; a fact of zero and a streak of one day are left out.
    static func facts(of data: ProfileData) -> [Fact] {
        var (listenedMs, plays) = thisYear(of: data)
        var period = "in \(data.today.components.year)"
        if plays == 0 {
            (listenedMs, plays) = data.days.reduce(into: (Int64(0), 0)) { $0 = ($0.0 + $1.listenedMs, $0.1 + $1.plays) }
            period = "in the past year"
        }
        var facts: [Fact] = []
        if plays > 0 {
            let time = ListenedTime(milliseconds: listenedMs)
            facts.append(Fact(value: time.value, words: "\(time.unit) \(period)"))
            facts.append(Fact(value: EnglishText.grouped(plays), words: "\(plays == 1 ? "play" : "plays") \(period)"))
        }
        let first = data.today.advanced(by: 1 - YearGrid.length)
        let active = data.activeDates.lazy.count { $0 >= first && $0 <= data.today }
        if active > 0 {
            let days = active == 1 ? "day" : "days"
            facts.append(Fact(value: EnglishText.grouped(active), words: "\(days) with music in the past year"))
        }
        let streaks = Streaks(of: data.activeDates, today: data.today)
        if streaks.longest > 1 {
            facts.append(Fact(value: EnglishText.grouped(streaks.longest), words: words(on: streaks)))
        }
        return facts
    }

    private static func words(on streaks: Streaks) -> String {
        if streaks.isRecord { return "days in a row, the longest yet" }
        return "days in a row at most" + (streaks.current > 1 ? ", \(EnglishText.grouped(streaks.current)) now" : "")
    }

    /// Time and plays since 1 January in the user's zone.
    static func thisYear(of data: ProfileData) -> (listenedMs: Int64, plays: Int) {
        let year = data.today.components.year
        return data.days.reduce(into: (Int64(0), 0)) { sum, day in
            guard day.date.components.year == year, day.date <= data.today else { return }
            sum = (sum.0 + day.listenedMs, sum.1 + day.plays)
        }
    }
}

extension ProfilePage.Fact: TemplateModel {
    static var fields: [TemplateField<ProfilePage.Fact>] {
        [
            .text("value", "The number, its thousands separated.") { $0.value },
            .text("words", "What it counts: `hours in 2026`.") { $0.words },
        ]
    }
}
