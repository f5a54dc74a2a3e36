import Testing

@testable import Rendering
@testable import SiteModel

@Suite struct EnglishTextTests {
    @Test(arguments: [
        (0, "0"), (999, "999"), (1000, "1,000"), (-1000, "-1,000"), (1_234_567, "1,234,567"), (100_000, "100,000"),
        (Int.min, "-9,223,372,036,854,775,808"),
    ])
    func `thousands are separated`(number: Int, text: String) {
        #expect(EnglishText.grouped(number) == text)
    }

    @Test(arguments: [
        (0, "0 minutes"), (29_999, "0 minutes"), (30_000, "1 minute"), (7_140_000, "119 minutes"),
        (7_169_999, "119 minutes"), (7_170_000, "2 hours"), (8_970_000, "3 hours"), (5_400_000_000, "1,500 hours"),
    ])
    func `time is minutes below 120, then hours`(milliseconds: Int64, text: String) {
        #expect(ListenedTime(milliseconds: milliseconds).words == text)
    }

    @Test func `dates are in English, whatever the machine's locale`() throws {
        let date = try #require(LocalDate("2026-03-01"))
        #expect(EnglishText.long(date) == "1 March 2026")
        #expect(EnglishText.short(date) == "1 Mar")
        #expect(EnglishText.monthAndYear(date) == "March 2026")
        #expect(EnglishText.hour(0) == "00:00" && EnglishText.hour(13) == "13:00")
        #expect(EnglishText.shortWeekday(date.weekday) == "Sun")
    }

    @Test(arguments: [
        ("2026-11-16", "2026-11-22", "–", "16–22 November"),
        ("2026-11-30", "2026-12-06", "–", "30 November – 6 December"),
        ("2025-11-24", "2025-11-30", "–", "24–30 November 2025"),
        ("2025-12-29", "2026-01-04", "–", "29 December 2025 – 4 January"),
        ("2026-04-03", "2026-04-14", "to", "3 to 14 April"), ("2026-04-03", "2026-04-03", "to", "3 April"),
        ("2025-11-28", "2025-12-03", "to", "28 November to 3 December 2025"),
    ])
    func `a span names its month and year once, and leaves this year out`(
        first: String, last: String, word: String, text: String
    ) throws {
        let today = ProfileData.sampleToday
        let (first, last) = (try #require(LocalDate(first)), try #require(LocalDate(last)))
        #expect(EnglishText.span(first, word, last, seenOn: today) == text)
    }

    @Test(arguments: [
        ("ada", "A"), ("<b>x", "B"), ("  9 lives", "9"), ("\"\u{301}é", "É"), ("ß", "ß"), ("نور", "ن"), ("👩‍👩‍👧", "♪"),
        ("", "♪"),
        ("\u{301}z", "Z"),
    ])
    func `an initial is one letter of the name`(name: String, initial: String) {
        #expect(Initial.of(name) == initial)
    }

    @Test func `a username always has the same hue, and all twelve hues occur`() throws {
        #expect(try Username("ada").hue == 2)
        #expect(try Username("cy").hue == 8)
        let hues = try (0..<200).map { try Username("user-\($0)").hue }
        #expect(Set(hues) == Set(0..<12))
    }

    @Test(arguments: [
        "http://example.com/a", "javascript:alert(1)", "//example.com", "https://", "HTTPS:example", "/a", "",
        "https://example.com/a b", "https://example.com/\n", "data:text/html,x", "http://127.0.0.1/a.png",
        "https://open.spotify.com@evil.example/", "https://example.com\\a",
    ])
    func `an address that is not https becomes no link and no picture`(text: String) {
        #expect(SafeLink.address(text).isEmpty)
        #expect(SafeLink.picture(text, prefix: "../").isEmpty)
    }

    @Test func `an https address becomes a link, and an invented picture is on the site`() {
        #expect(SafeLink.address("https://i.scdn.co/image/ab") == "https://i.scdn.co/image/ab")
        #expect(SafeLink.address(nil).isEmpty)
        #expect(SafeLink.address("https://a.example/" + String(repeating: "x", count: 2000)).isEmpty)
        #expect(SafeLink.picture(DemoArtwork.base + "/image/0af1", prefix: "../") == "../artwork/0af1.svg")
        #expect(SafeLink.picture("https://i.scdn.co/image/ab", prefix: "../") == "https://i.scdn.co/image/ab")
    }
}
