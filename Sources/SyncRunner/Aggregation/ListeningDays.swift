public import SiteModel

/// Plays to listening days.
public enum ListeningDays {
    /// Sums plays up, a listening day for each local date on which one ended.
    ///
    /// The top artist and the top track of a day are those of ``TopOfPlays``: the same plays in any order give the same
    /// days.
    ///
    /// - Parameters:
    ///   - plays: All plays of the dates in question.
    ///   - clock: The clock of the user's zone.
    /// - Returns: By date; dates without a play are absent.
    public static func summed(_ plays: [DayPlay], by clock: ZoneClock) -> [ListeningDay] {
        Dictionary(grouping: plays) { clock.date(of: $0.playedAt) }
            .sorted { $0.key < $1.key }
            .map { date, plays in
                ListeningDay(
                    date: date, listenedMs: plays.reduce(0) { $0 + $1.listenedMs }, plays: plays.count,
                    hours: hours(of: plays, by: clock),
                    topArtistID: TopOfPlays.artistID(of: plays), topTrackID: TopOfPlays.trackID(of: plays))
            }
    }

    private static func hours(of plays: [DayPlay], by clock: ZoneClock) -> [Int64] {
        plays.reduce(into: Array(repeating: 0, count: 24)) { hours, play in
            hours[clock.hour(of: play.playedAt - .milliseconds(play.listenedMs))] += play.listenedMs
        }
    }
}
