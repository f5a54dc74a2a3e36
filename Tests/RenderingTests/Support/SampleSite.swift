import Foundation

@testable import Rendering
@testable import SiteModel

/// The templates of this project, and pages rendered with them.
struct SampleSite {
    let context: SiteContext
    let library: TemplateLibrary

    /// The templates as they are in the project.
    static let templates = testsFolder.deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "templates")

    init(baseURL: String? = "https://music.example/people") throws {
        context = SiteContext(
            title: "Listening", baseURL: baseURL,
            assets: ["site.css": "assets/site.0a1b2c3d4e.css", "favicon.svg": "assets/favicon.0a1b2c3d4e.svg"],
            menu: [.init(name: "about", title: "About"), .init(name: "privacy", title: "Privacy")])
        let folder = Self.templates
        let names =
            FileManager.default.enumerator(atPath: folder.path(percentEncoded: false))?
            .compactMap { $0 as? String } ?? []
        library = try TemplateLibrary(paths: names) { [UInt8](try Data(contentsOf: folder.appending(path: $0))) }
    }

    func profile(_ data: ProfileData) throws -> [UInt8] {
        try html(ProfilePage.templateName, ProfilePage.Model(data, site: context, bio: Self.markdown))
    }

    func directory(_ entries: [DirectoryEntry]) throws -> [[UInt8]] {
        try DirectoryPage.parts(entries, site: context) { _ in ProfileData.sampleToday }
            .map { try html(DirectoryPage.templateName, $0.model) }
    }

    func page(_ name: String) throws -> [UInt8] {
        let text = try String(contentsOf: Self.templates.appending(path: "pages/\(name).md"), encoding: .utf8)
        let source = try SitePageSource(name: name, text: text)
        return try html(SitePage.templateName, SitePage.Model(source, site: context, markdown: Self.markdown))
    }

    func notFound() throws -> [UInt8] { try html(NotFoundPage.templateName, NotFoundPage.Model(site: context)) }

    private func html<Model: TemplateModel>(_ name: String, _ model: Model) throws -> [UInt8] {
        var buffer = HTMLBuffer()
        try library.template(named: name, for: Model.self).render(model, into: &buffer)
        return buffer.bytes
    }

    private static func markdown(_ text: String) -> SafeHTML {
        var buffer = HTMLBuffer()
        for paragraph in text.components(separatedBy: "\n\n") {
            buffer.append(markup: "<p>")
            buffer.append(escaping: paragraph)
            buffer.append(markup: "</p>\n")
        }
        return SafeHTML(buffer)
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
                topArtist: person.0 == "nobody" ? nil : SampleMusic.artist(index),
                days: person.0 == "nobody" ? [] : days)
        }
    }
}
