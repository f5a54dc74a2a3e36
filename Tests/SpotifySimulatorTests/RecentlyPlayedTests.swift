import Foundation
import SpotifySimulator
import Testing

@Suite struct RecentlyPlayedTests {
    private let path = "/me/player/recently-played"

    private func playedAt(_ reply: Reply) throws -> [String] {
        try reply.items.compactMap { $0["played_at"] as? String }
    }

    /// Plays of three minutes, one after the other, the last of which ends `ago` milliseconds before now.
    private func plays(_ count: Int, endingAgo ago: Int64 = 0) -> [SimulatedPlay] {
        (0..<count).map { place in
            SimulatedPlay(
                track: world.track(place), endedAt: now - ago - Int64(count - 1 - place) * 180_000 - 123,
                listenedMs: 180_000)
        }
    }

    @Test func `the answer has the last fifty plays, newest first, and no more`() async throws {
        try await withSimulator { simulator, visitor in
            let id = account("nobody").id
            let token = try await visitor.connect(id).access
            simulator.setPlays(plays(60), of: id)
            let reply = try await visitor.get("\(path)?limit=50", token: token)
            let times = try playedAt(reply)
            #expect(times.count == 50)
            #expect(times.first == "2026-11-22T09:59:59.877Z")
            #expect(times == times.sorted(by: >))
            #expect(reply.text.contains("\"next\":null"))
            #expect(try reply.json["total"] == nil)
            let cursors = try reply.json["cursors"] as? [String: String]
            #expect(cursors == ["after": "\(now - 123)", "before": "\(now - 49 * 180_000 - 123)"])
            let older = try await visitor.get("\(path)?limit=50&before=\(now - 49 * 180_000 - 123)", token: token)
            #expect(try older.items.isEmpty)
        }
    }

    @Test func `following the cursor of smaller pages gives all fifty`() async throws {
        try await withSimulator { simulator, visitor in
            let id = account("nobody").id
            let token = try await visitor.connect(id).access
            simulator.setPlays(plays(60), of: id)
            var next: String? = simulator.apiURL + path
            var times: [String] = []
            var pages = 0
            while let url = next, pages < 9 {
                let reply = try await visitor.send(url, headers: ["authorization": "Bearer \(token)"])
                times += try playedAt(reply)
                next = try reply.json["next"] as? String
                pages += 1
            }
            #expect(pages == 3)  // The default limit is 20.
            #expect(times.count == 50)
            #expect(times == times.sorted(by: >))
            let newer = try await visitor.get("\(path)?after=\(now - 3 * 180_000)", token: token)
            #expect(try newer.items.count == 3)
        }
    }

    @Test func `an account without plays has null cursors and no total`() async throws {
        try await withSimulator { _, visitor in
            let token = try await visitor.connect(account("nobody").id).access
            let reply = try await visitor.get("\(path)?limit=50", token: token)
            #expect(
                reply.text.hasPrefix("{\"items\":[],\"next\":null,\"cursors\":null,\"limit\":50,\"href\":\"http://127"))
            #expect(reply.text.hasSuffix("/v1/me/player/recently-played?limit=50\"}"))
        }
    }

    @Test(arguments: ["limit=0", "limit=51", "limit=x", "limit=-1", "after=x", "after=1&before=2"])
    func `a query that is out of range is answered with 400`(query: String) async throws {
        try await withSimulator { _, visitor in
            let token = try await visitor.connect(account("nobody").id).access
            let reply = try await visitor.get("\(path)?\(query)", token: token)
            #expect(reply.status == 400)
            #expect(reply.message?.isEmpty == false)
        }
    }

    @Test func `played_at has milliseconds, but no fraction when they are zero`() async throws {
        try await withSimulator { simulator, visitor in
            let id = account("nobody").id
            let token = try await visitor.connect(id).access
            let track = world.track(1)
            simulator.setPlays(
                [0, 1, 50, 999, 1000].map { SimulatedPlay(track: track, endedAt: now - 10_000 + $0) }, of: id)
            #expect(
                try playedAt(try await visitor.get(path, token: token)) == [
                    "2026-11-22T09:59:51Z", "2026-11-22T09:59:50.999Z", "2026-11-22T09:59:50.050Z",
                    "2026-11-22T09:59:50.001Z", "2026-11-22T09:59:50Z",
                ])
        }
    }

    @Test func `a play shows from the millisecond in which it ended`() async throws {
        try await withSimulator { simulator, visitor in
            let id = account("nobody").id
            let token = try await visitor.connect(id).access
            simulator.setPlays([SimulatedPlay(track: world.track(1), endedAt: now + 1000)], of: id)
            simulator.advanceClock(by: .milliseconds(999))
            #expect(try await visitor.get(path, token: token).items.isEmpty)
            simulator.advanceClock(by: .milliseconds(1))
            #expect(try await visitor.get(path, token: token).items.count == 1)
        }
    }

    @Test func `a play that arrives late is listed after newer ones`() async throws {
        try await withSimulator { simulator, visitor in
            let id = account("nobody").id
            let token = try await visitor.connect(id).access
            simulator.setPlays(plays(3), of: id)
            simulator.addPlays(
                [SimulatedPlay(track: world.track(9), endedAt: now - hour, visibleFrom: now + 60_000)], to: id)
            #expect(try await visitor.get(path, token: token).items.count == 3)
            simulator.advanceClock(by: .seconds(60))
            let times = try playedAt(try await visitor.get(path, token: token))
            #expect(times.count == 4)
            #expect(times.last == "2026-11-22T09:00:00Z")
        }
    }

    @Test func `skips under thirty seconds and private sessions never show`() async throws {
        try await withSimulator { simulator, visitor in
            let id = account("nobody").id
            let token = try await visitor.connect(id).access
            let track = world.track(1)
            var secret = SimulatedPlay(track: track, endedAt: now - 5000)
            secret.isPrivate = true
            simulator.setPlays(
                [
                    SimulatedPlay(track: track, endedAt: now - 300_000, listenedMs: 29_999),
                    SimulatedPlay(track: track, endedAt: now - 200_000, listenedMs: 30_000), secret,
                ], of: id)
            #expect(try playedAt(try await visitor.get(path, token: token)) == ["2026-11-22T09:56:40Z"])
        }
    }

    @Test func `local files have no id, a missing track is null, contexts differ`() async throws {
        try await withSimulator { simulator, visitor in
            let id = account("nobody").id
            let token = try await visitor.connect(id).access
            let known = world.track(1)
            let file = SimulatedTrack(id: nil, name: "Tape", artists: known.artists, album: known.album)
            var gone = SimulatedPlay(track: known, endedAt: now - 2000)
            gone.hidesTrack = true
            simulator.setPlays(
                [
                    SimulatedPlay(track: file, endedAt: now - 1000), gone,
                    SimulatedPlay(track: known, endedAt: now - 3000, context: .album),
                    SimulatedPlay(track: known, endedAt: now - 4000, context: .collection),
                    SimulatedPlay(track: known, endedAt: now - 5000, context: .playlist(3)),
                ], of: id)
            let items = try await visitor.get(path, token: token).items
            let tape = items[0]["track"] as? [String: Any] ?? [:]
            #expect(tape["id"] is NSNull)
            #expect(tape["is_local"] as? Bool == true)
            #expect((tape["uri"] as? String)?.hasPrefix("spotify:local:") == true)
            #expect(items[0]["context"] is NSNull)
            #expect(items[1]["track"] is NSNull)
            let contexts = items.dropFirst(2).map { $0["context"] as? [String: Any] ?? [:] }
            #expect(contexts.map { $0["type"] as? String } == ["album", "collection", "playlist"])
            #expect(contexts.map { $0["external_urls"] != nil } == [true, false, true])
        }
    }

    @Test func `the listeners' plays include the oddities of the real Spotify`() async throws {
        try await withSimulator { simulator, visitor in
            var seen: Set<String> = []
            for account in simulator.accounts {
                let token = try await visitor.connect(account.id).access
                for back in 0..<4 {
                    simulator.setClock(to: now - Int64(back) * 9 * day)
                    let fresh = try await visitor.connect(account.id).access
                    for item in try await visitor.get("\(path)?limit=50", token: back == 0 ? token : fresh).items {
                        let track = item["track"] as? [String: Any] ?? [:]
                        let album = track["album"] as? [String: Any] ?? [:]
                        seen.insert("context \((item["context"] as? [String: Any])?["type"] as? String ?? "null")")
                        seen.insert("precision \(album["release_date_precision"] as? String ?? "null")")
                        seen.insert("type \(album["album_type"] as? String ?? "null")")
                        if (album["images"] as? [Any])?.isEmpty == true { seen.insert("album without images") }
                        if (track["external_ids"] as? [String: Any])?.isEmpty == true { seen.insert("no isrc") }
                        if (item["played_at"] as? String)?.contains(".") == false { seen.insert("no fraction") }
                        if (track["artists"] as? [Any])?.count == 2 { seen.insert("two artists") }
                    }
                }
                simulator.setClock(to: now)
            }
            let wanted: Set = [
                "context null", "context album", "context artist", "context playlist", "context collection",
                "precision year", "precision month", "precision day", "type album", "type ALBUM", "type single",
                "type compilation", "album without images", "no isrc", "no fraction", "two artists",
            ]
            #expect(wanted.subtracting(seen).isEmpty)
        }
    }
}
