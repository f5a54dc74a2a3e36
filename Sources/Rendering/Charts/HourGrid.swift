import SiteModel

/// The hours of each weekday as dots that grow with the minutes: 24 columns, 7 rows, in the heatmap's language.
struct HourGrid {
    private static let pitch = 12
    private static let left = 28
    private static let bottom = 14

    /// Listened milliseconds by weekday since Monday, and there by local hour.
    let hours: [[Int64]]
    /// The weekday of the first row: 0 is Monday.
    let firstWeekday: Int

    init(_ days: some Sequence<ListeningDay>, firstWeekday: Int) {
        var hours = [[Int64]](repeating: [Int64](repeating: 0, count: 24), count: 7)
        for day in days {
            for (hour, listenedMs) in day.hours.prefix(24).enumerated() {
                hours[day.date.weekday][hour] += max(0, listenedMs)
            }
        }
        self.hours = hours
        self.firstWeekday = firstWeekday
    }

    /// Weekdays in the order of the rows.
    var weekdays: [Int] { (0..<7).map { ($0 + firstWeekday) % 7 } }

    /// Listened milliseconds in each local hour, over all weekdays.
    var byHour: [Int64] { (0..<24).map { hour in hours.reduce(0) { $0 + $1[hour] } } }

    /// Names an hour of the week, as in `The fullest hour of the week begins on Friday at 21:00`.
    ///
    /// Empty unless that hour is clearly above every other one, and well above the mean.
    var sentence: String {
        let cells = hours.enumerated().flatMap { weekday, hours in
            hours.enumerated().map { (weekday: weekday, hour: $0.offset, listenedMs: $0.element) }
        }
        let heard = cells.filter { $0.listenedMs > 0 }.sorted { $0.listenedMs > $1.listenedMs }
        guard heard.count >= 14 else { return "" }
        let total = heard.reduce(0) { $0 + $1.listenedMs }
        guard heard[0].listenedMs * 100 >= heard[1].listenedMs * 110,
            heard[0].listenedMs * Int64(heard.count) >= total * 2
        else { return "" }
        let day = EnglishText.weekdayName(heard[0].weekday)
        return "The fullest hour of the week begins on \(day) at \(EnglishText.hour(heard[0].hour))."
    }

    /// The picture; `description` is what a screen reader says in its place.
    func picture(description: String) -> SafeHTML {
        var svg = SVG(
            "week", width: Self.left + 24 * Self.pitch, height: 7 * Self.pitch + Self.bottom,
            title: "Listening in each hour of the week", description: description)
        let scale = HeatmapScale(hours.joined().filter { $0 > 0 })
        var levels = [SVG.Path](repeating: SVG.Path(), count: HeatmapScale.levels)
        for (row, weekday) in weekdays.enumerated() {
            let y = row * Self.pitch + Self.pitch / 2
            svg.add(text: EnglishText.shortWeekday(weekday), ["x": 0, "y": .number(y + 3)])
            for (hour, listenedMs) in hours[weekday].enumerated() {
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
