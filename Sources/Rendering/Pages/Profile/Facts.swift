import SiteModel

extension ProfilePage {
    /// A number and what it counts.
    struct Fact: Hashable, Sendable {
        var value: String
        var words: String
    }

    /// This year's time and plays, and the streaks; a fact of zero and a streak of one day are left out.
    static func facts(of data: ProfileData) -> [Fact] {
        let (listenedMs, plays) = thisYear(of: data)
        var facts: [Fact] = []
        if plays > 0 {
            let time = ListenedTime(milliseconds: listenedMs)
            facts.append(Fact(value: time.value, words: "\(time.unit) this year"))
            facts.append(
                Fact(value: EnglishText.grouped(plays), words: plays == 1 ? "play this year" : "plays this year"))
        }
        let streaks = Streaks(of: data.activeDates, today: data.today)
        if streaks.current > 1 {
            facts.append(Fact(value: EnglishText.grouped(streaks.current), words: "days in a row"))
        }
        if streaks.longest > max(1, streaks.current) {
            facts.append(Fact(value: EnglishText.grouped(streaks.longest), words: "days in a row at best"))
        }
        return facts
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
            .text("words", "What it counts: `hours this year`.") { $0.words },
        ]
    }
}
