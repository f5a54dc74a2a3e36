/// How many of the window's artists were not played in the 275 days before it.
///
/// After Schedl and Hauger, SIGIR 2015; Mok, Way, Maystre and Anderson, ICWSM 2022.
enum Discovery {
    /// How far the plays must reach back before the window, in days: without earlier plays, every artist would be new.
    static let daysOfHistory = 90

    /// The share of new artists among all artists of the window; `nil` without enough history or without an artist.
    static func share(_ window: TemperamentWindow) -> Temperament.Share? {
        guard let first = window.firstKnownDay, first.dayNumber <= window.firstDay.dayNumber - daysOfHistory else {
            return nil
        }
        let current = Set(window.plays.compactMap(\.artistID))
        let known = Set(window.before.compactMap(\.artistID))
        return Temperament.Share(current.subtracting(known).count, of: current.count)
    }
}
