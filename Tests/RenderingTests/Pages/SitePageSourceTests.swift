import SiteModel
import Testing

@testable import Rendering

@Suite struct SitePageSourceTests {
    private static let text = "---\ntitle: A page\n---\nHello"

    @Test(arguments: ["about", "privacy", "imprint", "a-b", "7"])
    func `a page can have any name of a folder`(_ name: String) throws {
        #expect(try SitePageSource(name: name, text: Self.text).name == name)
    }

    @Test(arguments: [
        "artwork", "assets", "api", "auth", "404", "index", "account", "login", "Imprint", "a.b", "-a", "a-", "a b",
        "a/b", "..",
        "Über", "",
    ])
    func `a page cannot have a name that the site uses, or that is no folder`(_ name: String) {
        #expect(throws: FrontMatterError.self) { try SitePageSource(name: name, text: Self.text) }
    }
}
