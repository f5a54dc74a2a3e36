import Foundation
import SpotifySimulator
import Testing

@Suite struct ArtworkTests {
    @Test func `a picture is the same for a name at every size, and differs by name`() {
        let motif = "0123456789abcdef01234567"
        #expect(Artwork.svg("ab67616d0000b273" + motif) == Artwork.svg("ab67616d00004851" + motif))
        let names = (0..<200).map { "ab67616d0000b2730123456789abcdef0123\(1000 + $0)" }
        #expect(Set(names.map { Artwork.svg($0) }).count > 195)
    }

    @Test func `a picture is well-formed XML without scripts and links`() {
        for number in 0..<100 {
            let data = Artwork.svg("ab67616d0000b273\(number)")
            #expect(XMLProbe.isWellFormed(data))
            let text = String(decoding: data, as: UTF8.self)
            #expect(!text.contains("script"))
            #expect(!text.contains("href"))
            #expect(data.count < 4000)
        }
    }
}

/// Checks that every element is closed, in XML as simple as that of artwork.
enum XMLProbe {
    static func isWellFormed(_ data: Data) -> Bool {
        var open: [Substring] = []
        for tag in String(decoding: data, as: UTF8.self).split(separator: "<") {
            guard let end = tag.firstIndex(of: ">") else { return false }
            let body = tag[..<end]
            if body.hasSuffix("/") { continue }
            if body.hasPrefix("/") {
                guard open.popLast() == body.dropFirst() else { return false }
            } else {
                open.append(body.prefix { $0 != " " })
            }
        }
        return open.isEmpty
    }
}
