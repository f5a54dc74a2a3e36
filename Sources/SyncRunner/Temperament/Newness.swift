import SiteModel

/// How many plays were of a release at most 365 days old, and the median year of release.
struct Newness: Equatable {
    /// A release of this age is still new.
    static let days = 365

    /// Plays whose release date is known.
    let dated: Int
    /// Those of a new release.
    let new: Int
    /// In millionths of the dated plays.
    let share: Int
    /// Of the dated plays; the earlier of two in the middle.
    let medianYear: Int

    /// - Returns: `nil` when the date is known of fewer than half of the plays, as after an import alone.
    init?(_ window: TemperamentWindow) {
        var years: [Int] = []
        var new = 0
        for (play, date) in zip(window.plays, window.dates) {
            guard let release = play.releaseDate.flatMap(Self.firstDay) else { continue }
            years.append(release.components.year)
            if date.dayNumber - release.dayNumber <= Self.days { new += 1 }
        }
        guard years.count * 2 >= window.plays.count, let share = PartsPerMillion.share(new, of: years.count) else {
            return nil
        }
        dated = years.count
        self.new = new
        self.share = share
        medianYear = years.sorted()[(years.count - 1) / 2]
    }

    /// A date known to the year or the month only counts from its first day; `0000`, which Spotify sends for unknown
    /// years, is none.
    static func firstDay(_ text: String) -> LocalDate? {
        let date =
            switch text.utf8.count {
            case 4: LocalDate(text + "-01-01")
            case 7: LocalDate(text + "-01")
            default: LocalDate(text)
            }
        return date.flatMap { $0.components.year > 0 ? $0 : nil }
    }
}
