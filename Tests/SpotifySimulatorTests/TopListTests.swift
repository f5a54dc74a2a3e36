import SpotifySimulator
import Testing

@Suite struct TopListTests {
    private func ids(_ reply: Reply) throws -> [String] { try reply.items.compactMap { $0["id"] as? String } }

    @Test func `few plays give short lists, and no plays give empty ones`() async throws {
        try await withSimulator { _, visitor in
            let nobody = try await visitor.connect(account("nobody").id).access
            let few = try await visitor.connect(account("three-plays").id).access
            for kind in ["artists", "tracks"] {
                let empty = try await visitor.get("/me/top/\(kind)?limit=50", token: nobody)
                #expect(try empty.items.isEmpty)
                #expect(try empty.json["total"] as? Int == 0)
                #expect(empty.text.contains("\"next\":null"))
                let short = try await visitor.get("/me/top/\(kind)?limit=50&time_range=short_term", token: few)
                #expect((1...4).contains(try short.items.count))
            }
        }
    }

    @Test func `following next gives every page, and the total may exceed fifty`() async throws {
        try await withSimulator { simulator, visitor in
            let token = try await visitor.connect(account("explorer").id).access
            var next: String? = simulator.apiURL + "/me/top/artists?limit=50&time_range=short_term"
            var found: [String] = []
            var total = 0
            for _ in 0..<20 {
                guard let url = next else { break }
                let reply = try await visitor.send(url, headers: ["authorization": "Bearer \(token)"])
                found += try ids(reply)
                total = try reply.json["total"] as? Int ?? 0
                next = try reply.json["next"] as? String
            }
            #expect(next == nil)
            #expect(total > 50)
            #expect(found.count == total)
            #expect(Set(found).count == total)
            #expect(found == simulator.topArtists(of: account("explorer").id, .short).map(\.id))
        }
    }

    @Test func `the order stays the same within a UTC day and changes with the next`() async throws {
        try await withSimulator(.init(accessTokenLifetime: .seconds(10 * 86_400))) { simulator, visitor in
            let token = try await visitor.connect(account("night-owl").id).access
            let path = "/me/top/tracks?limit=50&time_range=short_term"
            let morning = try ids(try await visitor.get(path, token: token))
            simulator.setClock(to: now + 14 * hour - 1)
            #expect(try ids(try await visitor.get(path, token: token)) == morning)
            simulator.setClock(to: now + 14 * hour + 2 * day)
            #expect(try ids(try await visitor.get(path, token: token)) != morning)
        }
    }

    @Test func `lists rank the plays before today, and recent plays weigh more`() async throws {
        try await withSimulator { simulator, visitor in
            let id = account("nobody").id
            let token = try await visitor.connect(id).access
            let tracks = (1...5).map { world.track($0) }
            func played(_ track: Int, _ times: Int, daysAgo: Int64) -> [SimulatedPlay] {
                (0..<times).map { place in
                    SimulatedPlay(track: tracks[track], endedAt: now - daysAgo * day + Int64(place) * 200_000)
                }
            }
            // Rare but recent, equal but older, too old for four weeks, too old for all, only today.
            simulator.setPlays(
                played(0, 4, daysAgo: 2) + played(1, 4, daysAgo: 20) + played(2, 9, daysAgo: 90)
                    + played(3, 9, daysAgo: 380) + played(4, 9, daysAgo: 0), of: id)
            let names = try await visitor.get("/me/top/tracks?time_range=short_term", token: token)
            #expect(try ids(names) == [tracks[0], tracks[1]].compactMap(\.id))
            let year = try await visitor.get("/me/top/tracks?time_range=long_term", token: token)
            #expect(try ids(year) == [tracks[2], tracks[0], tracks[1]].compactMap(\.id))
        }
    }

    @Test func `a test can replace the lists`() async throws {
        try await withSimulator { simulator, visitor in
            let id = account("nobody").id
            let token = try await visitor.connect(id).access
            let faceless = SimulatedArtist(id: "1111111111111111111111", name: "Nobody & Sons")
            simulator.setTopArtists([faceless], .medium, of: id)
            simulator.setTopTracks([world.track(1)], .long, of: id)
            let artists = try await visitor.get("/me/top/artists", token: token)
            #expect(try ids(artists) == [faceless.id])
            #expect(artists.text.contains("\"images\":[]"))
            #expect(try await visitor.get("/me/top/artists?time_range=long_term", token: token).items.isEmpty)
            #expect(try await visitor.get("/me/top/tracks?time_range=long_term", token: token).items.count == 1)
        }
    }

    @Test func `some artists come without images`() async throws {
        try await withSimulator { _, visitor in
            let token = try await visitor.connect(account("explorer").id).access
            let reply = try await visitor.get("/me/top/artists?limit=50&time_range=long_term", token: token)
            let without = try reply.items.count { ($0["images"] as? [Any])?.isEmpty == true }
            #expect((1...10).contains(without))
        }
    }

    @Test(arguments: ["limit=0", "limit=51", "offset=-1", "time_range=all_time", "time_range="])
    func `a query that is out of range is answered with 400`(query: String) async throws {
        try await withSimulator { _, visitor in
            let token = try await visitor.connect(account("nobody").id).access
            #expect(try await visitor.get("/me/top/tracks?\(query)", token: token).status == 400)
        }
    }
}
