import TestSupport
import Testing

@testable import Rendering
@testable import SiteModel

@Suite struct DirectoryPageTests {
    let site = PageContext(title: "Listening")

    func model(_ entries: [DirectoryEntry], part: Int = 0, of people: Int? = nil) -> DirectoryPage.Model {
        DirectoryPage.model(entries.map(ListedPerson.init), part: part, of: people ?? entries.count, site: site)
    }

    @Test func `people are ordered by name, without regard to case and accents`() throws {
        var listed = ListedUsers()
        for entry in try [DirectoryEntry].sample().reversed() {
            listed.append(ListedUsers.Entry(entry.user, fingerprint: []))
        }
        let names = listed.inOrder.map(\.username.rawValue)
        #expect(
            names == [
                "mallory", "ada", "bo", "cy", "emile", "kestrel", "lin", "nobody", "pim", "theo", "zoe", "noor",
            ])
    }

    @Test(arguments: [(0, 1), (1, 1), (100, 1), (101, 2), (200, 2), (201, 3)])
    func `a page holds a hundred people, and there is always one page`(people: Int, pages: Int) {
        #expect(DirectoryPage.partCount(of: people) == pages)
    }

    @Test func `pages link to each other, and their names cannot be usernames`() throws {
        let models = (0..<3).map { model([], part: $0, of: 201) }
        #expect((0..<3).map(DirectoryPage.file) == ["index.html", "index-2.html", "index-3.html"])
        #expect(models.map(\.previous) == ["", "index.html", "index-2.html"])
        #expect(models.map(\.next) == ["index-2.html", "index-3.html", ""])
        #expect(models.map(\.position) == ["Page 1 of 3", "Page 2 of 3", "Page 3 of 3"])
        #expect(models.map(\.page.isHome) == [true, false, false])
        #expect(model([], of: 100).position.isEmpty)
        #expect(throws: UsernameError.self) { try Username("index-2.html") }
    }

    @Test(arguments: [
        (0, "Nobody is listed here yet."), (1, "What one person listens to."), (12, "What 12 people listen to."),
    ])
    func `a directory says how many people it has`(people: Int, sentence: String) {
        #expect(model([], of: people).sentence == sentence)
    }

    @Test func `what a user hides on the page is not in the directory either`() throws {
        var entry = DirectoryEntry(
            user: try .sample("ada", displayName: "Ada"),
            line: DirectoryLine(
                topArtist: SampleMusic.artist(1), ListeningDay.sampleYear(today: ProfileData.sampleToday),
                today: ProfileData.sampleToday))
        #expect(model([entry]).people[0].topArtist == "Nova Tide")
        #expect(!model([entry]).people[0].strip.isEmpty)
        #expect(!model([entry]).people[0].cover.isEmpty)
        entry.user.hiddenSections = [.artists, .history]
        #expect(model([entry]).people[0].cover.isEmpty)
        #expect(model([entry]).people[0].topArtist.isEmpty)
        #expect(model([entry]).people[0].strip.isEmpty)
    }

    /// Someone who listens an hour on each of the last days, with this artist on top.
    private func entry(
        _ name: String, days: Int, artist: Int?, temperament: Temperament? = nil
    ) throws -> DirectoryEntry {
        let today = ProfileData.sampleToday
        return DirectoryEntry(
            user: try .sample(name, displayName: nil),
            line: DirectoryLine(
                topArtist: artist.map(SampleMusic.artist),
                (0..<days).reversed().map { .sample(today.advanced(by: -$0), minutes: 60) }, today: today,
                temperament: temperament))
    }

    @Test func `a line above the list tells what people share, from what they show`() throws {
        var people = try [("ada", 40, 0), ("bo", 4, 0), ("cy", 0, 1)].map { try entry($0, days: $1, artist: $2) }
        let halden = "\u{2068}Halden Marsh\u{2069}"
        #expect(model(people).shared == "In these seven days: 11 hours between two people; two have \(halden) on top.")
        #expect(model(people, of: 101).shared.isEmpty, "the others are on another page")
        people[1].user.hiddenSections = [.artists]
        #expect(model(people).shared == "In these seven days: 11 hours between two people.")
        people[1].user.hiddenSections = [.history]
        #expect(model(people).shared.isEmpty)
        #expect(model([]).shared.isEmpty)
    }

    @Test func `a line has one phrase, and nothing of what the user hides`() throws {
        var temperament = Temperament.sample(lastDay: ProfileData.sampleToday)
        func phrase(days: Int = 41, hiding hidden: Set<PageSection> = []) throws -> String {
            var person = try entry("ada", days: days, artist: nil, temperament: temperament)
            person.user.hiddenSections = hidden
            return model([person]).people[0].phrase
        }
        #expect(try phrase() == "41 days in a row")
        #expect(try phrase(hiding: [.facts]) == "timeless night owl")
        #expect(try phrase(hiding: [.history]) == "timeless night owl")
        #expect(try phrase(hiding: [.facts, .temperament]).isEmpty)
        #expect(try phrase(days: 20) == "timeless night owl")
        #expect(try phrase(days: 300) == "music on every day of half a year")
        temperament.readings[3].value = 0
        #expect(try phrase(days: 20).isEmpty, "whether it is the morning, only the hours would tell")
    }

    @Test func `a line is the same, whether it is made from half a year of days or from a whole one`() throws {
        #expect(try entry("ada", days: 183, artist: 1).line == entry("ada", days: 365, artist: 1).line)
    }

    @Test func `a portrait replaces the initial`() throws {
        var person = try entry("ada", days: 1, artist: nil)
        #expect(model([person]).people[0].portrait.isEmpty && model([person]).people[0].initial == "A")
        person.user.imageURL = SampleMusic.image(1, kind: "ab6775700000ee85")
        let document = HTMLDocument(try SampleSite().directory([person]))
        #expect(document.elements(class: "spot").map(\.tag) == ["img"])
    }
}
