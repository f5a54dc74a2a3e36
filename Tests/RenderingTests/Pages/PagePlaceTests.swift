import TestSupport
import Testing

@testable import Rendering

@Suite struct PagePlaceTests {
    @Test(arguments: [
        ("https://music.example", ""), ("https://music.example/", ""), ("https://a.example/people/", "/people"),
        ("https://a.example/x/y", "/x/y"),
    ])
    func `the 404 page links from the root of its host`(baseURL: String, path: String) {
        let site = PageContext(title: "L", baseURL: baseURL)
        #expect(PagePlace.anywhere.prefix(in: site) == path + "/")
    }

    @Test func `every other page links relatively`() {
        let site = PageContext(title: "L")
        #expect(PagePlace.anywhere.prefix(in: site) == "/")
        #expect(PagePlace.folder("ada").prefix(in: site) == "../")
        #expect(PagePlace.folder("ada/2026/11").prefix(in: site) == "../../../")
        #expect(PagePlace.folder("ada/2026/11").path == "ada/2026/11/index.html")
        #expect(PagePlace.root(file: "index.html").prefix(in: site).isEmpty)
        #expect(PagePlace.folder("ada").canonical(in: site).isEmpty)
    }

    @Test func `the menu is ordered as its pages say, and then by name`() throws {
        let sources = try [("b", "order: 2"), ("z", "order: 1"), ("a", "order: 2")].map {
            try SitePageSource(name: $0, text: "---\ntitle: T\n\($1)\n---\nText")
        }
        #expect(SitePageSource.inMenuOrder(sources).map(\.name) == ["z", "a", "b"])
    }

    @Test func `the project's own pages have a title, a description and a place in the menu`() throws {
        let site = try SampleSite()
        let about = HTMLDocument(try site.page("about"))
        #expect(about.elements("h1").first?.text == "About")
        #expect(about.elements("a").first { $0["aria-current"] == "page" }?.text == "About")
        #expect(about.elements("meta").contains { $0["name"] == "description" })
    }
}
