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
        let weeks = year.weeks
        let most = weeks.map(\.listenedMs).max() ?? 0
        for (column, week) in weeks.enumerated() where week.listenedMs > 0 {
            let height = max(1, Int((week.listenedMs * Int64(Self.height) + most / 2) / most))
            svg.add(
                "rect",
                [
                    "x": .number(column * Heatmap.pitch + 1), "y": .number(Self.height - height),
                    "width": .number(Heatmap.pitch - 2), "height": .number(height),
                ], hint: Self.hint(week))
        }
        return svg.finished()
    }

    /// `16–22 November: 7 hours`.
    static func hint(_ week: YearGrid.Week) -> String {
        guard let last = week.days.last?.date else { return "" }
        return "\(span(week, seenOn: last)): \(ListenedTime(milliseconds: week.listenedMs).words)"
    }

    /// `16–22 November`, `30 November – 6 December`.
    static func span(_ week: YearGrid.Week, seenOn today: LocalDate) -> String {
        guard let first = week.days.first?.date, let last = week.days.last?.date else { return "" }
        return EnglishText.span(first, "–", last, seenOn: today)
    }
}
