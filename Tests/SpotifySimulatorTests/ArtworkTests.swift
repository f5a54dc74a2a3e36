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

    @Test func `it is well-formed XML without anything active`() {
        for number in 0..<100 {
            let data = Artwork.svg("ab67616d0000b273\(number)")
            #expect(XMLProbe.isWellFormed(data))
            let text = String(decoding: data, as: UTF8.self)
            #expect(!text.contains("script") && !text.contains("href"))
            #expect(data.count < 4000)
        }
    }

    @Test func `the simulator serves the pictures that its answers name`() async throws {
        try await withSimulator { simulator, visitor in
            let token = try await visitor.connect(account("night-owl").id).access
            let images = try await visitor.get("/me", token: token).json["images"] as? [[String: Any]] ?? []
            let url = try #require(images.first?["url"] as? String)
            let path = url.replacing("https://i.scdn.co", with: simulator.baseURL)
            let reply = try await visitor.send(path)
            #expect(reply.status == 200)
            #expect(reply.header("content-type") == "image/svg+xml")
            #expect(reply.body.starts(with: Data("<svg ".utf8)))
            #expect(try await visitor.send(simulator.baseURL + "/image/..%2Fx").status == 404)
        }
    }
}

/// Counts that every element that opens closes, in the small XML that artwork is.
enum XMLProbe {
    static func isWellFormed(_ data: Data) -> Bool {
        var open: [Substring] = []
        for tag in String(decoding: data, as: UTF8.self).split(separator: "<").dropFirst(0) {
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
