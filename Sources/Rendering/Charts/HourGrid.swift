import SiteModel

/// The hours of each weekday as dots that grow with the minutes: 24 columns, 7 rows, in the heatmap's language.
struct HourGrid {
    private static let pitch = 12
    private static let left = 28
    private static let bottom = 14
    /// By row and hour.
    private static let dots = DotGrid(
        (0..<7 * 24).lazy.map { (x: left + $0 % 24 * pitch + pitch / 2, y: $0 / 24 * pitch + pitch / 2) })

    /// Listened milliseconds of the 168 hours of a week, from Monday at midnight.
    private let hours: [Int64]
    /// The weekday of the first row: 0 is Monday.
    let firstWeekday: Int

    init(_ days: some Sequence<ListeningDay>, firstWeekday: Int) {
        var sums = [SIMD32<Int64>](repeating: .zero, count: 7)
        for day in days { day.hours.add(to: &sums[day.date.weekday]) }
        self.init(sums.flatMap { day in (0..<24).map { day[$0] } }, firstWeekday: firstWeekday)
    }

    /// - Parameters:
    ///   - hours: Listened milliseconds of the 168 hours of a week, from Monday at midnight.
    ///   - firstWeekday: The weekday of the first row: 0 is Monday.
    init(_ hours: [Int64], firstWeekday: Int) {
        self.hours = hours
        self.firstWeekday = firstWeekday
    }

    /// The days of a year of days.
    init(_ days: [ListeningDay], in year: YearGrid) {
        let (first, last) = (year.days[0].date, year.today)
        self.init(days.lazy.filter { $0.date >= first && $0.date <= last }, firstWeekday: year.firstWeekday)
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
        var levels: [Int] = []
        levels.reserveCapacity(hours.count)
        for (row, weekday) in weekdays.enumerated() {
            let y = row * Self.pitch + Self.pitch / 2
            svg.add(text: EnglishText.shortWeekday(weekday), ["x": 0, "y": .number(y + 3)])
            for listenedMs in hours[weekday * 24..<weekday * 24 + 24] {
                levels.append(listenedMs > 0 ? scale.level(of: listenedMs) : 0)
            }
        }
        for level in 0..<HeatmapScale.levels {
            svg.add(
                Self.dots, at: levels.indices.lazy.filter { levels[$0] == level },
                HeatmapScale.attributes(level: level))
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
