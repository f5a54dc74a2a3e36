/// The plays that are measured, and those before them.
package struct TemperamentWindow {
    /// First local date that is measured.
    let firstDay: LocalDate
    /// Last local date that is measured.
    let lastDay: LocalDate
    /// Plays of the window, oldest first.
    let plays: [TemperamentPlay]
    /// The local date of each of ``plays``.
    let dates: [LocalDate]
    /// Plays of the 275 days before the window, oldest first.
    let before: [TemperamentPlay]
    /// Local date of the oldest play given.
    let firstKnownDay: LocalDate?
    let clock: ZoneOffsets

    /// - Parameters:
    ///   - plays: At least those from ``firstDay(before:)`` on, in any order.
    ///   - clock: The clock of the user's zone.
    ///   - lastDay: The last local date that is measured.
    init(_ plays: [TemperamentPlay], clock: ZoneOffsets, lastDay: LocalDate) {
        firstDay = lastDay.advanced(by: 1 - Temperament.windowDays)
        self.lastDay = lastDay
        self.clock = clock
        let firstBefore = Self.firstDay(before: lastDay)
        let dated = plays.sorted { ($0.playedAt, $0.recording) < ($1.playedAt, $1.recording) }.map {
            (play: $0, date: clock.date(of: $0.playedAt))
        }
        let current = dated.filter { [firstDay] in (firstDay...lastDay).contains($0.date) }
        self.plays = current.map(\.play)
        dates = current.map(\.date)
        before = dated.filter { [firstDay] in $0.date < firstDay && $0.date >= firstBefore }.map(\.play)
        firstKnownDay = dated.map(\.date).min()
    }

    /// The first local date whose plays matter to a window with this last day.
    package static func firstDay(before lastDay: LocalDate) -> LocalDate {
        lastDay.advanced(by: 1 - Temperament.windowDays - Temperament.daysBefore)
    }
}
