import TestSupport
import Testing

@testable import Rendering
@testable import SiteModel

@Suite struct HostileTextTests {
    let site: SampleSite

    init() throws { site = try SampleSite() }

    @Test func `a hostile profile has the elements of a tame one, and no others`() throws {
        let tame = HTMLDocument(site.profile(try .full()))
        let hostile = HTMLDocument(site.profile(try .hostile()))
        // Its bio may have the elements of a bio.
        #expect(Set(hostile.tags).subtracting(tame.tags).isSubset(of: ["em", "strong", "br", "code", "pre", "a"]))
    }

    @Test(arguments: ProfileData.hostileTexts)
    func `a hostile name is shown as plain text`(text: String) throws {
        let document = HTMLDocument(site.profile(try .hostile()))
        let names = document.elements(class: "name").map(\.text)
        #expect(names.contains(text.replacing("\0", with: "\u{FFFD}")))
    }

    @Test(arguments: ProfileData.hostileTexts)
    func `a hostile user's name stays in its title, its heading and its descriptions`(text: String) throws {
        var data = try ProfileData.full()
        data.user.displayName = text
        let document = HTMLDocument(site.profile(data))
        let shown = text.replacing("\0", with: "\u{FFFD}")
        #expect(document.elements("h1").first?.text == shown)
        // A name that turns the direction is isolated in the page; in a title it would turn what follows.
        let plain = String(
            String.UnicodeScalarView(shown.unicodeScalars.filter { !(0x202A...0x202E).contains($0.value) }))
        #expect(document.elements("title").first?.text == "\(plain) · Listening")
        let metas = document.elements("meta").compactMap { $0["content"] }
        #expect(metas.contains { $0.hasPrefix("What \(plain) listens to") })
        #expect(metas.contains("\(plain) · Listening"))
    }

    @Test func `an address that is not https is no link and no picture`() throws {
        let document = HTMLDocument(site.profile(try .hostile()))
        #expect(document.elements("img").isEmpty)
        let lists = document.elements(class: "top").flatMap { $0.elements("a") }
        #expect(lists.isEmpty)
        #expect(document.elements("h1").first?.elements("a").isEmpty == true)
    }

    @Test func `a hostile name in the directory is text, and its link is the username's`() throws {
        let document = HTMLDocument(site.directory(try .sample()))
        let mallory = try #require(document.elements(class: "name").first { $0["href"] == "mallory/index.html" })
        #expect(mallory.text == ProfileData.hostileTexts[0])
        #expect(mallory.elements.map(\.tag) == ["bdi"])
    }

    @Test func `a site's title can be hostile as well`() throws {
        let site = try SampleSite(title: "<i>A</i> & \"B\"")
        let document = HTMLDocument(site.notFound())
        #expect(document.elements(class: "masthead").first?.text.contains("<i>A</i> & \"B\"") == true)
        #expect(document.elements("i").isEmpty)
    }
}
