import Foundation
import Testing

@testable import Rendering
@testable import SiteModel

/// The templates of this project, and pages rendered with them.
struct SampleSite {
    var context: PageContext
    let templates: TemplateFolder

    /// The templates as they are in the project.
    static let folder = testsFolder.deletingLastPathComponent().deletingLastPathComponent().appending(path: "templates")

    init(title: String = "Listening", baseURL: String? = "https://music.example/people") throws {
        templates = try TemplateFolder(path: Self.folder.path(percentEncoded: false))
        context = PageContext(
            title: title, baseURL: baseURL,
            assets: ["site.css": "assets/site.0a1b2c3d4e.css", "favicon.svg": "assets/favicon.0a1b2c3d4e.svg"],
            menu: templates.pages.map { PageContext.MenuItem(name: $0.name, title: $0.title) })
    }

    func profile(_ data: ProfileData) -> [UInt8] {
        let model = ProfilePage.Model(data, site: context) { MarkdownRenderer.render($0, style: .bio) }
        return bytes { templates.page[ProfilePage.self].render(model, into: &$0) }
    }

    func directory(_ entries: [DirectoryEntry]) -> [UInt8] {
        let model = DirectoryPage.model(entries.map(ListedPerson.init), part: 0, of: entries.count, site: context)
        return bytes { templates.page[DirectoryPage.self].render(model, into: &$0) }
    }

    func recap(_ data: RecapData) -> [UInt8] {
        let model = RecapPage.Model(data, site: context)
        return bytes { templates.page[RecapPage.self].render(model, into: &$0) }
    }

    func page(_ name: String) throws -> [UInt8] {
        let source = try #require(templates.pages.first { $0.name == name })
        let model = SitePage.Model(source, site: context) {
            MarkdownRenderer.render($0, style: .page(headingLevelOffset: 0))
        }
        return bytes { templates.page[SitePage.self].render(model, into: &$0) }
    }

    func notFound() -> [UInt8] {
        let model = NotFoundPage.Model(site: context)
        return bytes { templates.page[NotFoundPage.self].render(model, into: &$0) }
    }

    /// One page of every kind, by the path at which it would be published.
    func everyPage() throws -> [(path: String, bytes: [UInt8])] {
        [
            ("ada/index.html", profile(try .full())), ("cy/index.html", profile(try .threePlays())),
            ("nobody/index.html", profile(try .empty())), ("mallory/index.html", profile(try .hostile())),
            ("index.html", directory(try .sample())), ("about/index.html", try page("about")),
            ("privacy/index.html", try page("privacy")), ("404.html", notFound()),
            ("mallory/2026/index.html", recap(try .hostile())),
        ]
            + (try RecapData.samplePeriods.map { period in
                ("ada/\(period.folder)/index.html", recap(try .sample(period)))
            })
    }

    private func bytes(_ render: (inout HTMLBuffer) -> Void) -> [UInt8] {
        var buffer = HTMLBuffer()
        render(&buffer)
        return buffer.bytes
    }
}

extension [DirectoryEntry] {
    /// A few people, one of them with nothing to show and one with a hostile name.
    static func sample() throws -> [DirectoryEntry] {
        let people = [
            ("zoe", "Zoë"), ("ada", "Ada Marlowe"), ("emile", "Émile Roux"), ("mallory", ProfileData.hostileTexts[0]),
            ("bo", "bo"), ("nobody", ""), ("noor", "نور الشمال"), ("cy", "Cy Bright"), ("kestrel", "Kestrel Lane"),
            ("theo", "Theodora von und zu Hohenlohe-Waldenburg-Schillingsfürst"), ("lin", "Lin"), ("pim", "Pim"),
        ]
        return try people.enumerated().map { index, person in
            let days = ListeningDay.sampleYear(today: ProfileData.sampleToday).filter {
                ($0.date.dayNumber / 7 + index * 3) % (index + 2) != 0
            }
            return DirectoryEntry(
                user: try .sample(person.0, displayName: person.1),
                line: person.0 == "nobody"
                    ? DirectoryLine(topArtist: "", weeks: [])
                    : DirectoryLine(topArtist: SampleMusic.artist(index), days, today: ProfileData.sampleToday))
        }
    }
}
