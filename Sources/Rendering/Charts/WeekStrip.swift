/// The last weeks of someone as a line of dots, for the directory: it repeats no number, so a screen reader skips it.
struct WeekStrip {
    /// How many weeks a strip has room for.
    static let length = 26

    /// Listened milliseconds in each week, oldest first.
    let weeks: [Int64]

    /// The picture; nothing when there was no music in any of the weeks.
    var picture: SafeHTML {
        guard weeks.contains(where: { $0 > 0 }) else { return .empty }
        let shown = weeks.suffix(Self.length)
        let scale = HeatmapScale(shown.filter { $0 > 0 })
        var svg = SVG(decoration: "strip", width: Self.length * Heatmap.pitch, height: Heatmap.pitch)
        var levels = [SVG.Path](repeating: SVG.Path(), count: HeatmapScale.levels)
        let lead = Self.length - shown.count
        for (index, listenedMs) in shown.enumerated() {
            let x = (lead + index) * Heatmap.pitch + Heatmap.pitch / 2
            levels[listenedMs > 0 ? scale.level(of: listenedMs) : 0].dot(x, Heatmap.pitch / 2)
        }
        for (level, path) in levels.enumerated() where !path.isEmpty {
            svg.add("path", HeatmapScale.attributes(level: level, path))
        }
        return svg.finished()
    }
}
