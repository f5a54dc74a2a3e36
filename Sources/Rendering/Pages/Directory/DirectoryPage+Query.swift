import SiteModel

extension DirectoryPage {
    /// How many people one page holds.
    static let length = 100

    /// How many pages a directory has; one even when nobody is listed.
    static func partCount(of people: Int) -> Int { max(1, (people + length - 1) / length) }

    /// Makes one page of the directory: `index.html`, and from the 101st person on `index-2.html` and so on.
    ///
    /// A file and not a folder: a folder's name could be a username. No ranking of people: the order is by name.
    ///
    /// - Parameters:
    ///   - shown: The public users on this page, in their order.
    ///   - part: Which page, counted from 0.
    ///   - people: How many public users there are on all pages.
    ///   - site: What every page shares.
    ///   - today: The date in a user's zone.
    /// - Returns: What the template shows.
    static func model(
        _ shown: [DirectoryEntry], part: Int, of people: Int, site: SiteContext, today: (User) -> LocalDate
    ) -> Model {
        let count = partCount(of: people)
        let place = PagePlace.root(file: file(part))
        let position = count > 1 ? "Page \(part + 1) of \(count)" : ""
        let sentence = Self.sentence(people)
        return Model(
            page: PageFrame(
                title: part == 0 ? site.title : position, description: sentence, place: place, site: site),
            title: site.title, sentence: sentence,
            people: shown.map { Person($0, prefix: place.prefix(in: site), today: today($0.user)) },
            previous: part > 0 ? file(part - 1) : "", next: part + 1 < count ? file(part + 1) : "",
            position: position)
    }

    /// The file of a page, counted from 0.
    static func file(_ index: Int) -> String { index == 0 ? "index.html" : "index-\(index + 1).html" }

    private static func sentence(_ count: Int) -> String {
        switch count {
        case 0: "Nobody is listed here yet."
        case 1: "What one person listens to."
        default: "What \(Figures.spelled(count)) people listen to."
        }
    }
}

extension DirectoryPage.Person {
    init(_ entry: DirectoryEntry, prefix: String, today: LocalDate) {
        let user = entry.user
        let showsArtists = !user.hiddenSections.contains(.artists)
        let showsHistory = !user.hiddenSections.contains(.history)
        self.init(
            name: user.shownName, link: "\(prefix)\(user.username.rawValue)/index.html",
            hue: Hue(of: user.username).cssClass, initial: Initial.of(user.shownName),
            topArtist: showsArtists ? entry.topArtist?.name ?? "" : "",
            strip: showsHistory ? WeekStrip(entry.days, today: today).picture : .empty)
    }
}
