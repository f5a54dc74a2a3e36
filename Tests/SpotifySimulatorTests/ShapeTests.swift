import SpotifySimulator
import Testing

@Suite struct ShapeTests {
    private static let artist: Set = ["external_urls", "href", "id", "images", "name", "type", "uri"]
    private static let credit = artist.subtracting(["images"])
    private static let album: Set = [
        "album_type", "artists", "external_urls", "href", "id", "images", "name", "release_date",
        "release_date_precision", "total_tracks", "type", "uri",
    ]
    private static let track: Set = [
        "album", "artists", "disc_number", "duration_ms", "explicit", "external_ids", "external_urls", "href", "id",
        "is_local", "name", "preview_url", "track_number", "type", "uri",
    ]
    private static let user: Set = ["display_name", "external_urls", "href", "id", "images", "type", "uri"]
    private static let markets: Set = ["available_markets"]

    @Test(
        arguments: [
            (.reduced, user.union(["account_id"])),
            (.full, user.union(["country", "email", "explicit_content", "followers", "product"])),
        ] as [(SpotifySimulator.Shape, Set<String>)])
    func `a profile has the keys of its shape`(shape: SpotifySimulator.Shape, keys: Set<String>) async throws {
        try await withSimulator(.init(shape: shape)) { _, visitor in
            let token = try await visitor.connect(account("night-owl").id).access
            #expect(Set(try await visitor.get("/me", token: token).json.keys) == keys)
        }
    }

    @Test(
        arguments: [
            (.reduced, artist), (.full, artist.union(["followers", "genres", "popularity"])),
        ] as [(SpotifySimulator.Shape, Set<String>)])
    func `an artist has the keys of its shape`(shape: SpotifySimulator.Shape, keys: Set<String>) async throws {
        try await withSimulator(.init(shape: shape)) { _, visitor in
            let token = try await visitor.connect(account("night-owl").id).access
            let top = try await visitor.get("/me/top/artists?limit=50", token: token).items
            #expect(top.count == 50)
            for artist in top { #expect(Set(artist.keys) == keys) }
        }
    }

    @Test(
        arguments: [
            (.reduced, track, album),
            (
                .full, track.union(markets).union(["popularity"]),
                album.union(markets).union(["album_group", "label", "popularity"])
            ),
        ] as [(SpotifySimulator.Shape, Set<String>, Set<String>)])
    func `tracks and their albums have the keys of their shape`(
        shape: SpotifySimulator.Shape, track: Set<String>, album: Set<String>
    ) async throws {
        try await withSimulator(.init(shape: shape)) { _, visitor in
            let token = try await visitor.connect(account("night-owl").id).access
            let played = try await visitor.get("/me/player/recently-played?limit=50", token: token).items
            let top = try await visitor.get("/me/top/tracks?limit=50&time_range=long_term", token: token).items
            let tracks = played.compactMap { $0["track"] as? [String: Any] } + top
            #expect(tracks.count == 100)
            for one in tracks {
                // Only a track that stands in for another says so, and only in the full shape.
                #expect(Set(one.keys).subtracting(shape == .full ? ["linked_from"] : []) == track)
                let home = one["album"] as? [String: Any] ?? [:]
                #expect(Set(home.keys) == album)
                for artist in one["artists"] as? [[String: Any]] ?? [] { #expect(Set(artist.keys) == Self.credit) }
            }
        }
    }

    @Test func `an account without a name has null for it and no images`() async throws {
        try await withSimulator { _, visitor in
            let token = try await visitor.connect(account("nobody").id).access
            let reply = try await visitor.get("/me", token: token)
            #expect(reply.text.contains("\"display_name\":null"))
            #expect(reply.text.contains("\"images\":[]"))
            #expect(try reply.json["account_id"] as? String == account("nobody").accountID)
        }
    }

    @Test func `ids of any character are sent unchanged, and some images have no size`() async throws {
        try await withSimulator { simulator, visitor in
            var sizes: Set<String> = []
            for account in simulator.accounts {
                let token = try await visitor.connect(account.id).access
                let me = try await visitor.get("/me", token: token).json
                #expect(me["id"] as? String == account.id)
                #expect(me["display_name"] as? String == account.displayName)
                #expect((me["href"] as? String)?.utf8.allSatisfy { $0 > 32 && $0 < 127 && $0 != 60 } == true)
                for image in me["images"] as? [[String: Any]] ?? [] { sizes.insert("\(image["height"] ?? "absent")") }
            }
            #expect(sizes.contains("300"))
            #expect(sizes.contains("64"))
            #expect(sizes.contains("<null>"))
        }
    }

    @Test func `hostile names arrive unchanged, scalar by scalar`() async throws {
        try await withSimulator { simulator, visitor in
            let hostile = account("hostile-markup").id
            let token = try await visitor.connect(hostile).access
            let names = [
                "<b>\"\u{301}'\u{301}</b>", "\\u003c\\", "tab\t line\n\r \u{1}\u{1F}\u{7F}\u{85}\u{2028}",
                "\u{202E}שלום\u{2069}",
                "👩🏽‍🚀{{x}}", "a\u{FEFF}\u{200B}", String(repeating: "W", count: 5000), "",
            ]
            let model = world.track(1)
            simulator.setTopTracks(
                names.map { SimulatedTrack(id: model.id, name: $0, artists: model.artists, album: model.album) },
                .medium, of: hostile)
            let sent = try await visitor.get("/me/top/tracks", token: token).items.compactMap { $0["name"] as? String }
            #expect(sent.map { Array($0.unicodeScalars) } == names.map { Array($0.unicodeScalars) })
        }
    }

    @Test func `images point where the options say`() async throws {
        try await withSimulator { _, visitor in
            let token = try await visitor.connect(account("night-owl").id).access
            #expect(try await visitor.get("/me", token: token).text.contains("\"https://i.scdn.co/image/ab67757"))
        }
        try await withSimulator(.init(imageBaseURL: "http://127.0.0.1:1/x")) { _, visitor in
            let token = try await visitor.connect(account("night-owl").id).access
            let text = try await visitor.get("/me", token: token).text
            #expect(text.contains("\"http://127.0.0.1:1/x/image/ab67757"))
            #expect(!text.contains("scdn"))
        }
    }

    @Test func `unknown routes and methods are answered with nested errors`() async throws {
        try await withSimulator { simulator, visitor in
            let token = try await visitor.connect(account("night-owl").id).access
            let unknown = try await visitor.get("/me/following", token: token)
            #expect(unknown.status == 404)
            #expect(unknown.message == "Service not found")
            let post = try await visitor.send(
                simulator.apiURL + "/me", method: "POST", headers: ["authorization": "Bearer \(token)"])
            #expect(post.status == 405)
        }
    }
}
