import SiteModel

extension DirectoryPage {
    /// One line of the directory.
    struct Person: Hashable, Sendable {
        var name: String
        var link: String
        var hue: String
        var portrait: String
        var initial: String
        var phrase: String
        var topArtist: String
        var cover: String
        var strip: SafeHTML
    }
}

extension DirectoryPage.Person {
    /// How many days in a row are worth a word.
    private static let leastStreak = 21

    init(_ entry: DirectoryEntry, prefix: String) {
        let (user, line) = (entry.user, entry.line)
        let showsArtists = user.shows(.artists)
        self.init(
            name: user.shownName, link: "\(prefix)\(user.username.rawValue)/index.html", hue: Hue(of: user).cssClass,
            portrait: SafeLink.picture(user.imageURL, prefix: prefix), initial: Initial.of(user.shownName),
            phrase: Self.phrase(entry), topArtist: showsArtists ? line.topArtist : "",
            cover: showsArtists ? SafeLink.picture(line.cover, prefix: prefix) : "",
            strip: user.shows(.history) ? WeekStrip(weeks: line.weeks).picture : .empty)
    }

    /// `41 days in a row` or `night-owl devotee`; empty when neither is known and shown.
    private static func phrase(_ entry: DirectoryEntry) -> String {
        let (user, line) = (entry.user, entry.line)
        if user.shows(.facts), user.shows(.history), line.streak >= leastStreak {
            // The days of a line go no further back.
            return line.streak == 7 * WeekStrip.length
                ? "music on every day of half a year" : "\(line.streak) days in a row"
        }
        // Whether a day is an early one, only the hours would tell.
        guard user.shows(.temperament), !line.label.isEmpty, !line.label.contains(.day) else { return "" }
        return TemperamentWording.phrase(of: line.label).lowercased()
    }
}

extension User {
    /// Whether the user shows a part of the page.
    func shows(_ section: PageSection) -> Bool { !hiddenSections.contains(section) }
}

extension DirectoryPage.Person: TemplateModel {
    static var fields: [TemplateField<DirectoryPage.Person>] {
        [
            .text("name", "The user's name on Spotify, or the username without one; any characters.") { $0.name },
            .text("link", "Link to the user's page.") { $0.link },
            .text("hue", "The class of the user's hue, `hue-0` to `hue-11`.") { $0.hue },
            .text("portrait", "The user's picture, an `https` address; can be empty.") { $0.portrait },
            .text("initial", "The first letter of the name.") { $0.initial },
            .flag("hasWords", "Whether there is a phrase or a top artist.") {
                !$0.phrase.isEmpty || !$0.topArtist.isEmpty
            },
            .text("phrase", "A few words on the listening: `41 days in a row`; can be empty.") { $0.phrase },
            .text("topArtist", "The user's top artist of the last four weeks; can be empty.") { $0.topArtist },
            .text("cover", "The picture of the top artist; can be empty.") { $0.cover },
            .html("strip", "The last 26 weeks as a line of dots, an SVG; can be empty.") { $0.strip },
        ]
    }
}
