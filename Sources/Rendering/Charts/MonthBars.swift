import SiteModel

/// A bar for each month with its number above it and its month below: it can be read without colour and without pointing.
struct MonthBars {
    static let pitch = 24
    private static let barHeight = 84
    private static let top = 14
    static let height = top + barHeight + 16

    /// Oldest first.
    let months: [(month: LocalMonth, count: Int)]

    /// The picture; `description` is what a screen reader says in its place.
    func picture(description: String) -> SafeHTML {
        var svg = SVG(
            "bars", width: 12 * Self.pitch, height: Self.height, title: "New artists in each month",
            description: description)
        let most = max(1, months.map(\.count).max() ?? 1)
        for (column, entry) in months.enumerated() {
            let height = max(1, (entry.count * Self.barHeight + most / 2) / most)
            let x = column * Self.pitch
            svg.add(
                "rect",
                [
                    "x": .number(x + 3), "y": .number(Self.top + Self.barHeight - height),
                    "width": .number(Self.pitch - 6), "height": .number(height),
                ])
            let middle = x + Self.pitch / 2
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
