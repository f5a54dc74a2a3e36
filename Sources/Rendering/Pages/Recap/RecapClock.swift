import SiteModel

extension ProfilePage.Hours {
    /// How many plays the hours of a recap need.
    private static let leastPlays = 50

    /// The hours of a recap; `nil` when the user hides them or too little was played.
    init?(_ data: RecapData, firstWeekday: Int) {
        guard data.shows(.clock), data.recap.plays >= Self.leastPlays else { return nil }
        let week = HourGrid(data.recap.hours, firstWeekday: firstWeekday)
        let sentences = [Self.half(of: week.byHour), week.sentence, Self.night(week.byHour)]
        self.init(week: week, sentence: sentences.filter { !$0.isEmpty }.joined(separator: " "))
    }

    /// Says how much falls into the night, as in `At night, between 22:00 and 05:00, it is 9%`.
    private static func night(_ hours: [Int64]) -> String {
        let total = hours.reduce(0, +)
        guard total > 0 else { return "" }
        let night = ([22, 23] + Array(0..<5)).reduce(Int64(0)) { $0 + hours[$1] }
        let percent = (night * 200 + total) / (total * 2)
        return "At night, between 22:00 and 05:00, it is \(percent)%."
    }
}

extension ProfilePage.Decades {
    /// The decades of a year; `nil` when the user hides them, or when they are not known of three fifths of the plays.
    init?(_ data: RecapData) {
        let bars = DecadeBars(data.recap.decades)
        guard data.period.isYear, data.shows(.decades), bars.plays >= Self.leastPlays,
            bars.plays * 5 >= data.recap.plays * 3
        else { return nil }
        let year = data.recap.music.releaseYear.map { "Half of the plays are of music from \($0) or later." } ?? ""
        self.init(
            bars: bars, sentence: [Self.sentence(bars), year].filter { !$0.isEmpty }.joined(separator: " "))
    }
}
