import SiteModel

/// The days of a year or a month as dots that grow with the minutes: a line a month, in the heatmap's language.
struct DayGrid {
    private static let pitch = 12
    private static let linePitch = 14
    private static let left = 36
    private static let width = left + 31 * pitch
    private static let bottom = 18
    /// By month and day.
    private static let dots = DotGrid(
        (0..<12 * 31).lazy.map { (x: left + $0 % 31 * pitch + pitch / 2, y: $0 / 31 * linePitch + linePitch / 2) })
    private static let unknown = -1

    private let months: [LocalMonth]
    /// For each dot, its place and its step.
    private let steps: [(place: Int, level: Int)]
    let scale: HeatmapScale

    /// - Parameters:
    ///   - days: The listened milliseconds of each day.
    ///   - first: The first of these days.
    ///   - knownSince: Earlier days may have had music.
    ///   - months: The months of the picture; the days are in them.
    init(_ days: [Int64], from first: LocalDate, knownSince: LocalDate, months: [LocalMonth]) {
        let scale = HeatmapScale(days.filter { $0 > 0 })
        steps = days.enumerated().map { index, listenedMs in
            let date = first.advanced(by: index)
            let line = LocalMonth(date).monthNumber - (months.first?.monthNumber ?? 0)
            let level = date < knownSince ? Self.unknown : listenedMs > 0 ? scale.level(of: listenedMs) : 0
            return (line * 31 + date.components.day - 1, level)
        }
        self.months = months
        self.scale = scale
    }

    /// The picture; `description` is what a screen reader says in its place.
    func picture(description: String) -> SafeHTML {
        let height = months.count * Self.linePitch
        var svg = SVG(
            "daygrid", width: Self.width, height: height + Self.bottom, title: "Minutes on each day",
            description: description)
        // Every second line has room for its name.
        for line in stride(from: 0, to: months.count, by: 2) {
            svg.add(
                text: EnglishText.shortMonth(months[line].components.month),
                ["x": 3, "y": .number(line * Self.linePitch + 12)])
        }
        for day in [1, 10, 20, 30] {
            svg.add(
                text: String(day),
                [
                    "x": .number(Self.left + day * Self.pitch - Self.pitch / 2),
                    "y": .number(height + Self.bottom - 3), "text-anchor": "middle",
                ])
        }
        svg.add(Self.dots, at: places(of: Self.unknown), ["class": "dots unknown", "stroke-width": 1])
        for level in 0..<HeatmapScale.levels {
            svg.add(Self.dots, at: places(of: level), HeatmapScale.attributes(level: level))
        }
        return svg.finished()
    }

    private func places(of level: Int) -> some Sequence<Int> {
        steps.lazy.filter { $0.level == level }.map(\.place)
    }
}
