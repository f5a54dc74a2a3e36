import SiteModel

/// How many plays were of a track that had been played in the 28 days before.
///
/// After Anderson, Kumar, Tomkins and Vassilvitskii, WWW 2014.
struct Replay: Equatable {
    /// How long a play makes the next one of its track a repeat.
    static let memory: Duration = .seconds(28 * 86_400)

    /// Plays that repeat one.
    let repeats: Int
    /// In millionths.
    let share: Int

    init?(_ window: TemperamentWindow) {
        var last: [String: Instant] = [:]
        for play in window.before { last[play.recording] = play.playedAt }
        var repeats = 0
        for play in window.plays {
            if let before = last[play.recording], play.playedAt.since(before) <= Self.memory { repeats += 1 }
            last[play.recording] = play.playedAt
        }
        self.repeats = repeats
        guard let share = PartsPerMillion.share(repeats, of: window.plays.count) else { return nil }
        self.share = share
    }
}
