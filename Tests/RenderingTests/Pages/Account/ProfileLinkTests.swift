import GRDB
import TestSupport
import Testing

@testable import Rendering
@testable import SiteModel

/// The way from a static profile to the account page.
@Suite struct ProfileLinkTests {
    private let words = "Yours? Update or manage it"

    @Test func `profiles lead to the companion, other pages do not`() throws {
        var site = try SampleSite()
        site.context.companionURL = "https://account.example/account/"
        for (path, bytes) in try site.everyPage() {
            let links = HTMLDocument(bytes).elements("a").filter { $0.text == words }.map { $0["href"] }
            // The pages of a year and of a month lead to the profile.
            let isProfile =
                path.hasSuffix("/index.html") && path.split(separator: "/").count == 2
                && !["about", "privacy"].contains { path.hasPrefix($0) }
            #expect(links == (isProfile ? ["https://account.example/account/"] : []), "\(path)")
        }
    }

    @Test func `without a companion no page says anything of it`() throws {
        for (path, bytes) in try SampleSite().everyPage() {
            #expect(!HTMLDocument(bytes).text.contains(words), "\(path)")
        }
    }

    @Test func `the address of the companion is a part of every page's fingerprint`() throws {
        let folder = try TemporaryFolder()
        func digest(_ companionURL: String?) throws -> [UInt8] {
            SitePlan(
                store: try Store(DatabaseQueue()), settings: SiteSettings(companionURL: companionURL),
                templates: try SampleSite().templates, output: folder.path, clock: .fixed(SampleAccount.now)
            ).shared.digest
        }
        #expect(try digest(nil) == digest(nil))
        #expect(try digest("https://a.example/account/") != digest(nil))
        #expect(try digest("https://a.example/account/") != digest("https://b.example/account/"))
    }
}
