import SiteModel

/// A bar for each column of the heatmap, under it and as wide.
struct WeekBars {
    static let height = 60

    let year: YearGrid

    /// The picture; `description` is what a screen reader says in its place.
    func picture(description: String) -> SafeHTML {
        var svg = SVG(
            "weeks", width: Heatmap.width, height: Self.height, title: "Listening in each of those weeks",
            description: description)
        let (weeks, spans) = (year.weeks, year.words.spans)
        let most = weeks.map(\.listenedMs).max() ?? 0
        for (column, week) in weeks.enumerated() where week.listenedMs > 0 {
            let height = max(1, Int((week.listenedMs * Int64(Self.height) + most / 2) / most))
            svg.add(
                "rect",
                [
                    "x": .number(column * Heatmap.pitch + 1), "y": .number(Self.height - height),
                    "width": .number(Heatmap.pitch - 2), "height": .number(height),
                ], hint: (spans[column], ListenedTime(milliseconds: week.listenedMs).words))
        }
        return svg.finished()
    }
}
