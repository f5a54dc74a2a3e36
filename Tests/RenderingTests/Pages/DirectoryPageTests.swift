import Testing

@testable import Rendering
@testable import SiteModel

@Suite struct DirectoryPageTests {
    let site = PageContext(title: "Listening")

    func model(_ entries: [DirectoryEntry], part: Int = 0, of people: Int? = nil) -> DirectoryPage.Model {
        DirectoryPage.model(entries, part: part, of: people ?? entries.count, site: site)
    }

    @Test func `people are ordered by name, without regard to case and accents`() throws {
        var listed = ListedUsers()
        for entry in try [DirectoryEntry].sample().reversed() { listed.append(entry.user, fingerprint: []) }
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
        entry.user.hiddenSections = [.artists, .history]
        #expect(model([entry]).people[0].topArtist.isEmpty)
        #expect(model([entry]).people[0].strip.isEmpty)
    }
}
