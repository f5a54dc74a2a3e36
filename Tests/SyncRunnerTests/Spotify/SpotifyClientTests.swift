import Foundation
import SiteModel
import TestSupport
import Testing

@testable import SyncRunner

@Suite struct SpotifyClientTests {
    @Test(arguments: ["full", "reduced"])
    func `an account is read in both shapes`(shape: String) async throws {
        let stub = StubSpotify(try .fixture("me-\(shape).json"))
        let profile = try await stub.client().currentUser("BQ-token")
        #expect(
            profile
                == SpotifyAccount(
                    accountID: shape == "full" ? nil : "acc_0001", id: "ada#lovelace", displayName: "Ada Lovelace",
                    imageURL: "https://i.scdn.co/image/ada300",
                    profileURL: "https://open.spotify.com/user/ada%23lovelace"))
        #expect(profile.key == (shape == "full" ? "ada#lovelace" : "acc_0001"))
        #expect(stub.requests.map(\.url) == ["https://api.spotify.com/v1/me"])
        #expect(stub.requests.first?.header("authorization") == "Bearer BQ-token")
    }

    @Test func `an account without a name, pictures and links is read`() async throws {
        let profile = try await StubSpotify(try .fixture("me-bare.json")).client().currentUser("t")
        #expect(profile == SpotifyAccount(accountID: nil, id: "nobody"))
    }

    @Test func `plays are read with their tracks, up to 50 and without a cursor`() async throws {
        let stub = StubSpotify(try .fixture("recently-played-full.json"))
        let listing = try await stub.client().recentlyPlayed("t")
        #expect(stub.requests.map(\.url) == ["https://api.spotify.com/v1/me/player/recently-played?limit=50"])
        #expect(listing.skipped == 0)
        #expect(
            listing.items.map(\.play.playedAt.description) == [
                "2026-11-22T09:58:01.123Z", "2026-11-22T09:54:30Z", "2026-11-22T09:51:00.500Z",
            ])
        #expect(listing.items.map(\.play.contextType) == ["playlist", nil, "album"])
        #expect(listing.items.allSatisfy { $0.play.source == .api && $0.play.trackID == $0.track.id })
        #expect(
            listing.items.first?.track
                == Track(
                    id: "3ccccccccccccccccccccc", name: "Halb so wild – Remastered",
                    url: "https://open.spotify.com/track/3ccccccccccccccccccccc",
                    imageURL: "https://i.scdn.co/image/cover300", album: "Blaue Stunde", durationMs: 211_333,
                    isrc: "DEXX11900042", releaseDate: "2019-05-17", releaseDatePrecision: .day,
                    artists: [
                        Artist(
                            id: "1aaaaaaaaaaaaaaaaaaaaa", name: "Die Probebänder",
                            url: "https://open.spotify.com/artist/1aaaaaaaaaaaaaaaaaaaaa"),
                        Artist(
                            id: "2bbbbbbbbbbbbbbbbbbbbb", name: "Nora & the \"Quotes\"",
                            url: "https://open.spotify.com/artist/2bbbbbbbbbbbbbbbbbbbbb"),
                    ]))
        #expect(listing.items.map(\.track.imageURL).suffix(2) == [nil, "https://i.scdn.co/image/april300"])
        #expect(listing.items.map(\.track.releaseDate) == ["2019-05-17", "1998", "1998-04"])
        #expect(listing.items.map(\.track.releaseDatePrecision) == [.day, .year, .month])
        #expect(listing.items.map(\.track.isrc) == ["DEXX11900042", nil, "DEXX11900044"])
    }

    @Test func `bad items do not affect the others`() async throws {
        let stub = StubSpotify(try .fixture("recently-played-reduced.json"))
        let listing = try await stub.client().recentlyPlayed("t")
        #expect(
            listing.items.map(\.track.name) == [
                "Halb so wild – Remastered", "Second Song", "Rehearsal", "Bare",
            ])
        // A repeated play, no track, no item, a track of another type, an invalid time, an episode.
        #expect(listing.skipped == 6)
        // Two tracks may end in the same millisecond, but the same track twice is one play.
        #expect(listing.items[0].play.playedAt == listing.items[1].play.playedAt)
    }

    @Test func `a local file is identified by its URI, and its artist by name`() async throws {
        let stub = StubSpotify(try .fixture("recently-played-reduced.json"))
        let local = try #require(
            try await stub.client().recentlyPlayed("t").items.first { $0.track.name == "Rehearsal" })
        #expect(
            local.track
                == Track(
                    id: "spotify:local:My+Band:Demos:Rehearsal:61", name: "Rehearsal", album: "Demos",
                    durationMs: 61_000, artists: [Artist(id: "local:My Band", name: "My Band")]))
        #expect(local.play.trackID == local.track.id)
    }

    @Test(arguments: ["recently-played-empty.json"])
    func `an empty list of plays is a valid answer`(fixture: String) async throws {
        let listing = try await StubSpotify(try .fixture(fixture)).client().recentlyPlayed("t")
        #expect(listing == Listing(items: []))
    }

    @Test func `a null list counts as empty, a missing list as an unknown shape`() async throws {
        #expect(try await StubSpotify(.json(#"{"items":null}"#)).client().recentlyPlayed("t").items.isEmpty)
        await #expect(
            throws: SpotifyError.undecodable(
                endpoint: "/me/player/recently-played", detail: "the answer has no items")
        ) {
            try await StubSpotify(.json("{}")).client().recentlyPlayed("t")
        }
    }

    @Test func `an answer without any readable item is an error`() async throws {
        await #expect(
            throws: SpotifyError.undecodable(
                endpoint: "/me/player/recently-played", detail: "none of 2 items is readable")
        ) {
            try await StubSpotify(.json(#"{"items":[{"trk":1},{"trk":2}]}"#)).client().recentlyPlayed("t")
        }
    }

    @Test(arguments: [
        #"{"track":{"name":"No id","type":"track"},"played_at":"2026-11-22T09:00:00Z"}"#,
        #"{"track":{"id":"t1","name":"A"},"played_at":"yesterday"}"#,
        #"{"track":{"id":"t1","name":"A"},"played_at":1795341600}"#,
    ])
    func `an answer is an error when none of its plays can be stored`(play: String) async throws {
        let path = "/me/player/recently-played"
        await #expect(throws: SpotifyError.undecodable(endpoint: path, detail: "none of 2 items is readable")) {
            try await StubSpotify(.json("{\"items\":[\(play),\(play)]}")).client().recentlyPlayed("t")
        }
        // Items that are known not to be tracks are left out without an error.
        let none = #"{"track":null,"played_at":"2026-11-22T09:00:00Z"}"#
        let episode = #"{"track":{"id":"e","name":"E","type":"episode"},"played_at":"2026-11-22T09:00:00Z"}"#
        let listing = try await StubSpotify(.json("{\"items\":[\(none),\(episode),null]}")).client().recentlyPlayed("t")
        #expect(listing == Listing(items: [], skipped: 3))
        await #expect(throws: SpotifyError.undecodable(endpoint: path, detail: "none of 1 items is readable")) {
            try await StubSpotify(.json("{\"items\":[\(none),\(play)]}")).client().recentlyPlayed("t")
        }
    }

    @Test func `a top list is an error when none of its items can be stored`() async throws {
        let nameless = StubSpotify(.json(#"{"items":[{"name":""},{"name":" "}]}"#))
        await #expect(
            throws: SpotifyError.undecodable(endpoint: "/me/top/artists", detail: "none of 2 items is readable")
        ) { try await nameless.client().topArtists(over: .shortTerm, "t") }
        let tracks = StubSpotify(.json(#"{"items":[{"name":"A","type":"track"}]}"#))
        await #expect(
            throws: SpotifyError.undecodable(endpoint: "/me/top/tracks", detail: "none of 1 items is readable")
        ) { try await tracks.client().topTracks(over: .shortTerm, "t") }
    }

    @Test func `the time of a play may have a UTC offset`() async throws {
        let stub = StubSpotify(
            .json(#"{"items":[{"track":{"id":"t1","name":"A"},"played_at":"2026-11-22T10:00:00.500+00:00"}]}"#))
        let play = try await stub.client().recentlyPlayed("t").items.first?.play
        #expect(play?.playedAt == .sample + .milliseconds(500))
    }

    @Test(arguments: ["full", "reduced"], TimeRange.allCases)
    func `top artists keep their order and have pictures`(shape: String, range: TimeRange) async throws {
        let stub = StubSpotify(try .fixture("top-artists-\(shape).json"))
        let listing = try await stub.client().topArtists(over: range, "t")
        #expect(
            stub.requests.map(\.url) == [
                "https://api.spotify.com/v1/me/top/artists?time_range=\(range.rawValue)&limit=50"
            ])
        #expect(listing.items.map(\.name) == ["Die Probebänder", "Nora & the \"Quotes\"", "No picture"])
        #expect(listing.items.map(\.imageURL) == ["https://i.scdn.co/image/band160", nil, nil])
    }

    @Test(arguments: ["full", "reduced"])
    func `top tracks keep their order`(shape: String) async throws {
        let stub = StubSpotify(try .fixture("top-tracks-\(shape).json"))
        let listing = try await stub.client().topTracks(over: .longTerm, "t")
        #expect(
            stub.requests.map(\.url) == ["https://api.spotify.com/v1/me/top/tracks?time_range=long_term&limit=50"])
        #expect(listing.items.map(\.name) == ["Second Song", "Halb so wild – Remastered"])
    }

    @Test func `both shapes of a list give the same tracks`() async throws {
        let full = try await StubSpotify(try .fixture("top-tracks-full.json")).client().topTracks(over: .shortTerm, "t")
        let reduced = try await StubSpotify(try .fixture("top-tracks-reduced.json")).client()
            .topTracks(over: .shortTerm, "t")
        #expect(full == reduced)
    }

    @Test func `an item listed twice keeps its better rank`() async throws {
        let stub = StubSpotify(
            .json(#"{"items":[{"id":"a","name":"A"},{"id":"b","name":"B"},{"id":"a","name":"A"}]}"#))
        #expect(try await stub.client().topArtists(over: .shortTerm, "t").items.map(\.id) == ["a", "b"])
    }

    struct Refusal: Sendable, CustomTestStringConvertible {
        var status: Int
        var body: String
        var error: SpotifyError
        var testDescription: String { "\(status) \(body)" }
    }

    static let refusals = [
        Refusal(status: 401, body: #"{"error":{"status":401,"message":"expired"}}"#, error: .unauthorized),
        Refusal(status: 401, body: "", error: .unauthorized),
        Refusal(status: 403, body: "User not registered in the Developer Dashboard", error: .notRegistered),
        Refusal(
            status: 403,
            body: #"{"error":{"status":403,"message":"Active premium subscription required for the owner"}}"#,
            error: .premiumRequired),
        Refusal(
            status: 403, body: #"{"error":{"status":403,"message":"Insufficient client scope"}}"#,
            error: .forbidden(request: "GET /v1/me")),
        Refusal(status: 404, body: "<html>", error: .notFound(request: "GET /v1/me")),
        Refusal(status: 302, body: "", error: .unexpectedStatus(302, request: "GET /v1/me")),
        Refusal(status: 204, body: "", error: .unexpectedStatus(204, request: "GET /v1/me")),
        Refusal(
            status: 200, body: "<html>you are offline</html>",
            error: .undecodable(endpoint: "/me", detail: "the answer is not whole JSON")),
        Refusal(
            status: 200, body: #"{"id":"ada","images":[{"ur"#,
            error: .undecodable(endpoint: "/me", detail: "the answer is not whole JSON")),
        Refusal(
            status: 200, body: #"{"display_name":"Ada"}"#,
            error: .undecodable(endpoint: "/me", detail: "the answer has no id")),
        Refusal(
            status: 200, body: #"{"id":7}"#, error: .undecodable(endpoint: "/me", detail: "id is of another type")),
        Refusal(
            status: 200, body: #"{"id":""}"#,
            error: .undecodable(endpoint: "/me", detail: "id is empty or unusable")),
    ]

    @Test(arguments: refusals)
    func `each error answer gives its own error`(_ refusal: Refusal) async throws {
        let stub = StubSpotify(.json(refusal.body, status: refusal.status))
        await #expect(throws: refusal.error) { try await stub.client().currentUser("t") }
        #expect(stub.requests.count == 1)
    }

    @Test func `an error message repeats nothing from the answer`() async throws {
        let stub = StubSpotify(.json(#"{"id":{"email":"ada@example.org"}}"#))
        let error = await #expect(throws: SpotifyError.self) { try await stub.client().currentUser("t") }
        #expect(error?.description.contains("example.org") == false)
        #expect(error?.errorClass == .undecodable)
    }
}
