import ShareImages
import SiteModel

/// The picture that a link to a year or a month shows: nothing that the page does not.
extension RecapPage {
    /// Makes the picture of a recap.
    static func card(of data: RecapData, _ format: ShareCard.Format, site: PageContext) -> ShareCard {
        let (user, recap) = (data.user, data.recap)
        return ShareCard(
            format: format, title: user.shownName, plainTitle: user.username.rawValue,
            subtitle: "\(data.title) in listening",
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

extension RecapPage {
    /// The pictures of a recap.
    struct Pictures: Hashable, Sendable {
        /// The one that links to the page show.
        var link: PlannedCard?
        /// The tall one of a year, which visitors save.
        var phone: PlannedCard?

        /// The fingerprint of the page that names them.
        func fingerprint(ofPage fingerprint: [UInt8]) -> [UInt8] {
            [link, phone].compactMap(\.self).reduce(fingerprint) { $1.fingerprint(ofPage: $0) }
        }

        /// The pictures as pages of the manifest.
        ///
        /// - Parameter card: Makes what one shows; called only when it has to be drawn.
        /// - Returns: The pages.
        func pages(_ card: @escaping @Sendable (ShareCard.Format) throws -> ShareCard) -> [PlannedPage] {
            [(link, ShareCard.Format.link), (phone, .phone)].compactMap { picture, format in
                picture?.page { _ in try card(format) }
            }
        }
    }
}

extension RecapPage.Pictures {
    /// The pictures of a recap on a site that has some.
    ///
    /// They are replaced every week or two while the recap is open, and a last time when the recap is final.
    init(
        of mark: RecapMarks.Mark, _ stage: RecapStage, _ user: User, on shelf: CardShelf, today: LocalDate
    ) throws {
        func card(_ format: ShareCard.Format) throws -> PlannedCard? {
            var version = Fingerprint(of: "recap")
            version.add("period", mark.period.code)
            version.add("format", format.rawValue)
            if stage == .final { version.add("version", mark.version) }
            return try shelf.card(
                in: "\(user.username.rawValue)/\(mark.period.folder)", version: version.digest,
                maximumAge: stage == .final ? nil : CardShelf.age(of: user), drawnOn: today)
        }
        link = try card(.link)
        phone = mark.period.isYear ? try card(.phone) : nil
    }
}
