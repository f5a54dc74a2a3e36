import Foundation
import TestSupport
import Testing

@testable import Rendering
@testable import SiteModel

@Suite struct StructuredDataTests {
    func block(_ name: String) -> String {
        let markup = StructuredData.profile(
            name: name, username: "ada", address: "https://music.example/ada/", image: "", profile: "",
            modified: "2026-11-22")
        return String(decoding: markup.bytes, as: UTF8.self)
    }

    @Test func `a profile is a page about a person, to the byte`() {
        #expect(
            block("Ada Marlowe") == #"""
                <script type="application/ld+json">{"@context":"https://schema.org","@type":"ProfilePage","url":"https://music.example/ada/","dateModified":"2026-11-22","mainEntity":{"@type":"Person","name":"Ada Marlowe","alternateName":"ada"}}</script>
                """#)
    }

    @Test(arguments: [
        ("</script><script>alert(1)</script>", #"\u003c/script\u003e\u003cscript\u003ealert(1)\u003c/script\u003e"#),
        ("<!--", #"\u003c!--"#), ("\"}\\", #"\u0022}\u005c"#), ("a\u{301}\"\u{301}", "a\u{301}\\u0022\u{301}"),
        ("\u{0}\n\u{1B}\u{7F}\u{85}", #"\u0000\u000a\u001b\u007f\u0085"#), ("\u{2028}\u{2029}", #"\u2028\u2029"#),
        ("&amp;'", #"\u0026amp;\u0027"#), ("👩‍👩‍👧 نور", "👩‍👩‍👧 نور"),
    ])
    func `special characters of a name are written as numbers, to the byte`(name: String, written: String) throws {
        let text = block(name)
        #expect(Array(text.utf8).contains(Array("\"name\":\"\(written)\",".utf8)))
        let document = HTMLDocument(Array(text.utf8))
        #expect(document.elements("script").count == 1)
        let data = Data(try #require(document.elements("script").first).text.utf8)
        let object = try JSONSerialization.jsonObject(with: data) as? [String: Any]
        let person = try #require(object?["mainEntity"] as? [String: Any])
        #expect((person["name"] as? String).map { Array($0.utf8) } == Array(name.utf8))
    }

    @Test func `only a public page has structured data, with its address where that is known`() throws {
        let site = try SampleSite()
        var data = try ProfileData.full()
        func blocks(_ site: SampleSite) -> [String] {
            HTMLDocument(site.profile(data)).elements("script").map(\.text)
        }
        #expect(blocks(site).first?.contains("https://music.example/people/ada/") == true)
        #expect(blocks(site).first?.contains("\"sameAs\":\"https://open.spotify.com/user/") == true)
        #expect(try blocks(SampleSite(baseURL: nil)).first?.contains("\"url\"") == false)
        data.user.visibility = .unlisted
        #expect(blocks(site).isEmpty)
    }

    @Test func `the browser's own bars have the ground of the hue, in light and dark mode`() throws {
        let document = HTMLDocument(try SampleSite().profile(.full()))
        let colours = document.elements("meta").filter { $0["name"] == "theme-color" }
        #expect(colours.map { $0["content"] } == ["#fdf9f6", "#150f09"])
        #expect(
            colours.map { $0["media"] } == ["(prefers-color-scheme: light)", "(prefers-color-scheme: dark)"])
    }
}
