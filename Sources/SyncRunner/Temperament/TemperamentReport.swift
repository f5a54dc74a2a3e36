public import SiteModel

/// Measures a temperament: pure, so that the same plays give the same bytes.
public enum TemperamentReport {
    /// Below this, nothing is said.
    static let neededPlays = 200
    /// Below this, nothing is said.
    static let neededDays = 28

    /// The first moment whose plays ``measured(plays:topArtists:clock:now:previous:)`` looks at.
    public static func start(clock: ZoneClock, now: Instant) -> Instant {
        let days = TemperamentWindow.days + Discovery.daysBefore
        return clock.start(of: clock.date(of: now).advanced(by: 1 - days))
    }

    /// Measures the plays of the 90 local dates that end today.
    ///
    /// - Parameters:
    ///   - plays: At least those from ``start(clock:now:)`` on, in any order.
    ///   - topArtists: The keys of the top artists by time range, best first; for the steadiness.
    ///   - clock: The clock of the user's zone.
    ///   - now: The present moment.
    ///   - previous: What was measured last, so that a label does not flicker.
    /// - Returns: The readings, or what is still missing.
    public static func measured(
        plays: [TemperamentPlay], topArtists: [TimeRange: [String]] = [:], clock: ZoneClock, now: Instant,
        previous: Temperament?
    ) -> Temperament {
        let window = TemperamentWindow(plays, clock: clock, now: now)
        let active = Set(window.dates).count
        var report = Temperament(
            firstDay: window.firstDay, lastDay: window.lastDay, plays: window.plays.count, activeDays: active)
        guard window.plays.count >= neededPlays, active >= neededDays else {
            report.learning = TemperamentWording.learning(
                plays: window.plays.count, activeDays: active, neededPlays: neededPlays, neededDays: neededDays)
            return report
        }
        report.readings = Temperament.Axis.allCases.compactMap { axis in
            reading(of: axis, window, previous: previous?.readings.first { $0.axis == axis }?.pole)
        }
        report.label = AxisCuts.label(of: report.readings, previous: previous?.label ?? [])
        report.facts = facts(window, topArtists: topArtists)
        return report
    }

    private static func reading(
        of axis: Temperament.Axis, _ window: TemperamentWindow, previous: Temperament.Pole?
    ) -> Temperament.Reading? {
        guard let measure = measure(axis, window) else { return nil }
        return Temperament.Reading(
            axis: axis,
            pole: AxisCuts.pole(of: axis, distance: measure.value - measure.cut, previous: previous),
            value: measure.value, cut: measure.cut, number: measure.number, sentence: measure.sentence)
    }

    private struct Measure {
        var value: Int
        var cut: Int
        var number: String
        var sentence: String
    }

    private static func measure(_ axis: Temperament.Axis, _ window: TemperamentWindow) -> Measure? {
        switch axis {
        case .exploration: exploration(window)
        case .width: width(window)
        case .freshness:
            Newness(window).map { newness in
                Measure(
                    value: newness.share, cut: AxisCuts.newness, number: TemperamentWording.percent(newness.share),
                    sentence: TemperamentWording.freshness(newness))
            }
        case .night:
            NightShare(window).map { night in
                Measure(
                    value: night.share, cut: AxisCuts.night, number: TemperamentWording.percent(night.share),
                    sentence: TemperamentWording.night(night, plays: window.plays.count))
            }
        }
    }

    /// Two measures, one axis: what is new counts toward the one end, what is repeated toward the other.
    private static func exploration(_ window: TemperamentWindow) -> Measure? {
        guard let replay = Replay(window) else { return nil }
        let discovery = Discovery(window)
        let sentence = TemperamentWording.exploration(discovery, replay, plays: window.plays.count)
        let unrepeated = PartsPerMillion.one - replay.share
        let unrepeatedCut = PartsPerMillion.one - AxisCuts.replay
        guard let discovery else {
            return Measure(
                value: unrepeated, cut: unrepeatedCut, number: TemperamentWording.percent(replay.share) + " repeated",
                sentence: sentence)
        }
        return Measure(
            value: (discovery.share + unrepeated) / 2, cut: (AxisCuts.discovery + unrepeatedCut) / 2,
            number:
                "\(TemperamentWording.percent(discovery.share)) new, \(TemperamentWording.percent(replay.share)) repeated",
            sentence: sentence)
    }

    private static func width(_ window: TemperamentWindow) -> Measure? {
        let artists = ArtistCounts(of: window.plays)
        guard let width = Width.value(artists) else { return nil }
        return Measure(
            value: width, cut: AxisCuts.width,
            number: TemperamentWording.widthNumber(width, effective: EffectiveArtists.value(artists)),
            sentence: TemperamentWording.width(artists, width: width))
    }

    private static func facts(
        _ window: TemperamentWindow, topArtists: [TimeRange: [String]]
    ) -> [Temperament.Fact] {
        let datesBefore = window.before.map { window.clock.date(of: $0.playedAt) }
        let all = ActiveDays(datesBefore + window.dates, today: window.lastDay)
        let active = Set(window.dates).count
        var facts = [
            Temperament.Fact(
                kind: .activeDays,
                number: TemperamentWording.percent(
                    PartsPerMillion.share(active, of: TemperamentWindow.days) ?? 0),
                sentence: TemperamentWording.activeDays(active)),
            Temperament.Fact(
                kind: .streak, number: TemperamentWording.counted(all.longest, "day"),
                sentence: TemperamentWording.streak(all)),
        ]
        if let hour = NightShare(window)?.meanHour {
            facts.append(
                Temperament.Fact(kind: .hour, number: "\(hour):00", sentence: TemperamentWording.hour(hour)))
        }
        let lists = [TimeRange.shortTerm, .longTerm].map { Array((topArtists[$0] ?? []).prefix(50)) }
        if let overlap = Steadiness.overlap(lists[0], lists[1]) {
            facts.append(
                Temperament.Fact(
                    kind: .steadiness, number: TemperamentWording.percent(overlap),
                    sentence: TemperamentWording.steadiness))
        }
        return facts
    }
}
