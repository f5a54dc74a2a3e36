import Foundation
import SiteModel
import TestSupport
import Testing

@testable import Rendering

/// What must hold on a page of any kind, as an HTML5 parser sees it.
@Suite struct PageMarkupTests {
    let site: SampleSite
    let pages: [(path: String, document: HTMLDocument)]

    init() throws {
        site = try SampleSite()
        pages = try site.everyPage().map { ($0.path, HTMLDocument($0.bytes)) }
    }

    @Test func `no page has anything that executes, inline style or an event handler`() throws {
        for (path, document) in pages {
            // A block of data is no script; it has to be what it says it is.
            for script in document.elements("script") {
                #expect(script["type"] == "application/ld+json" && script["src"] == nil, "\(path)")
                let object = try JSONSerialization.jsonObject(with: Data(script.text.utf8)) as? [String: Any]
                #expect(object?["@type"] as? String == "ProfilePage", "\(path)")
            }
            #expect(document.elements("style").isEmpty, "\(path)")
            for attribute in document.attributes {
                #expect(attribute.name != "style" && !attribute.name.hasPrefix("on"), "\(path): \(attribute)")
            }
        }
    }

    @Test func `ids are unique, and every reference finds its id`() {
        for (path, document) in pages {
            let ids = document.elements.compactMap { $0["id"] }
            #expect(Set(ids).count == ids.count, "\(path)")
            let references = document.elements.flatMap { element in
                ["for", "aria-labelledby", "aria-describedby"].flatMap { (element[$0] ?? "").split(separator: " ") }
            }
            for reference in references { #expect(ids.contains(String(reference)), "\(path): \(reference)") }
        }
    }

    @Test func `every link is https, or leads to a page, a place or an asset of the site`() throws {
        let known = Set(pages.map(\.path)).union(site.context.assets.values)
            .union(try [DirectoryEntry].sample().map { "\($0.user.username)/index.html" })
            .union(["ada", "cy", "nobody", "mallory"].flatMap { ["\($0)/data.json", "\($0)/feed.xml"] })
        for (path, document) in pages {
            for attribute in document.attributes where ["href", "src"].contains(attribute.name) {
                let link = attribute.value
                if link.hasPrefix("https://") { continue }
                if link.hasPrefix("#") {
                    #expect(document.elements.contains { $0["id"] == String(link.dropFirst()) }, "\(path): \(link)")
                    continue
                }
                #expect(resolved(link, from: path).map(known.contains) == true, "\(path): \(link)")
            }
        }
    }

    /// The path in the output that a link leads to; `nil` when it leaves it.
    private func resolved(_ link: String, from path: String) -> String? {
        let prefix = "/people/"
        if path == "404.html" { return link.hasPrefix(prefix) ? String(link.dropFirst(prefix.count)) : nil }
        var folders = path.split(separator: "/").dropLast()
        for part in link.split(separator: "/", omittingEmptySubsequences: false) {
            switch part {
            case "..":
                guard folders.popLast() != nil else { return nil }
            case "", ".": return nil
            default: folders.append(part)
            }
        }
        return folders.joined(separator: "/")
    }

    @Test func `every picture has its size and an alternative text, which can be empty`() {
        for (path, document) in pages {
            for image in document.elements("img") {
                #expect(image["alt"] != nil && image["width"] != nil && image["height"] != nil, "\(path)")
                #expect(image["loading"] == "lazy" || image.classes.contains("portrait"), "\(path)")
            }
        }
    }

    @Test func `a page says its language, has one main part, one first heading, and skips no level`() {
        for (path, document) in pages {
            #expect(document.root["lang"] == "en", "\(path)")
            #expect(document.elements("main").count == 1, "\(path)")
            let levels = document.elements.compactMap { element in
                element.tag.count == 2 && element.tag.first == "h" ? Int(element.tag.dropFirst()) : nil
            }
            #expect(levels.count { $0 == 1 } == 1 && levels.first == 1, "\(path)")
            for (level, next) in zip(levels, levels.dropFirst()) { #expect(next <= level + 1, "\(path)") }
            #expect(document.elements("title").first?.text.isEmpty == false, "\(path)")
        }
    }

    @Test func `a scrolling region can be reached by keyboard, and has a name`() {
        for (path, document) in pages {
            for region in document.elements(class: "scroll") {
                #expect(region["tabindex"] == "0" && region["role"] == "region", "\(path)")
                #expect(region["aria-label"]?.isEmpty == false, "\(path)")
            }
        }
    }

    @Test func `a full page and the style sheet stay within their size limits`() throws {
        let bytes = site.profile(try .full())
        #expect(bytes.count <= 100_000)
        #expect(try GzipEncoder().gzip(bytes, for: "ada/index.html").count <= 16_384)
        let css = try Data(contentsOf: SampleSite.folder.appending(path: "assets/site.css"))
        #expect(css.count <= 18_000)
    }

    @Test func `a month and a year stay within their size limits`() throws {
        for (period, bytes, compressed) in [
            (RecapData.samplePeriods[3], 25_000, 6_144), (RecapPeriod(year: 2026), 60_000, 12_288),
        ] {
            let page = site.recap(try .sample(period))
            #expect(page.count <= bytes, "\(period.folder)")
            #expect(try GzipEncoder().gzip(page, for: "index.html").count <= compressed, "\(period.folder)")
        }
    }

    @Test func `the same data gives the same bytes`() throws {
        let (first, second) = try (site.profile(.full()), SampleSite().profile(.full()))
        #expect(first == second)
    }
}
