import SiteModel

extension DirectoryPage: SitePageKind, TemplatePage {
    /// The name of the page's template.
    static let templateName = "directory"
    static let summary = "the directory: everyone who has a public page"

    static func pages(listing users: [ListedUsers.Entry], in site: SitePlan, at now: Instant) throws -> [PlannedPage] {
        try (0..<partCount(of: users.count)).map { part in
            let shown = users.dropFirst(part * length).prefix(length)
            return try page(part, of: users.count, listing: shown.map { ($0.username, $0.fingerprint) }, in: site) {
                try site.people(of: shown, at: now)
            }
        }
    }

    /// One page of the directory.
    ///
    /// - Parameters:
    ///   - part: Which page, counted from 0.
    ///   - people: How many public users there are on all pages.
    ///   - shown: The users on this page, each with the fingerprint of the user and the date.
    ///   - site: The site.
    ///   - listed: Reads what the page shows of these users, when it has to be rendered.
    /// - Returns: The page.
    /// - Throws: ``PublishError`` for a page whose path is malformed.
    static func page(
        _ part: Int, of people: Int, listing shown: [(username: Username, fingerprint: [UInt8])], in site: SitePlan,
        reading listed: @escaping @Sendable () throws -> [ListedPerson]
    ) throws -> PlannedPage {
        let place = PagePlace.root(file: file(part))
        var fingerprint = try site.fingerprint(of: place)
        fingerprint.add("people", people)
        for user in shown { fingerprint.add(user.username.rawValue, user.fingerprint) }
        return PlannedPage(place: place, fingerprint: fingerprint.digest) { buffer, _ in
            let model = model(try listed(), part: part, of: people, site: site.context)
            site.templates.page[DirectoryPage.self].render(model, into: &buffer)
        }
    }

    /// Where the pages of the directory are.
    static func places(of people: Int) -> [PagePlace] {
        (0..<partCount(of: people)).map { .root(file: file($0)) }
    }
}

extension SitePlan {
    /// Reads what the directory tells of some users.
    func people(of users: some Sequence<ListedUsers.Entry>, at now: Instant) throws -> [ListedPerson] {
        // A day more than the strip needs: the zones of the users differ by up to a day.
        let firstDay = ZoneOffsets.utc.date(of: now).advanced(by: -7 * WeekStrip.length - 1)
        let pages = try users.map { user in
            (userID: user.id, path: try SitePath.page(of: user.username.rawValue).rawValue, user.fingerprint)
        }
        let entries = try store.directoryEntries(of: pages, daysFrom: firstDay) { user, artist, days, temperament in
            DirectoryLine(
                topArtist: artist, days, today: clock(of: user).date(of: now), temperament: temperament)
        }
        return entries.map(ListedPerson.init)
    }
}

extension DirectoryLine {
    /// The line of a user.
    ///
    /// - Parameters:
    ///   - topArtist: The most-played artist of the last four weeks.
    ///   - days: At least the last half year, oldest first.
    ///   - today: The date in the user's zone.
    ///   - temperament: As last measured.
    init(topArtist: Artist?, _ days: [ListeningDay], today: LocalDate, temperament: Temperament? = nil) {
        let streak = Streaks(of: days.filter { $0.plays > 0 }.map(\.date), today: today).current
        self.init(
            topArtist: topArtist?.name ?? "", topArtistID: topArtist?.id ?? "", cover: topArtist?.imageURL ?? "",
            weeks: WeekStrip.weeks(of: days, today: today),
            // However many days there are: the same line, whatever it is made from.
            streak: min(streak, 7 * WeekStrip.length),
            label: temperament.map { Temperament.label(of: $0.readings, after: $0.label) } ?? [])
    }
}
