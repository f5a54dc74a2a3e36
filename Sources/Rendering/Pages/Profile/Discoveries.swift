import SiteModel

extension ProfilePage {
    /// How many artists were new in each month.
    struct Discoveries: Hashable, Sendable {
        var sentence: String
        var picture: SafeHTML
        var table: [TableLine]
    }
}

extension ProfilePage.Discoveries {
    /// For this many days after the first play everything is new: months that begin within them are left out.
    static let daysOfHistory = 90
    /// How many months a chart needs.
    static let leastMonths = 3

    /// Makes the new artists; `nil` when the user hides them, and in the first months.
    init?(_ data: ProfileData) {
        guard data.shows(.discoveries) else { return nil }
        let months = Self.months(data)
        guard months.count >= Self.leastMonths, months.contains(where: { $0.count > 0 }) else { return nil }
        let sentence = Self.sentence(months)
        self.init(
            sentence: sentence, picture: MonthBars(months: months).picture(description: sentence),
            table: months.reversed().map { entry in
                ProfilePage.TableLine(
                    label: EnglishText.monthAndYear(entry.month.firstDay), value: EnglishText.grouped(entry.count))
            })
    }

    /// The new artists of each month that begins late enough, oldest first.
    static func months(_ data: ProfileData) -> [(month: LocalMonth, count: Int)] {
        guard let first = data.activeDates.first else { return [] }
        let last = LocalMonth(data.today)
        return (0..<ProfilePage.monthCount).reversed().map { last.advanced(by: -$0) }
            .filter { $0.firstDay.dayNumber - first.dayNumber >= daysOfHistory }
            .map { ($0, data.newArtists[$0] ?? 0) }
    }

    /// Counts, and names a month that stands out, as in `212 artists were new in twelve months, most of them in March`.
    static func sentence(_ months: [(month: LocalMonth, count: Int)]) -> String {
        let total = months.reduce(0) { $0 + $1.count }
        let head =
            "\(EnglishText.counted(total, "artist")) \(total == 1 ? "was" : "were") new in "
            + "\(EnglishText.spelledMonths(months.count)) months"
        let ranked = months.sorted { $0.count > $1.count }
        let median = ranked[ranked.count / 2].count
        guard ranked[0].count >= 5, ranked[0].count > ranked[1].count, ranked[0].count * 10 >= median * 15 else {
            return head + "."
        }
        return
            "\(head), \(EnglishText.grouped(ranked[0].count)) of them in \(EnglishText.month(ranked[0].month.components.month))."
    }
}

extension ProfilePage.Discoveries: TemplateModel {
    static var fields: [TemplateField<ProfilePage.Discoveries>] {
        [
            .text("sentence", "The new artists in words.") { $0.sentence },
            .html("picture", "The bars, an SVG.") { $0.picture },
            .list("table", "The new artists of each month, the newest first; `share` is empty.") { $0.table },
        ]
    }
}
