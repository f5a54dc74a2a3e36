import SiteModel

/// The year of days as dots that grow with the minutes: readable in colour, in grey, in print and in forced colours.
struct Heatmap {
    /// Distance between two dots, in the picture's own units.
    static let pitch = 12
    /// Room above the dots for the names of months.
    static let top = 16
    static let width = YearGrid.columns * pitch
    static let height = top + 7 * pitch

    /// By column and row.
    private static let dots = DotGrid(
        (0..<YearGrid.columns * 7).lazy.map { (x: $0 / 7 * pitch + pitch / 2, y: top + $0 % 7 * pitch + pitch / 2) })
    private static let unknown = -1

    let year: YearGrid
    let scale: HeatmapScale

    init(_ year: YearGrid) {
        self.year = year
        scale = HeatmapScale(year.days.lazy.filter(\.hasMusic).map(\.listenedMs))
    }

    /// The step of each day; `nil` before the first known play.
    var levels: [Int?] {
        year.days.map { $0.isKnown ? $0.hasMusic ? scale.level(of: $0.listenedMs) : 0 : nil }
    }

    /// The picture; `description` is what a screen reader says in its place.
    func picture(description: String) -> SafeHTML {
        var svg = SVG(
            "heatmap", width: Self.width, height: Self.height, title: "Minutes on each of the last 365 days",
            description: description)
        for label in year.words.months {
            if label.atRightEdge {
                svg.add(text: label.text, ["x": .number(Self.width), "y": 9, "text-anchor": "end"])
            } else {
                svg.add(text: label.text, ["x": .number(label.column * Self.pitch), "y": 9])
            }
        }
        let levels = levels.map { $0 ?? Self.unknown }
        func places(of level: Int) -> some Sequence<Int> {
            levels.indices.lazy.filter { levels[$0] == level }.map { $0 + year.lead }
        }
        svg.add(Self.dots, at: places(of: Self.unknown), ["class": "dots unknown", "stroke-width": 1])
        // One path a level: a text for each dot would be a fifth of the page, and the table has the same numbers.
        for level in 0..<HeatmapScale.levels {
            svg.add(Self.dots, at: places(of: level), HeatmapScale.attributes(level: level))
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
