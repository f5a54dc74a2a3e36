import SiteModel

/// A bar for each column of the heatmap, under it and as wide: the fullest is labelled with its time, which is the scale
/// of all, and the present week, which is not over, is an outline.
struct WeekBars {
    private static let barHeight = 60
    /// Room above the bars for the label.
    private static let top = 14
    static let height = top + barHeight

    let year: YearGrid

    /// The picture; `description` is what a screen reader says in its place.
    func picture(description: String) -> SafeHTML {
        var svg = SVG(
            "weeks", width: Heatmap.width, height: Self.height, title: "Listening in each of those weeks",
            description: description)
        let (weeks, spans) = (year.weeks, year.words.spans)
        let most = weeks.map(\.listenedMs).max() ?? 0
        let fullest = weeks.firstIndex { $0.listenedMs == most }
        for (column, week) in weeks.enumerated() where week.listenedMs > 0 {
            let height = max(2, Int((week.listenedMs * Int64(Self.barHeight) + most / 2) / most))
            let isNow = column == weeks.count - 1
            let isFullest = column == fullest
            // An outline is drawn half inside and half outside.
            let inset = isNow ? 2 : 1
            svg.add(
                "rect",
                [
                    "class": isNow ? isFullest ? "most now" : "now" : isFullest ? "most" : "past",
                    "x": .number(column * Heatmap.pitch + inset), "y": .number(Self.height - height + inset - 1),
                    "width": .number(Heatmap.pitch - 2 * inset), "height": .number(height - 2 * (inset - 1)),
                ], hint: (spans[column], ListenedTime(milliseconds: week.listenedMs).words))
        }
        if let fullest, most > 0 { addLabel(most, column: fullest, to: &svg) }
        return svg.finished()
    }

    private func addLabel(_ listenedMs: Int64, column: Int, to svg: inout SVG) {
        let text = ListenedTime(milliseconds: listenedMs).short
        let middle = column * Heatmap.pitch + Heatmap.pitch / 2
        if column < 2 {
            svg.add(text: text, ["x": 0, "y": 9])
        } else if column >= YearGrid.columns - 2 {
            svg.add(text: text, ["x": .number(Heatmap.width), "y": 9, "text-anchor": "end"])
        } else {
            svg.add(text: text, ["x": .number(middle), "y": 9, "text-anchor": "middle"])
        }
    }
}
