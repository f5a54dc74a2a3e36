/// Measures a temperament: pure, so that the same plays give the same figures.
package enum TemperamentReport {
    /// Measures the plays of the 90 local dates up to a last one.
    ///
    /// - Parameters:
    ///   - plays: At least those from ``TemperamentWindow/firstDay(before:)`` on, in any order.
    ///   - clock: The clock of the user's zone.
    ///   - lastDay: The last local date that is measured.
    ///   - previous: What was measured last, so that a label does not flicker.
    /// - Returns: The figures; without readings while there are too few plays.
    package static func measured(
        plays: [TemperamentPlay], clock: ZoneOffsets, lastDay: LocalDate, previous: Temperament?
    ) -> Temperament {
        let window = TemperamentWindow(plays, clock: clock, lastDay: lastDay)
        let active = Set(window.dates).count
        var report = Temperament(
            firstDay: window.firstDay, lastDay: window.lastDay, plays: window.plays.count, activeDays: active)
        guard window.plays.count >= Temperament.neededPlays, active >= Temperament.neededDays else { return report }
        report.readings = [exploration(window), width(window), freshness(window), night(window)]
            .compactMap { $0?.reading }
        report.label = Temperament.label(of: report.readings, after: previous?.label ?? [])
        return report
    }

    /// A value, where it turns, and what it was made from.
    private struct Measure {
        var value: Int
        var cut: Int
        var counts: Temperament.Counts

        var reading: Temperament.Reading {
            let axis = counts.axis
            return Temperament.Reading(
                pole: value >= cut ? axis.high : axis.low, value: value, cut: cut, counts: counts)
        }
    }

    /// Two measures, one axis: new artists count toward one end, repeated plays toward the other.
    private static func exploration(_ window: TemperamentWindow) -> Measure? {
        guard let repeats = Replay.share(window) else { return nil }
        let unrepeated = PartsPerMillion.one - repeats.millionths
        let unrepeatedCut = PartsPerMillion.one - AxisCuts.replay
        guard let new = Discovery.share(window) else {
            return Measure(
                value: unrepeated, cut: unrepeatedCut, counts: .exploration(newArtists: nil, repeats: repeats))
        }
        return Measure(
            value: (new.millionths + unrepeated) / 2, cut: (AxisCuts.discovery + unrepeatedCut) / 2,
            counts: .exploration(newArtists: new, repeats: repeats))
    }

    private static func width(_ window: TemperamentWindow) -> Measure? {
        let artists = ArtistCounts(of: window.plays)
        guard let width = Width.value(artists) else { return nil }
        return Measure(
            value: width, cut: AxisCuts.width,
            counts: .width(
                plays: artists.plays, artists: artists.counts.count, effectiveArtists: EffectiveArtists.value(artists)))
    }

    private static func freshness(_ window: TemperamentWindow) -> Measure? {
        Newness(window).map { newness in
            Measure(
                value: newness.share.millionths, cut: AxisCuts.newness,
                counts: .freshness(newReleases: newness.share, medianYear: newness.medianYear))
        }
    }

    private static func night(_ window: TemperamentWindow) -> Measure? {
        NightShare.share(window).map { Measure(value: $0.millionths, cut: AxisCuts.night, counts: .night(plays: $0)) }
    }
}
