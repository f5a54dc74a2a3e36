import Foundation
import SiteModel
import Testing

@testable import SyncRunner

@Suite struct DomainMapperTests {
    let mapper = DomainMapper()

    @Test(
        arguments: [
            ("1998", "year", "1998", DatePrecision.year), ("1998-04", "month", "1998-04", .month),
            ("1998-04-21", "day", "1998-04-21", .day), ("1998-04-21", nil, "1998-04-21", .day),
            ("1998-01-01", "year", "1998", .year), ("1998-04-01", "month", "1998-04", .month),
            ("1998", "day", "1998", .year), ("1998-13", "month", "1998", .year),
            ("1998-02-30", "day", "1998-02", .month),
            ("1998-04-21", "DAY", "1998-04-21", .day),
        ] as [(String, String?, String, DatePrecision)])
    func `a release date is only as precise as both its text and its stated precision`(
        text: String, stated: String?, date: String, precision: DatePrecision
    ) {
        let parsed = ReleaseDate.parse(text, stated: stated)
        #expect(parsed.date == date)
        #expect(parsed.precision == precision)
    }

    @Test(arguments: ["0000", "", "98", "unknown", "19x8-04-21", nil])
    func `text that is not a date gives no date`(text: String?) {
        #expect(ReleaseDate.parse(text, stated: "day").date == nil)
    }

    /// Links of up to 2,048 bytes were once stored, but no page showed those over 2,000 bytes.
    @Test(arguments: [(2000, true), (2001, false), (2048, false)])
    func `a link is kept if it has at most 2,000 bytes`(length: Int, isStored: Bool) throws {
        let start = "https://a.example/"
        let link = start + String(repeating: "x", count: length - start.utf8.count)
        let json = #"{"id":"a","name":"A","external_urls":{"spotify":"\#(link)"}}"#
        let artist = try #require(mapper.artist(JSONNode.read(Data(json.utf8), ArtistDTO.init)))
        #expect(artist.url == (isStored ? link : nil))
    }

    @Test(arguments: [
        ("plain", "plain"), ("a\u{0}b\u{7}c\u{9B}", "abc"), ("two\nlines\tand", "two lines and"),
        ("q\"\u{301}<b>&'", "q\"\u{301}<b>&'"), ("مرحبا \u{202B}x", "مرحبا \u{202B}x"), ("👩‍👩‍👧", "👩‍👩‍👧"),
    ])
    func `only control characters are removed from text`(text: String, expected: String) {
        #expect(mapper.text(text).map { Array($0.utf8) } == Array(expected.utf8))
    }

    @Test func `what no text may have is removed`() throws {
        for code in [0xFFFF, 0xFDD0, 0x1FFFE] as [UInt32] {
            let scalar = try #require(Unicode.Scalar(code))
            #expect(mapper.text("a\(Character(scalar))b") == "ab")
        }
    }

    @Test func `long text is cut at the limit, and blank text gives nil`() {
        #expect(mapper.text(String(repeating: "é", count: 501))?.unicodeScalars.count == 500)
        #expect(mapper.text(" \u{0} \n") == nil)
        for invisible in ["\u{200B}", "\u{2060}\u{202E}", "\u{3164}"] { #expect(mapper.text(invisible) == nil) }
    }

    @Test(arguments: [
        (
            #"[{"url":"https://a/640","width":640},{"url":"https://a/300","width":300},{"url":"https://a/64","width":64}]"#,
            "https://a/300"
        ),
        (#"[{"url":"https://a/64","width":64},{"url":"https://a/160","width":160}]"#, "https://a/160"),
        (#"[{"url":"https://a/64","width":64},{"url":"https://a/159","width":159}]"#, "https://a/159"),
        (#"[{"url":"https://a/x","width":null},{"url":"https://a/y"}]"#, "https://a/x"),
        (#"[{"url":"http://a/640","width":640},{"url":"https://a/64","width":64}]"#, "https://a/64"),
        (#"[{"url":null},{"width":300},7,null]"#, nil), ("[]", nil), ("null", nil), (#""x""#, nil),
    ])
    func `the smallest image that is wide enough is chosen`(images: String, expected: String?) throws {
        let json = #"{"id":"a","name":"A","images":\#(images)}"#
        let artist = try #require(mapper.artist(JSONNode.read(Data(json.utf8), ArtistDTO.init)))
        #expect(artist.imageURL == expected)
    }

    @Test(arguments: ["-1", "0", "86400001", "null", #""x""#, "1e30"])
    func `an impossible track length is ignored`(duration: String) throws {
        let json = #"{"id":"a","name":"A","duration_ms":\#(duration)}"#
        let track = try #require(mapper.track(JSONNode.read(Data(json.utf8), TrackDTO.init)))
        #expect(track.durationMs == nil)
    }

    @Test(arguments: [
        (#"{"id":null,"uri":"spotify:track:abc","name":"A"}"#, "abc"),
        (#"{"uri":"spotify:local:x","name":"A"}"#, "spotify:local:x"),
        (#"{"id":"","uri":"spotify:track:","name":"A"}"#, nil), (#"{"id":"a b","name":"A"}"#, "a b"),
        (#"{"id":"a\u0000b","name":"A"}"#, nil),
        (#"{"name":"A"}"#, nil), (#"{"id":"a","type":"episode","name":"A"}"#, nil),
    ])
    func `a track without an id is identified by its URI or left out`(json: String, id: String?) throws {
        #expect(mapper.track(try JSONNode.read(Data(json.utf8), TrackDTO.init))?.id == id)
    }

    @Test func `a name that is not valid text does not affect the other items`() throws {
        // A lone half of a surrogate pair, which JSON can write and Unicode cannot.
        let json = #"{"items":[{"id":"a","name":"\ud800"},{"id":"b","name":"B"}]}"#
        let page = try JSONNode.read(Data(json.utf8), PageDTO<ArtistDTO>.init)
        #expect(page.items.map(\.id).last == "b")
    }
}
