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

    init(_ person: ListedPerson, prefix: String) {
        self.init(
            name: person.name, link: "\(prefix)\(person.username)/index.html", hue: Hue(index: person.hue).cssClass,
            portrait: SafeLink.picture(person.picture, prefix: prefix), initial: Initial.of(person.name),
            phrase: Self.phrase(person), topArtist: person.topArtist,
            cover: SafeLink.picture(person.cover, prefix: prefix), strip: WeekStrip(weeks: person.weeks).picture)
    }

    /// `41 days in a row` or `night-owl devotee`; empty when neither is known and shown.
    private static func phrase(_ person: ListedPerson) -> String {
        if person.streak >= leastStreak {
            // The days of a line go no further back.
            return person.streak == 7 * WeekStrip.length
                ? "music on every day of half a year" : "\(person.streak) days in a row"
        }
        // Whether a day is an early one, only the hours would tell.
        guard !person.label.isEmpty, !person.label.contains(.day) else { return "" }
        return TemperamentWording.phrase(of: person.label).lowercased()
    }
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
