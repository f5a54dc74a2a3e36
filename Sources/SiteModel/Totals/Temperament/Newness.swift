/// How many plays were of a release at most 365 days old, and the median year of release.
struct Newness {
    /// Plays of a new release, out of those whose release date is known.
    let share: Temperament.Share
    /// The median of the dated plays; the earlier of two in the middle.
    let medianYear: Int

    /// - Returns: `nil` if fewer than half of the plays have a known release date, as after an import alone.
    init?(_ window: TemperamentWindow) {
        var years: [Int] = []
        var new = 0
        for (play, date) in zip(window.plays, window.dates) {
            guard let release = play.releaseDate.flatMap(Self.firstDay) else { continue }
            years.append(release.components.year)
            if date.dayNumber - release.dayNumber <= Temperament.newReleaseDays { new += 1 }
        }
        guard years.count * 2 >= window.plays.count, let share = Temperament.Share(new, of: years.count) else {
            return nil
        }
        self.share = share
        medianYear = years.sorted()[(years.count - 1) / 2]
    }

    /// A date known to the year or the month counts from its first day; `0000`, which Spotify sends for unknown
    /// years, is no date.
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
