import SiteModel

/// A year or a month of one user.
enum RecapPage {
    /// All that `recap.mustache` can show: finished texts, in the order of the page.
    struct Model: Hashable, Sendable {
        var page: PageFrame
        var name: String
        var profileLink: String
        var portrait: String
        var initial: String
        var title: String
        var eyebrow: String
        var sentence: String
        var facts: [ProfilePage.Fact]
        var notes: [String]
        var top: [List]
        var newcomers: Names?
        var comebacks: Names?
        var race: Race?
        var days: Days?
        var clock: ProfilePage.Hours?
        var decades: ProfilePage.Decades?
        var temperament: ProfilePage.Temperament?
        var moments: [Moment]
        var phonePicture = ""
        var turns: [Link]
        var months: [Link]
        var sources: [String]
        var through: String
    }

    /// A link to another recap.
    struct Link: Hashable, Sendable {
        var kind: String
        var label: String
        var link: String
    }
}

extension RecapPage.Model {
    /// Makes the page of a recap.
    ///
    /// Pure: the same data and the same site give the same page.
    ///
    /// - Parameters:
    ///   - data: The recap, and what it leads to.
    ///   - site: What every page shares.
    ///   - pictures: What was drawn for it.
    init(_ data: RecapData, site: PageContext, pictures: RecapPage.Pictures = RecapPage.Pictures()) {
        let user = data.user
        let place = RecapPage.place(of: data.period, user)
        let prefix = place.prefix(in: site)
        let home = prefix + user.username.rawValue + "/"
        let rows = RecapPage.Rows(prefix: prefix)
        portrait = SafeLink.picture(user.imageURL, prefix: prefix)
        name = user.shownName
        profileLink = home + "index.html"
        initial = Initial.of(user.shownName)
        title = data.title
        eyebrow = data.period.isYear ? "A year in listening" : "A month in listening"
        sentence = RecapPage.sentence(of: data)
        facts = data.shows(.facts) ? RecapPage.facts(of: data) : []
        notes = RecapPage.notes(of: data)
        top = RecapPage.lists(of: data, rows: rows)
        newcomers = RecapPage.Names(newcomersOf: data, rows: rows)
        comebacks = RecapPage.Names(comebacksOf: data, rows: rows)
        race = RecapPage.Race(data)
        days = RecapPage.Days(data)
        clock = ProfilePage.Hours(data, firstWeekday: site.firstWeekday)
        decades = ProfilePage.Decades(data)
        temperament = ProfilePage.Temperament(data)
        moments = RecapPage.moments(of: data, rows: rows)
        turns = RecapPage.turns(data.links, home: home)
        months = data.links.months.map { RecapPage.Link($0, kind: "month", home: home, isShort: true) }
        sources = RecapPage.sources(of: data)
        through = EnglishText.long(data.recap.through)
        page = PageFrame(
            title: "\(user.shownName) · \(data.title)", description: RecapPage.description(of: data), place: place,
            site: site, hue: Hue(of: user), isHidden: user.visibility != .public,
            image: portrait.hasPrefix("https:") ? portrait : "")
        page.feed = data.stage == .final && site.hasFeed(of: user) ? home + Feed.name : ""
        phonePicture = pictures.phone.map { prefix + $0.path.rawValue } ?? ""
        if let card = pictures.link { page.show(card, alt: RecapPage.cardWords(of: data), site: site) }
    }
}

extension RecapPage {
    fileprivate static func turns(_ links: RecapLinks, home: String) -> [Link] {
        [(links.previous, "previous"), (links.year, "year"), (links.next, "next")].compactMap { period, kind in
            period.map { Link($0, kind: kind, home: home) }
        }
    }
}

extension RecapPage.Link {
    /// - Parameters:
    ///   - period: Where it leads.
    ///   - kind: What it is to the page.
    ///   - home: The link to the user's folder.
    ///   - isShort: Whether a month is named without its year.
    init(_ period: RecapPeriod, kind: String, home: String, isShort: Bool = false) {
        let month = isShort ? EnglishText.month(LocalMonth(period.firstDay).components.month) : ""
        self.init(
            kind: kind,
            label: period.isYear
                ? String(period.year) : isShort ? month : EnglishText.monthAndYear(period.firstDay),
            link: "\(home)\(period.folder)/index.html")
    }
}
