import ShareImages
import SiteModel

/// The picture that a link to a year or a month shows: nothing that the page does not.
extension RecapPage {
    /// Makes the picture of a recap.
    static func card(of data: RecapData, site: PageContext) -> ShareCard {
        let (user, recap) = (data.user, data.recap)
        return ShareCard(
            title: user.shownName, plainTitle: user.username.rawValue, subtitle: "\(data.title) in listening",
            sentence: data.shows(.facts) ? cardSentence(of: recap) : "",
            days: data.shows(.history) ? dots(of: data, firstWeekday: site.firstWeekday) : nil,
            namesLabel: "Most played", names: data.shows(.artists) ? recap.music.artists.map(\.name) : [],
            hue: Hue(of: user).degrees, site: site.title, source: "Listening data from Spotify")
    }

    /// What is in the picture, for those who do not see it: no figures, because it may be some days older than the page.
    static func cardWords(of data: RecapData) -> String {
        var parts: [String] = []
        if data.shows(.history) { parts.append("a dot for each day") }
        if data.shows(.artists) { parts.append("the artists played most") }
        let name = "\(data.title) of \(EnglishText.isolated(data.user.shownName))"
        return parts.isEmpty ? name : "\(name): \(parts.joined(separator: ", and "))"
    }

    /// As in `61 hours of music, 1,204 plays, 239 artists`.
    private static func cardSentence(of recap: Recap) -> String {
        var parts = ["\(ListenedTime(milliseconds: recap.listenedMs).words) of music"]
        parts.append(EnglishText.counted(recap.plays, "play"))
        // Top lists of months do not have them all.
        if recap.music.isWhole { parts.append(EnglishText.counted(recap.music.artistCount, "artist")) }
        return parts.joined(separator: ", ")
    }

    /// A year in weeks, a month in a line; days that have not come yet, or of which nothing is known, are small.
    private static func dots(of data: RecapData, firstWeekday: Int) -> DayDots {
        let (recap, period) = (data.recap, data.period)
        let scale = HeatmapScale(recap.days.filter { $0 > 0 })
        let count = period.lastDay.dayNumber - period.firstDay.dayNumber + 1
        let levels = (0..<count).map { index -> Int? in
            guard index < recap.days.count, recap.firstDay.advanced(by: index) >= recap.knownSince else { return nil }
            return recap.days[index] > 0 ? scale.level(of: recap.days[index]) : 0
        }
        guard period.isYear else { return DayDots(levels: levels, rows: 1) }
        return DayDots(levels: levels, lead: (period.firstDay.weekday - firstWeekday + 7) % 7)
    }
}

extension CardShelf {
    /// The picture of a recap.
    ///
    /// It is replaced every week or two while the recap is open, and a last time when the recap is final.
    func card(of mark: RecapMarks.Mark, _ stage: RecapStage, _ user: User, today: LocalDate) throws -> PlannedCard? {
        var version = Fingerprint(of: "recap")
        version.add("period", mark.period.code)
        if stage == .final { version.add("version", mark.version) }
        return try card(
            in: "\(user.username.rawValue)/\(mark.period.folder)", version: version.digest,
            maximumAge: stage == .final ? nil : Self.age(of: user), drawnOn: today)
    }
}
