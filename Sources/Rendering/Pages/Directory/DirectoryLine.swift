import SiteModel

/// What the directory tells of one user: made from that user's own data alone, without what the user hides.
struct DirectoryLine: Sendable {
    var name: String
    var username: Username
    var hue: Hue
    /// The address of the portrait, as it is stored.
    var portrait: String?
    /// A phrase about the listening, in lower case; can be empty.
    var phrase: String
    /// The first of the last four weeks' artists.
    var topArtist: Artist?
    /// The last 26 weeks; `nil` for a user who hides them.
    var strip: WeekStrip?
    /// Listened milliseconds of the seven days that end today; zero for a user who hides them.
    var weekMs: Int64

    /// - Parameters:
    ///   - entry: What the store has.
    ///   - today: The date in the user's zone.
    init(_ entry: DirectoryEntry, today: LocalDate) {
        let user = entry.user
        let shows = { (section: PageSection) in !user.hiddenSections.contains(section) }
        name = user.shownName
        username = user.username
        hue = Hue(of: user)
        portrait = user.imageURL
        topArtist = shows(.artists) ? entry.topArtist : nil
        strip = shows(.history) ? WeekStrip(entry.days, today: today) : nil
        weekMs = strip?.weeks.last ?? 0
        let temperament = shows(.temperament) ? entry.temperament : nil
        let streak = shows(.facts) && shows(.history) ? Self.streak(entry.days, today: today) : ""
        phrase = streak.isEmpty ? temperament.map { Self.phrase($0, today: today) } ?? "" : streak
    }

    /// `41 days in a row`: from three weeks on.
    private static func streak(_ days: [ListeningDay], today: LocalDate) -> String {
        let current = Streaks(of: days.filter { $0.plays > 0 }.map(\.date), today: today).current
        // The days of the directory go no further back.
        if current >= 7 * WeekStrip.length { return "music on every day of half a year" }
        return current >= 21 ? "\(current) days in a row" : ""
    }

    /// The temperament's label; not one that would need the hours to choose its words.
    private static func phrase(_ temperament: Temperament, today: LocalDate) -> String {
        let label = Temperament.label(of: temperament.readings, after: temperament.label)
        guard !label.isEmpty, !label.contains(.day) else { return "" }
        return TemperamentWording(temperament: temperament, today: today).label.lowercased()
    }
}

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
    init(_ line: DirectoryLine, prefix: String) {
        self.init(
            name: line.name, link: "\(prefix)\(line.username.rawValue)/index.html", hue: line.hue.cssClass,
            portrait: SafeLink.picture(line.portrait, prefix: prefix), initial: Initial.of(line.name),
            phrase: line.phrase, topArtist: line.topArtist?.name ?? "",
            cover: SafeLink.picture(line.topArtist?.imageURL, prefix: prefix), strip: line.strip?.picture ?? .empty)
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
