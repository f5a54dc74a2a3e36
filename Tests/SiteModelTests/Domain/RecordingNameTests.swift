import Foundation
import Testing

@testable import SiteModel

@Suite struct RecordingNameTests {
    @Test(arguments: [
        (artist: "Sigur Rós", title: "Sæglópur", key: "sigur rós\u{1F}sæglópur"),
        (artist: "  The\tBand ", title: "A  Song\r\nTwice", key: "the band\u{1F}a song twice"),
        (artist: "Sigur Ro\u{301}s", title: "X", key: "sigur rós\u{1F}x"),
        (artist: "\u{A0}Ö\u{A0}\u{A0}B ", title: "@[`{ Z", key: "ö b\u{1F}@[`{ z"),
    ]) func `a name has one normal form`(artist: String, title: String, key: String) {
        #expect(RecordingName(artist: artist, title: title)?.key == key)
        #expect(RecordingName(artist: artist, title: title)?.trackID == "export:" + key)
    }

    @Test(arguments: ["", " ", "\t\r\n", "\u{A0}", "\u{2003} "]) func `a blank name is not a name`(_ blank: String) {
        #expect(RecordingName(artist: blank, title: "x") == nil)
        #expect(RecordingName(artist: "x", title: blank) == nil)
        #expect(RecordingName(artist: nil, title: "x") == nil)
    }

    @Test func `ASCII names are folded like all others`() {
        // With a non-ASCII letter, the same bytes take the slower way.
        let bytes = (0..<128).map { String(UnicodeScalar(UInt8($0))) }
        for first in bytes {
            for second in bytes {
                let text = "a" + first + second + "B"
                let plain = RecordingName(artist: text, title: "t")?.key
                let other = RecordingName(artist: text + "ö", title: "t")?.key
                #expect(plain.map { $0.dropLast(2) + "ö\u{1F}t" } == other.map { $0[...] }, "\(text.utf8.map(\.self))")
            }
        }
    }
}
