import SiteModel

/// The directory: everyone who has a public page, by name.
enum DirectoryPage {
    /// How many people one page holds.
    static let length = 100

    /// All that `directory.mustache` can show.
    struct Model: Hashable, Sendable {
        var page: PageFrame
        var title: String
        var sentence: String
        var shared: String
        var people: [Person]
        var previous: String
        var next: String
        var position: String
    }
}

extension DirectoryPage {
    /// How many pages a directory has; one even when nobody is listed.
    static func partCount(of people: Int) -> Int { max(1, (people + length - 1) / length) }

    /// The file of a page, counted from 0: `index.html`, `index-2.html` and so on.
    ///
    /// A file and not a folder: a folder's name could be a username.
    static func file(_ index: Int) -> String { index == 0 ? "index.html" : "index-\(index + 1).html" }

    /// Makes one page of the directory.
    ///
    /// People are not ranked: the order is by name.
    ///
    /// - Parameters:
    ///   - shown: The public users on this page, in their order.
    ///   - part: Which page, counted from 0.
    ///   - people: How many public users there are on all pages.
    ///   - site: What every page shares.
    /// - Returns: What the template shows.
    static func model(
        _ shown: [ListedPerson], part: Int, of people: Int, site: PageContext
    ) -> Model {
        let count = partCount(of: people)
        let place = PagePlace.root(file: file(part))
        let position = count > 1 ? "Page \(part + 1) of \(count)" : ""
        let sentence = Self.sentence(people)
        return Model(
            page: PageFrame(
                title: part == 0 ? site.title : position, description: sentence, place: place, site: site),
            title: site.title, sentence: sentence,
            shared: count == 1 ? SharedListening(shown).sentence : "",
            people: shown.map { Person($0, prefix: place.prefix(in: site)) },
            previous: part > 0 ? file(part - 1) : "", next: part + 1 < count ? file(part + 1) : "",
            position: position)
    }

    private static func sentence(_ count: Int) -> String {
        switch count {
        case 0: "Nobody is listed here yet."
        case 1: "What one person listens to."
        default: "What \(EnglishText.spelled(count)) people listen to."
        }
    }
}

extension DirectoryPage.Model: TemplateModel {
    static var fields: [TemplateField<DirectoryPage.Model>] {
        [
            .object("page", "What surrounds the contents: title, links, hue.") { $0.page },
            .text("title", "The setting `site.title`.") { $0.title },
            .text("sentence", "How many people there are, in words.") { $0.sentence },
            .text("shared", "What the people have in common; empty for fewer than two, and on several pages.") {
                $0.shared
            },
            .flag("hasStrips", "Whether anyone has a line of dots, which then needs a caption.") {
                $0.people.contains { !$0.strip.isEmpty }
            },
            .list("people", "The public users of this page, by name, at most 100.") { $0.people },
            .text("previous", "Link to the page before; empty on the first.") { $0.previous },
            .text("next", "Link to the page after; empty on the last.") { $0.next },
            .text("position", "`Page 2 of 7`; empty when there is only one.") { $0.position },
        ]
    }
}
