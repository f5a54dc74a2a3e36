import SiteModel

/// The year of days as dots that grow with the minutes: readable in colour, in grey, in print and in forced colours.
struct Heatmap {
    /// Distance between two dots, in the picture's own units.
    static let pitch = 12
    /// Room above the dots for the names of months.
    static let top = 16
    static let width = YearGrid.columns * pitch
    static let height = top + 7 * pitch

    let year: YearGrid
    let scale: HeatmapScale

    init(_ year: YearGrid) {
        self.year = year
        scale = HeatmapScale(year.days.lazy.filter(\.hasMusic).map(\.listenedMs))
    }

    /// The picture; `description` is what a screen reader says in its place.
    func picture(description: String) -> SafeHTML {
        var svg = SVG(
            "heatmap", width: Self.width, height: Self.height, title: "Minutes on each of the last 365 days",
            description: description)
        for label in monthLabels {
            if label.atRightEdge {
                svg.add(text: label.text, ["x": .number(Self.width), "y": 9, "text-anchor": "end"])
            } else {
                svg.add(text: label.text, ["x": .number(label.column * Self.pitch), "y": 9])
            }
        }
        var unknown = SVG.Path()
        var levels = [SVG.Path](repeating: SVG.Path(), count: HeatmapScale.levels)
        for day in year.days {
            let x = year.column(of: day.date) * Self.pitch + Self.pitch / 2
            let y = Self.top + year.row(of: day.date) * Self.pitch + Self.pitch / 2
            if day.isKnown {
                levels[day.hasMusic ? scale.level(of: day.listenedMs) : 0].dot(x, y)
            } else {
                unknown.dot(x, y)
            }
        }
        if !unknown.isEmpty { svg.add("path", ["class": "dots unknown", "stroke-width": 1], unknown) }
        // One path a level: a text for each dot would be a fifth of the page, and the table has the same numbers.
        for (level, path) in levels.enumerated() where !path.isEmpty {
            svg.add("path", HeatmapScale.attributes(level: level), path)
        }
        return svg.finished()
    }

    /// The names of every second weekday, for the left of the dots.
    var weekdays: SafeHTML {
        var svg = SVG(decoration: "weekdays", width: Self.weekdaysWidth, height: Self.height)
        for row in stride(from: 0, to: 7, by: 2) {
            svg.add(
                text: EnglishText.shortWeekday((row + year.firstWeekday) % 7),
                ["x": 0, "y": .number(Self.top + row * Self.pitch + 9)])
        }
        return svg.finished()
    }

    static let weekdaysWidth = 26
}

extension Heatmap {
    /// The name of a month above the column of its first day.
    struct MonthLabel: Hashable {
        var text: String
        var column: Int
        /// Whether it ends at the right edge instead of beginning at its column, where it would be cut off.
        var atRightEdge: Bool
    }

    /// The months from left to right; no two of them touch.
    var monthLabels: [MonthLabel] {
        var labels: [MonthLabel] = []
        for (index, day) in year.days.enumerated() {
            let (_, month, dayOfMonth) = day.date.components
            guard dayOfMonth == 1 || index == 0 else { continue }
            let column = year.column(of: day.date)
            // Only the first label can be too near to the one before: months that begin in the year are four
            // columns apart.
            if let last = labels.last, column - last.column < 3 { labels.removeLast() }
            labels.append(
                MonthLabel(
                    text: EnglishText.shortMonth(month), column: column, atRightEdge: column == YearGrid.columns - 1))
        }
        return labels
    }
}
