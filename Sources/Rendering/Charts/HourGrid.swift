import SiteModel

/// The hours of each weekday as dots that grow with the minutes: 24 columns, 7 rows, in the heatmap's language.
struct HourGrid {
    private static let pitch = 12
    private static let left = 28
    private static let bottom = 14

    /// Listened milliseconds of the 168 hours of a week, from Monday at midnight.
    private let hours: [Int64]
    /// The weekday of the first row: 0 is Monday.
    let firstWeekday: Int

    init(_ days: some Sequence<ListeningDay>, firstWeekday: Int) {
        var hours = [Int64](repeating: 0, count: 7 * 24)
        for day in days { day.hours.add(to: &hours, from: day.date.weekday * 24) }
        self.hours = hours
        self.firstWeekday = firstWeekday
    }

    /// Weekdays in the order of the rows.
    var weekdays: [Int] { (0..<7).map { ($0 + firstWeekday) % 7 } }

    /// Listened milliseconds in each local hour, over all weekdays.
    var byHour: [Int64] { (0..<24).map { hour in (0..<7).reduce(0) { $0 + self[$1, hour] } } }

    /// Listened milliseconds in a local hour of a weekday, counted from Monday.
    subscript(weekday: Int, hour: Int) -> Int64 { hours[weekday * 24 + hour] }

    /// Names an hour of the week, as in `The fullest hour of the week begins on Friday at 21:00`.
    ///
    /// Empty unless that hour is clearly above every other one, and well above the mean.
    var sentence: String {
        let heard = hours.count { $0 > 0 }
        guard heard >= 14, let fullest = hours.indices.max(by: { hours[$0] < hours[$1] }) else { return "" }
        let second = hours.indices.reduce(0) { $1 == fullest ? $0 : max($0, hours[$1]) }
        guard hours[fullest] * 100 >= second * 110, hours[fullest] * Int64(heard) >= hours.reduce(0, +) * 2 else {
            return ""
        }
        let day = EnglishText.weekdayName(fullest / 24)
        return "The fullest hour of the week begins on \(day) at \(EnglishText.hour(fullest % 24))."
    }

    /// The picture; `description` is what a screen reader says in its place.
    func picture(description: String) -> SafeHTML {
        var svg = SVG(
            "week", width: Self.left + 24 * Self.pitch, height: 7 * Self.pitch + Self.bottom,
            title: "Listening in each hour of the week", description: description)
        let scale = HeatmapScale(hours.filter { $0 > 0 })
        var levels = [SVG.Path](repeating: SVG.Path(), count: HeatmapScale.levels)
        for (row, weekday) in weekdays.enumerated() {
            let y = row * Self.pitch + Self.pitch / 2
            svg.add(text: EnglishText.shortWeekday(weekday), ["x": 0, "y": .number(y + 3)])
            for hour in 0..<24 {
                let listenedMs = self[weekday, hour]
                let level = listenedMs > 0 ? scale.level(of: listenedMs) : 0
                levels[level].dot(Self.left + hour * Self.pitch + Self.pitch / 2, y)
            }
        }
        for (level, path) in levels.enumerated() where !path.isEmpty {
            svg.add("path", HeatmapScale.attributes(level: level), path)
        }
        for hour in stride(from: 0, to: 24, by: 6) {
            svg.add(
                text: hour < 10 ? "0\(hour)" : "\(hour)",
                [
                    "x": .number(Self.left + hour * Self.pitch + Self.pitch / 2),
                    "y": .number(7 * Self.pitch + Self.bottom - 3), "text-anchor": "middle",
                ])
        }
        return svg.finished()
    }
}
