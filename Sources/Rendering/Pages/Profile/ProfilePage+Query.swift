import SiteModel

extension ProfilePage.Model {
    /// Makes the page of what the store has.
    ///
    /// Pure: the same data and the same site give the same page, whenever and wherever.
    ///
    /// - Parameters:
    ///   - data: The user's.
    ///   - site: What every page shares.
    ///   - bio: Renders the user's Markdown.
    init(_ data: ProfileData, site: SiteContext, bio: (String) -> SafeHTML) {
        let user = data.user
        let place = PagePlace.folder(user.username.rawValue)
        let prefix = place.prefix(in: site)
        let portrait = SafeLink.picture(user.imageURL, prefix: prefix)
        let publicPortrait = portrait.hasPrefix("https:") ? portrait : ""
        let facts = data.shows(.facts) ? ProfilePage.facts(of: data) : []
        name = user.shownName
        self.portrait = portrait
        initial = Initial.of(user.shownName)
        profileLink = SafeLink.address(user.profileURL)
        eyebrow = ProfilePage.eyebrow(of: data)
        self.bio = data.shows(.bio) && !user.bio.isEmpty ? bio(user.bio) : .empty
        self.facts = facts
        notes = ProfilePage.staleNote(of: data).map { [$0] } ?? []
        repeats = ProfilePage.OnRepeat(data, prefix: prefix)
        history = ProfilePage.History(data, firstWeekday: site.firstWeekday)
        clock = ProfilePage.Clock(data, firstWeekday: site.firstWeekday)
        temperament = ProfilePage.Temperament(data)
        months = ProfilePage.Months(data, prefix: prefix)
        discoveries = ProfilePage.Discoveries(data)
        decades = ProfilePage.Decades(data)
        asOf = data.asOf.map(Figures.long) ?? ""
        page = PageFrame(
            title: user.shownName, description: ProfilePage.description(of: data),
            place: place, site: site, hue: Hue(of: user.username), isHidden: user.visibility != .public,
            kind: "profile",
            image: publicPortrait
        ) { address in
            StructuredData.profile(
                name: user.shownName, username: user.username.rawValue, address: address, image: publicPortrait,
                profile: SafeLink.address(user.profileURL), modified: data.asOf?.description ?? "")
        }
    }
}

extension ProfilePage {
    /// `Listening diary since March 2014`: since when plays are known, which is not since when someone listens.
    static func eyebrow(of data: ProfileData) -> String {
        guard data.shows(.facts), let first = data.activeDates.first else {
            return "Listening diary"
        }
        return "Listening diary since \(Figures.monthAndYear(first))"
    }

    /// This year's time and plays, and the streaks; a fact that is nothing, or one day, is not said.
    static func facts(of data: ProfileData) -> [Fact] {
        let (listenedMs, plays) = thisYear(of: data)
        var facts: [Fact] = []
        if plays > 0 {
            let time = ListenedTime(milliseconds: listenedMs)
            facts.append(Fact(value: time.value, words: "\(time.unit) this year"))
            facts.append(Fact(value: Figures.grouped(plays), words: plays == 1 ? "play this year" : "plays this year"))
        }
        let streaks = Streaks(of: data.activeDates, today: data.today)
        if streaks.current > 1 { facts.append(Fact(value: Figures.grouped(streaks.current), words: "days in a row")) }
        if streaks.longest > max(1, streaks.current) {
            facts.append(Fact(value: Figures.grouped(streaks.longest), words: "days in a row at best"))
        }
        return facts
    }

    /// Time and plays since 1 January in the user's zone.
    private static func thisYear(of data: ProfileData) -> (listenedMs: Int64, plays: Int) {
        let year = data.today.components.year
        return data.days.reduce(into: (Int64(0), 0)) { sum, day in
            guard day.date.components.year == year, day.date <= data.today else { return }
            sum = (sum.0 + day.listenedMs, sum.1 + day.plays)
        }
    }

    /// Says that a page is old, as in `Last heard from Spotify on 3 November`: from the third day on.
    static func staleNote(of data: ProfileData) -> String? {
        guard let syncedOn = data.syncedOn, data.today.dayNumber - syncedOn.dayNumber >= 3 else { return nil }
        return "Last heard from Spotify on \(Figures.dayAndMonth(syncedOn, seenOn: data.today))."
    }

    /// Says it all in a sentence, as in `What Ada listens to: 412 hours this year, lately Halden Marsh and Nova Tide`.
    static func description(of data: ProfileData) -> String {
        var parts: [String] = []
        let (listenedMs, plays) = thisYear(of: data)
        if data.shows(.facts), plays > 0 { parts.append("\(ListenedTime(milliseconds: listenedMs).words) this year") }
        let artists = data.shows(.artists) ? (data.topArtists[.shortTerm] ?? []).prefix(3).map(\.item.name) : []
        if !artists.isEmpty { parts.append("lately \(listed(artists))") }
        let head = "What \(data.user.shownName) listens to"
        return parts.isEmpty ? "\(head)." : "\(head): \(parts.joined(separator: ", "))."
    }

    private static func listed(_ names: [String]) -> String {
        guard let last = names.last, names.count > 1 else { return names.first ?? "" }
        return "\(names.dropLast().joined(separator: ", ")) and \(last)"
    }
}
