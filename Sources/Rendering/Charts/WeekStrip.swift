import SiteModel

/// A user's last weeks as a line of dots, for the directory: it shows no number, so a screen reader skips it.
struct WeekStrip {
    /// How many weeks a strip has room for.
    static let length = 26
    private static let dots = DotGrid(
        (0..<length).lazy.map { (x: $0 * Heatmap.pitch + Heatmap.pitch / 2, y: Heatmap.pitch / 2) })

    /// Listened milliseconds in each week, oldest first.
    let weeks: [Int64]

    /// Sums the days of the last 26 weeks; the newest week ends today.
    init(_ days: [ListeningDay], today: LocalDate) {
        var weeks = [Int64](repeating: 0, count: Self.length)
        for day in days where day.date <= today && day.date > today.advanced(by: -7 * Self.length) {
            weeks[Self.length - 1 - (today.dayNumber - day.date.dayNumber) / 7] += max(0, day.listenedMs)
        }
        self.weeks = weeks
    }

    /// The picture; nothing when there was no music in any of the weeks.
    var picture: SafeHTML {
        guard weeks.contains(where: { $0 > 0 }) else { return .empty }
        let scale = HeatmapScale(weeks.filter { $0 > 0 })
        var svg = SVG(decoration: "strip", width: Self.length * Heatmap.pitch, height: Heatmap.pitch)
        let levels = weeks.map { $0 > 0 ? scale.level(of: $0) : 0 }
        for level in 0..<HeatmapScale.levels {
            svg.add(
                Self.dots, at: levels.indices.lazy.filter { levels[$0] == level },
                HeatmapScale.attributes(level: level))
        }
        return svg.finished()
    }
}
