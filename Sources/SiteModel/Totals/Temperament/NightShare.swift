/// How many plays began from 22:00 to 5:00 in the user's zone.
enum NightShare {
    /// Plays that began at night out of all of the window; `nil` without a play.
    static func share(_ window: TemperamentWindow) -> Temperament.Share? {
        let night = window.plays.count { play in
            isNight(window.clock.hour(of: play.playedAt - .milliseconds(play.listenedMs)))
        }
        return Temperament.Share(night, of: window.plays.count)
    }

    /// Whether a local hour of the day is at night.
    static func isNight(_ hour: Int) -> Bool { hour >= 22 || hour < 5 }
}
