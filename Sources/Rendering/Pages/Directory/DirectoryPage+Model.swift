/// The contents page: everyone who is public, by name.
enum DirectoryPage {
    /// All that `directory.mustache` can show.
    struct Model: Hashable, Sendable {
        var page: PageFrame
        var title: String
        var sentence: String
        var people: [Person]
        var previous: String
        var next: String
        var position: String
    }

    /// One line of the contents.
    struct Person: Hashable, Sendable {
        var name: String
        var link: String
        var hue: String
        var initial: String
        var topArtist: String
        var strip: SafeHTML
    }
}

extension DirectoryPage.Model: TemplateModel {
    static var fields: [TemplateField<DirectoryPage.Model>] {
        [
            .object("page", "What stands around the contents: title, links, hue.") { $0.page },
            .text("title", "The setting `site.title`.") { $0.title },
            .text("sentence", "How many people there are, in words.") { $0.sentence },
            .list("people", "The public users of this page, by name, at most 100.") { $0.people },
            .text("previous", "Link to the page before; empty on the first.") { $0.previous },
            .text("next", "Link to the page after; empty on the last.") { $0.next },
            .text("position", "`Page 2 of 7`; empty when there is only one.") { $0.position },
        ]
    }
}

extension DirectoryPage.Person: TemplateModel {
    static var fields: [TemplateField<DirectoryPage.Person>] {
        [
            .text("name", "The user's name on Spotify, else the username; any characters.") { $0.name },
            .text("link", "Link to the user's page.") { $0.link },
            .text("hue", "The class of the user's hue, `hue-0` to `hue-11`.") { $0.hue },
            .text("initial", "The first letter of the name.") { $0.initial },
            .text("topArtist", "Whom the user listens to most at present; can be empty.") { $0.topArtist },
            .html("strip", "The last 26 weeks as a line of dots, an SVG; can be empty.") { $0.strip },
        ]
    }
}
