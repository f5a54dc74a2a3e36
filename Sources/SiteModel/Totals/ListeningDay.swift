/// What a user listened to on a calendar day in the user's time zone.
public struct ListeningDay: Hashable, Sendable {
    /// The day, in the user's zone.
    public var date: LocalDate
    /// The listened time of all plays, in milliseconds; rounded only when shown.
    public var listenedMs: Int64
    /// How many plays ended on the day.
    public var plays: Int
    /// The listened time by the local hour in which a play began, in milliseconds.
    ///
    /// A play that began before midnight counts for the day of its end, but there for the hour in which it began.
    public var hours: HourTotals
    /// The first-named artist with the most listened time; ties by plays, then name, then id.
    public var topArtistID: String?
    /// The track with the most listened time; ties by plays, then name, then id.
    public var topTrackID: String?

    /// Creates a listening day.
    public init(
        date: LocalDate, listenedMs: Int64, plays: Int, hours: HourTotals = HourTotals(),
        topArtistID: String? = nil, topTrackID: String? = nil
    ) {
        self.hours = hours
        self.date = date
        self.listenedMs = listenedMs
        self.plays = plays
        self.topArtistID = topArtistID
        self.topTrackID = topTrackID
    }
}

extension ListeningDay {
    /// Sums plays to one day for each local date on which a play ended.
    ///
    /// - Parameters:
    ///   - plays: All plays of these dates, in any order.
    ///   - tracks: The tracks of the plays.
    ///   - clock: The UTC offsets of the user's zone.
    /// - Returns: The days by date; dates without a play are absent.
    static func summing(_ plays: [DayPlay], of tracks: [PlayedTrack], by clock: ZoneOffsets) -> [ListeningDay] {
        Dictionary(grouping: plays) { clock.date(of: $0.playedAt) }
            .sorted { $0.key < $1.key }
            .map { date, plays in
                let top = TopOfPlays(plays, of: tracks)
                return ListeningDay(
                    date: date, listenedMs: plays.reduce(0) { $0 + $1.listenedMs }, plays: plays.count,
                    hours: hours(of: plays, by: clock), topArtistID: top.first(1, .artist).first?.id,
                    topTrackID: top.first(1, .track).first?.id)
            }
    }

    private static func hours(of plays: [DayPlay], by clock: ZoneOffsets) -> HourTotals {
        plays.reduce(into: HourTotals()) { hours, play in
            hours[clock.hour(of: play.playedAt - .milliseconds(play.listenedMs))] += play.listenedMs
        }
    }
}
