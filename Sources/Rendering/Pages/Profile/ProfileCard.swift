import ShareImages
import SiteModel

/// The picture that a link to the profile shows: nothing that the page does not.
extension ProfilePage {
    /// How many artists are tried: some may have names that no font can draw.
    private static let candidates = 8

    /// Makes the picture of what the store has.
    static func card(of data: ProfileData, site: PageContext) -> ShareCard {
        let user = data.user
        let year = YearGrid(
            data.days, today: data.today, knownSince: data.activeDates.first, firstWeekday: site.firstWeekday)
        let showsDots = data.shows(.history) && year.activeDays >= daysForChart
        return ShareCard(
            title: user.shownName, plainTitle: user.username.rawValue,
            subtitle: showsDots ? "A year of listening" : "Listening diary", sentence: sentence(of: data, year),
            days: showsDots ? DayDots(levels: Heatmap(year).levels, lead: year.lead) : nil, namesLabel: "Lately",
            names: artists(of: data), hue: Hue(of: user).degrees, site: site.title,
            source: "Listening data from Spotify")
    }

    /// What is in the picture, for those who do not see it: no figures, because it may be some days older than the page.
    static func cardWords(of data: ProfileData) -> String {
        var parts: [String] = []
        if data.shows(.history) { parts.append("a dot for each day of a year") }
        if data.shows(.artists) { parts.append("the artists of the last weeks") }
        let name = "Listening diary of \(EnglishText.isolated(data.user.shownName))"
        return parts.isEmpty ? name : "\(name): \(parts.joined(separator: ", and "))"
    }

    /// As in `412 hours of music in a year, 42 days in a row`.
    private static func sentence(of data: ProfileData, _ year: YearGrid) -> String {
        var parts: [String] = []
        let listenedMs = year.days.reduce(0) { $0 + $1.listenedMs }
        let (thisYearMs, plays) = thisYear(of: data)
        if data.shows(.history), listenedMs > 0 {
            let span = year.knownDays.count == YearGrid.length ? "in a year" : "so far"
            parts.append("\(ListenedTime(milliseconds: listenedMs).words) of music \(span)")
        } else if data.shows(.facts), plays > 0 {
            parts.append("\(ListenedTime(milliseconds: thisYearMs).words) of music this year")
        }
        let streak = Streaks(of: data.activeDates, today: data.today).current
        if data.shows(.facts), streak > 1 { parts.append("\(EnglishText.grouped(streak)) days in a row") }
        return parts.joined(separator: ", ")
    }

    /// Of the shortest time range that has a list.
    private static func artists(of data: ProfileData) -> [String] {
        guard data.shows(.artists) else { return [] }
        let list = TimeRange.allCases.sorted().lazy.compactMap { data.topArtists[$0] }.first { !$0.isEmpty }
        return (list ?? []).prefix(candidates).map(\.item.name)
    }
}
