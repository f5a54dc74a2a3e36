import SiteModel

/// How many of the window's artists were not played in the 275 days before it.
///
/// After Schedl and Hauger, SIGIR 2015; Mok, Way, Maystre and Anderson, ICWSM 2022.
struct Discovery: Equatable {
    /// How many days before the window are looked at.
    static let daysBefore = 275
    /// How far the plays must reach back before the window: otherwise everything would be new.
    static let daysOfHistory = 90

    /// Artists of the window.
    let artists: Int
    /// Those of them that are new.
    let new: Int
    /// In millionths.
    let share: Int

    init?(_ window: TemperamentWindow) {
        guard let first = window.firstKnownDay,
            first.dayNumber <= window.firstDay.dayNumber - Self.daysOfHistory
        else { return nil }
        let current = Set(window.plays.compactMap(\.artistID))
        let known = Set(window.before.compactMap(\.artistID))
        artists = current.count
        new = current.subtracting(known).count
        guard let share = PartsPerMillion.share(new, of: artists) else { return nil }
        self.share = share
    }
}
