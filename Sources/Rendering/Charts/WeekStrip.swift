import SiteModel

/// A user's last weeks as a line of dots, for the directory: it shows no number, so a screen reader skips it.
struct WeekStrip {
    /// How many weeks a strip has room for.
    static let length = 26
    private static let dots = DotGrid(
        (0..<length).lazy.map { (x: $0 * Heatmap.pitch + Heatmap.pitch / 2, y: Heatmap.pitch / 2) })

    /// Listened milliseconds in each of the weeks, oldest first.
    let weeks: [Int64]

    /// Sums the days of the last 26 weeks; the newest week ends today.
    ///
    /// - Returns: Listened milliseconds, oldest week first.
    static func weeks(of days: [ListeningDay], today: LocalDate) -> [Int64] {
        var weeks = [Int64](repeating: 0, count: length)
        for day in days.reversed() {
            let age = today.dayNumber - day.date.dayNumber
            guard age < 7 * length else { break }
            if age >= 0 { weeks[length - 1 - age / 7] += max(0, day.listenedMs) }
        }
        return weeks
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
