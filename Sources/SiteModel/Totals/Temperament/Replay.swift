/// How many plays were of a track that had been played in the 28 days before.
///
/// After Anderson, Kumar, Tomkins and Vassilvitskii, WWW 2014.
enum Replay {
    /// How long a play makes the next one of its track a repeat.
    private static let memory: Duration = .days(Int64(Temperament.repeatDays))

    /// Repeats out of all plays of the window; `nil` without a play.
    static func share(_ window: TemperamentWindow) -> Temperament.Share? {
        var last: [String: Instant] = [:]
        for play in window.before { last[play.recording] = play.playedAt }
        var repeats = 0
        for play in window.plays {
            if let before = last[play.recording], play.playedAt.since(before) <= memory { repeats += 1 }
            last[play.recording] = play.playedAt
        }
        return Temperament.Share(repeats, of: window.plays.count)
    }
}
