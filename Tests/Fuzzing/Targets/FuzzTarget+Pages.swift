import TestSupport

@testable import Rendering

extension FuzzTarget {
    /// A template, with one partial after a zero byte.
    static let templates = FuzzTarget(name: "templates") { bytes in
        let parts = bytes.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
        let sources = ["page": parts[0], "partials/part": parts.dropFirst().first ?? [][...]]
        let library = TemplateLibrary(sources: sources.mapValues { String(decoding: $0, as: UTF8.self) })
        do throws(TemplateError) {
            let template = try library.template(named: "page", for: FuzzPage.self)
            var page = HTMLBuffer()
            template.render(FuzzPage(), into: &page)
            precondition(String(validating: page.bytes, as: UTF8.self) != nil, "a page is not UTF-8")
        } catch {
            precondition("\(error)".contains("mustache"), "an error names no file")
        }
    }

    /// A bio, as users write it.
    static let markdown = FuzzTarget(name: "markdown") { bytes in
        let html = MarkdownRenderer.render(String(decoding: bytes, as: UTF8.self), style: .bio)
        var page = HTMLBuffer()
        page.append(html)
        let document = HTMLDocument(page.bytes)
        precondition(
            Set(document.tags).isSubset(of: allowed), "a bio has \(Set(document.tags).subtracting(allowed).sorted())")
        for attribute in document.attributes {
            switch attribute.name {
            case "href":
                // A scheme may be written in any case. By bytes: a mark after it would be one character with the slash.
                precondition(
                    attribute.value.lowercased().utf8.starts(with: "https://".utf8), "a bio links \(attribute.value)")
            case "rel", "title", "start", "class": break
            default: preconditionFailure("a bio has the attribute \(attribute.name)")
            }
        }
    }

    /// The listing of a shard, which comes from another machine: what is accepted is shown in a directory.
    static let listings = FuzzTarget(name: "listings") { bytes in
        withFile(bytes) { path in
            do throws(ListingError) {
                var listings = try Listings([path])
                let users = try listings.next(DirectoryPage.length)
                let site = PageContext(title: "Listening", baseURL: "https://music.example")
                let model = DirectoryPage.model(users.map(\.person), part: 0, of: users.count, site: site)
                precondition(
                    model.people.allSatisfy {
                        $0.cover.isEmpty || $0.cover.hasPrefix("https://") || $0.cover.hasPrefix("artwork/")
                    })
                for user in users {
                    precondition(Sitemap.places(of: user.username, years: user.years).count <= 10_000_000)
                }
            } catch {
                precondition(
                    "\(error)".contains(path) || "\(error)".contains("no listing of shard"), "an error names no file")
            }
        }
    }

    private static let allowed: Set<String> = [
        "p", "em", "strong", "a", "code", "pre", "ul", "ol", "li", "blockquote", "hr", "br",
    ]
}

/// A model with a field of each kind.
private struct FuzzPage: TemplateModel {
    struct Part: TemplateModel {
        var parts: [Part] = []

        static let fields: [TemplateField<Part>] = [
            .text("name", "A name.") { _ in "<b>\u{301}" },
            .list("parts", "Parts of the part.") { $0.parts },
        ]
    }

    static let fields: [TemplateField<FuzzPage>] = [
        .text("title", "A title.") { _ in "Fish & \"Chips\"" },
        .number("count", "A number.") { _ in -3 },
        .flag("isOpen", "A flag.") { _ in true },
        .html("chart", "A drawing.") { _ in SafeHTML(bytes: Array("<svg/>".utf8)) },
        .object("owner", "A part.") { _ in Part() },
        .list("parts", "Parts.") { _ in [Part(), Part(parts: [Part()])] },
        .texts("tags", "Words.") { _ in ["a", "<b>"] },
        .numbers("years", "Numbers.") { _ in [2025, 2026] },
    ]
}
