import SiteModel

/// A bar for each month with its number above it and its month below: it can be read without colour and without pointing.
struct MonthBars {
    private static let width = 288
    private static let widest = 30
    private static let barHeight = 84
    /// The top of the scale is never lower: a bar of one must not fill the chart.
    private static let leastTop = 5
    private static let top = 14
    static let height = top + barHeight + 16

    /// Oldest first.
    let months: [(month: LocalMonth, count: Int)]

    /// The picture; `description` is what a screen reader says in its place.
    func picture(description: String) -> SafeHTML {
        var svg = SVG(
            "bars", width: Self.width, height: Self.height, title: "New artists in each month",
            description: description)
        let most = max(Self.leastTop, months.map(\.count).max() ?? 0)
        let bar = min(Self.widest, Self.width / max(1, months.count) - 6)
        for (column, entry) in months.enumerated() {
            let height = entry.count > 0 ? max(1, (entry.count * Self.barHeight + most / 2) / most) : 0
            let middle = (2 * column + 1) * Self.width / (2 * months.count)
            if height > 0 {
                svg.add(
                    "rect",
                    [
                        "x": .number(middle - bar / 2), "y": .number(Self.top + Self.barHeight - height),
                        "width": .number(bar), "height": .number(height),
                    ])
            }
            svg.add(
                text: EnglishText.grouped(entry.count),
                [
                    "x": .number(middle), "y": .number(Self.top + Self.barHeight - height - 4),
                    "text-anchor": "middle",
                ])
            svg.add(
                text: EnglishText.shortMonth(entry.month.components.month),
                ["x": .number(middle), "y": .number(Self.height - 3), "text-anchor": "middle"])
        }
        return svg.finished()
    }
}
