import SiteModel

/// How many plays began from 22:00 to 5:00 in the user's zone, and the hour around which plays begin.
///
/// After Herrera, Resa and Sordo, WOMRAD 2010: hours lie on a circle, where 23 and 1 average to midnight.
struct NightShare: Equatable {
    /// Plays that began at night.
    let night: Int
    /// In millionths.
    let share: Int
    /// The circular mean, 0 to 23; `nil` where plays balance out around the clock.
    let meanHour: Int?

    init?(_ window: TemperamentWindow) {
        var hours = Array(repeating: 0, count: 24)
        for play in window.plays {
            hours[window.clock.hour(of: play.playedAt - .milliseconds(play.listenedMs))] += 1
        }
        self.init(hours: hours)
    }

    init?(hours: [Int]) {
        night = hours.enumerated().reduce(0) { $0 + ($1.offset >= 22 || $1.offset < 5 ? $1.element : 0) }
        guard let share = PartsPerMillion.share(night, of: hours.reduce(0, +)) else { return nil }
        self.share = share
        // The hour in whose direction the plays point the most: the mean, without an arc tangent.
        let lengths = (0..<24).map { hour in
            hours.enumerated().reduce(0) { $0 + $1.element * Self.cosines[abs(hour - $1.offset)] }
        }
        let longest = lengths.max() ?? 0
        // Below a millionth of a play the direction is only rounding.
        meanHour = longest > hours.reduce(0, +) ? lengths.firstIndex(of: longest) : nil
    }

    /// cos(2πh/24) in millionths.
    private static let cosines: [Int] = {
        let quarter = [1_000_000, 965_926, 866_025, 707_107, 500_000, 258_819, 0]
        let half = quarter + quarter.dropLast().reversed().map { -$0 }
        return half + half.dropFirst().dropLast().reversed()
    }()
}
