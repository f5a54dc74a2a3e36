import Foundation
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

@testable import Rendering
@testable import SiteModel

/// Which recaps are in a feed, and that it is one.
@Suite struct FeedTests {
    private static let periods = [202_500, 202_600, 202_509, 202_512, 202_609, 202_610, 202_611].compactMap(
        RecapPeriod.init(code:))

    private func xml(_ name: String = "Ada", titles: [String] = ["October 2026"]) throws -> String {
        let context = PageContext(title: "Listening & more", baseURL: "https://music.example:8443/people")
        let entries = titles.map { title in
            Feed.Entry(period: Self.periods[5], title: title, summary: "What \(name) listened to.")
        }
        var buffer = HTMLBuffer()
        Feed(user: try .sample("ada", displayName: name), site: context, baseURL: context.baseURL ?? "")
            .write(entries, to: &buffer)
        return String(decoding: buffer.bytes, as: UTF8.self)
    }

    @Test func `it has what is final, the newest first, a year after its December`() {
        let today = LocalDate(year: 2026, month: 11, day: 8)
        let found = today.map { Feed.periods(Self.periods, today: $0) } ?? []
        #expect(found.map(\.code) == [202_610, 202_609, 202_512, 202_500, 202_509])
    }

    @Test func `it has no more than the newest 24`() {
        let months = (1...40).map { RecapPeriod(LocalMonth(monthNumber: 600 + $0)) }
        let found = Feed.periods(months, today: LocalDate(dayNumber: 40_000))
        #expect(found.count == 24 && found.first == months.last)
    }

    @Test func `ids and dates stay, and addresses are full`() throws {
        let xml = try xml()
        #expect(xml.contains("<id>tag:music.example,2026:ada</id>"))
        #expect(xml.contains("<id>tag:music.example,2026:ada/2026/10</id>"))
        #expect(xml.components(separatedBy: "<updated>2026-11-07T10:00:00Z</updated>").count == 3)
        #expect(xml.contains("href=\"https://music.example:8443/people/ada/feed.xml\""))
        #expect(xml.contains("href=\"https://music.example:8443/people/ada/2026/10/\""))
    }

    @Test(arguments: ProfileData.hostileTexts + ["\u{1}\u{8}\u{FFFE}x"])
    func `a name that attacks is a text in well-formed XML`(_ name: String) throws {
        let parser = XMLParser(data: Data(try xml(name, titles: [name]).utf8))
        #expect(parser.parse(), "\(String(describing: parser.parserError))")
        #expect(!(try xml(name, titles: [name])).unicodeScalars.contains { (0x202A...0x202E).contains($0.value) })
    }
}
