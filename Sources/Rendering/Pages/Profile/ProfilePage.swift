import SiteModel

/// The page of one user.
enum ProfilePage {
    /// How many days with music a chart needs before it says more than a sentence does.
    static let daysForChart = 5

    /// All that `profile.mustache` can show: finished texts, in the order of the page.
    struct Model: Hashable, Sendable {
        var page: PageFrame
        var name: String
        var portrait: String
        var initial: String
        var profileLink: String
        var eyebrow: String
        var bio: SafeHTML
        var facts: [Fact]
        var notes: [String]
        var repeats: OnRepeat?
        var history: YearOfDays?
        var clock: Hours?
        var temperament: Temperament?
        var months: Months?
        var albums: RecapPage.List?
        var totals: YearTotals?
        var years: [RecapPage.Link]
        var discoveries: Discoveries?
        var decades: Decades?
        var coming = ""
        var asOf: String
    }
}

extension ProfilePage.Model {
    /// Makes the page of what the store has.
    ///
    /// Pure: the same data and the same site give the same page.
    ///
    /// - Parameters:
    ///   - data: The user's data.
    ///   - site: What every page shares.
    ///   - rows: The lines that pages share; `nil` if there is only this one.
    ///   - bio: Renders the user's Markdown.
    init(
        _ data: ProfileData, site: PageContext, rows: ProfilePage.ListRows? = nil,
        bio: (String) -> SafeHTML
    ) {
        let user = data.user
        let place = PagePlace.folder(user.username.rawValue)
        let prefix = place.prefix(in: site)
        let rows = rows ?? ProfilePage.ListRows(prefix: prefix)
        let portrait = SafeLink.picture(user.imageURL, prefix: prefix)
        let publicPortrait = portrait.hasPrefix("https:") ? portrait : ""
        name = user.shownName
        self.portrait = portrait
        initial = Initial.of(user.shownName)
        profileLink = SafeLink.address(user.profileURL)
        eyebrow = ProfilePage.eyebrow(of: data)
        self.bio = data.shows(.bio) && !user.bio.isEmpty ? bio(user.bio) : .empty
        facts = data.shows(.facts) ? ProfilePage.facts(of: data) : []
        notes = ProfilePage.staleNote(of: data).map { [$0] } ?? []
        repeats = ProfilePage.OnRepeat(data, rows: rows)
        let year = YearGrid(
            data.days, today: data.today, knownSince: data.activeDates.first, firstWeekday: site.firstWeekday)
        let hours = data.shows(.clock) ? HourGrid(data.days, in: year) : nil
        history = ProfilePage.YearOfDays(data, year: year, hours: hours?.byHour)
        clock = hours.flatMap { ProfilePage.Hours($0, year: year) }
        temperament = ProfilePage.Temperament(data)
        let recaps = site.recaps(of: user).map(\.period)
        months = ProfilePage.Months(data, rows: rows, recaps: recaps)
        albums = ProfilePage.albums(of: data, prefix: prefix)
        totals = ProfilePage.YearTotals(data, recaps: recaps)
        let years = totals == nil ? recaps.filter(\.isYear).reversed() : []
        self.years = years.map { RecapPage.Link($0, kind: "year", home: "") }
        discoveries = ProfilePage.Discoveries(data)
        decades = ProfilePage.Decades(data)
        asOf = data.asOf.map(EnglishText.long) ?? ""
        page = PageFrame(
            title: user.shownName, description: ProfilePage.description(of: data),
            place: place, site: site, hue: Hue(of: user), isHidden: user.visibility != .public,
            kind: "profile",
            image: publicPortrait
        ) { address in
            StructuredData.profile(
                name: user.shownName, username: user.username.rawValue, address: address, image: publicPortrait,
                profile: SafeLink.address(user.profileURL), modified: data.asOf?.description ?? "")
        }
        page.account = site.companionURL ?? ""
        coming = ProfilePage.Coming.sentence(missing(of: data))
        page.data = site.publishesData ? ProfileFile.name : ""
        page.feed = site.hasFeed(of: user) && !Feed.periods(recaps, today: data.today).isEmpty ? Feed.name : ""
    }
}

extension ProfilePage.Model: TemplateModel {
    static var fields: [TemplateField<ProfilePage.Model>] {
        [
            .object("page", "What surrounds the contents: title, links, hue.") { $0.page },
            .text("name", "The user's name on Spotify, or the username without one; any characters.") { $0.name },
            .text("portrait", "The user's picture, an `https` address; can be empty.") { $0.portrait },
            .text("initial", "The letter shown in place of a portrait.") { $0.initial },
            .text("profileLink", "The user on Spotify; can be empty.") { $0.profileLink },
            .text("eyebrow", "A line above the name: `Listening diary since March 2014`.") { $0.eyebrow },
            .html("bio", "What the user wrote, rendered from Markdown; can be empty.") { $0.bio },
            .flag("hasFacts", "Whether there is any fact.") { !$0.facts.isEmpty },
            .list("facts", "Up to four numbers about the user: the same for everyone, without those of zero.") {
                $0.facts
            },
            .texts("notes", "Sentences on what is missing or old; usually none.") { $0.notes },
            .object("repeats", "The top artists and tracks; missing without any, or when the user hides both.") {
                $0.repeats
            },
            .object("history", "The year of days; missing without any, or when the user hides it.") { $0.history },
            .object("clock", "The hours of the day; missing without any, or when the user hides them.") { $0.clock },
            .flag("hasPair", "Whether the hours of the day or the temperament are shown.") {
                $0.clock != nil || $0.temperament != nil
            },
            .object(
                "temperament",
                "What was measured of 90 days; missing while there is too little, or when the user hides it."
            ) { $0.temperament },
            .object(
                "months", "The top artist and track of each month; missing without any, or when the user hides them."
            ) {
                $0.months
            },
            .object(
                "albums",
                "The albums of the newest year; missing where they are not known, or when tracks or recaps are hidden."
            ) {
                $0.albums
            },
            .object(
                "totals", "The totals of each year; missing before the second year, or when facts or recaps are hidden."
            ) {
                $0.totals
            },
            .flag("hasTotalsOrAlbums", "Whether there are totals of years, or albums.") {
                $0.totals != nil || $0.albums != nil
            },
            .flag("hasYears", "Whether there is a page of any year, and no totals that link it.") { !$0.years.isEmpty },
            .list("years", "The pages of years, the newest first, where there are no totals.") { $0.years },
            .flag("hasOrigins", "Whether new artists or decades are shown.") {
                $0.discoveries != nil || $0.decades != nil
            },
            .object("discoveries", "The new artists of each month; missing without any, or when the user hides them.") {
                $0.discoveries
            },
            .object("decades", "The decades of release; missing without any, or when the user hides them.") {
                $0.decades
            },
            .text("coming", "What will follow, in a sentence; empty when nothing is missing.") { $0.coming },
            .text("asOf", "The last date that the page covers: `22 November 2026`; can be empty.") { $0.asOf },
        ]
    }
}
