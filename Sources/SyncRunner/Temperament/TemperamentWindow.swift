import SiteModel

/// The plays that are measured, and those before them.
struct TemperamentWindow {
    /// How many local dates are measured, today included.
    static let days = 90

    /// First local date that is measured.
    let firstDay: LocalDate
    /// Last local date that is measured: today.
    let lastDay: LocalDate
    /// Plays of the window, oldest first.
    let plays: [TemperamentPlay]
    /// The local date of each of ``plays``.
    let dates: [LocalDate]
    /// Plays of the 275 days before the window, oldest first.
    let before: [TemperamentPlay]
    /// Local date of the oldest play given.
    let firstKnownDay: LocalDate?
    let clock: ZoneClock

    init(_ plays: [TemperamentPlay], clock: ZoneClock, now: Instant) {
        let today = clock.date(of: now)
        firstDay = today.advanced(by: 1 - Self.days)
        lastDay = today
        self.clock = clock
        let firstBefore = firstDay.advanced(by: -Discovery.daysBefore)
        let dated = plays.sorted { ($0.playedAt, $0.recording) < ($1.playedAt, $1.recording) }.map {
            (play: $0, date: clock.date(of: $0.playedAt))
        }
        let current = dated.filter { [firstDay] in (firstDay...today).contains($0.date) }
        self.plays = current.map(\.play)
        dates = current.map(\.date)
        before = dated.filter { [firstDay] in $0.date < firstDay && $0.date >= firstBefore }.map(\.play)
        firstKnownDay = dated.map(\.date).min()
    }
}
