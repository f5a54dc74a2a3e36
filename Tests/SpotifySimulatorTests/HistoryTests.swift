import Foundation
import SpotifySimulator
import Testing

@Suite struct HistoryTests {
    private static let keys: Set = [
        "ts", "platform", "ms_played", "conn_country", "ip_addr", "master_metadata_track_name",
        "master_metadata_album_artist_name", "master_metadata_album_album_name", "spotify_track_uri", "episode_name",
        "episode_show_name", "spotify_episode_uri", "audiobook_title", "audiobook_uri", "audiobook_chapter_uri",
        "audiobook_chapter_title", "reason_start", "reason_end", "shuffle", "skipped", "offline", "offline_timestamp",
        "incognito_mode",
    ]

    private func rows(_ data: Data) throws -> [[String: Any]] {
        try #require(try JSONSerialization.jsonObject(with: data) as? [[String: Any]])
    }

    @Test func `every play is a row with the same end, length and track`() throws {
        let simulator = SpotifySimulator(world: world)
        let id = account("night-owl").id
        let rows = try rows(simulator.history(of: id))
        struct Row: Hashable {
            var ts: String
            var ms: Int
            var uri: String?
            var name: String?
            var isPrivate: Bool
        }
        let format = ISO8601DateFormatter()
        let expected = Set(
            simulator.plays(of: id).map { play in
                Row(
                    ts: format.string(from: Date(timeIntervalSince1970: Double(play.endedAt / 1000))),
                    ms: play.listenedMs,
                    uri: play.track.uri, name: play.track.name, isPrivate: play.isPrivate)
            })
        let found = rows.filter { $0["spotify_track_uri"] is String }.map { row in
            Row(
                ts: row["ts"] as? String ?? "", ms: row["ms_played"] as? Int ?? 0,
                uri: row["spotify_track_uri"] as? String,
                name: row["master_metadata_track_name"] as? String, isPrivate: row["incognito_mode"] as? Bool ?? false)
        }
        #expect(Set(found) == expected)
        #expect(found.count > expected.count)  // Exact duplicates occur.
        #expect(expected.contains { $0.isPrivate })
        #expect(expected.contains { $0.ms < 30_000 })
        for row in rows { #expect(Set(row.keys) == Self.keys) }
    }

    @Test func `podcasts have null where music has names`() throws {
        let rows = try rows(SpotifySimulator(world: world).history(of: account("night-owl").id))
        let podcasts = rows.filter { $0["spotify_track_uri"] is NSNull }
        #expect(!podcasts.isEmpty)
        for row in podcasts {
            #expect(row["master_metadata_track_name"] is NSNull)
            #expect(row["master_metadata_album_artist_name"] is NSNull)
            #expect((row["spotify_episode_uri"] as? String)?.hasPrefix("spotify:episode:") == true)
        }
    }

    @Test func `offline timestamps come in seconds, in milliseconds, as zero and as null`() throws {
        let rows = try rows(SpotifySimulator(world: world).history(of: account("night-owl").id))
        let stamps = rows.map { $0["offline_timestamp"] }
        #expect(stamps.contains { $0 is NSNull })
        let numbers = stamps.compactMap { $0 as? Int }
        #expect(numbers.contains(0))
        #expect(numbers.contains { $0 > 100_000_000_000 })
        #expect(numbers.contains { $0 > 0 && $0 < 100_000_000_000 })
    }

    @Test func `a history ends at the given moment, and a later one only adds rows`() throws {
        let simulator = SpotifySimulator(world: world)
        let id = account("weekend").id
        let early = simulator.history(of: id, until: now - 30 * day)
        let whole = simulator.history(of: id)
        #expect(early.count < whole.count)
        #expect(whole.starts(with: early.dropLast()))
        simulator.advanceClock(by: .seconds(30 * 86_400))
        #expect(simulator.history(of: id).starts(with: whole.dropLast()))
    }

    @Test func `the history and the list of accounts are served over HTTP`() async throws {
        try await withSimulator { simulator, visitor in
            let list = try await visitor.send(simulator.baseURL + "/simulator/accounts")
            #expect(try rows(list.body).compactMap { $0["id"] as? String } == simulator.accounts.map(\.id))
            for account in [account("three-plays"), account("hostile-markup"), account("hostile-scripts")] {
                let name = account.id.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
                let reply = try await visitor.send("\(simulator.baseURL)/simulator/accounts/\(name)/history")
                #expect(reply.status == 200)
                #expect(reply.body == simulator.history(of: account.id))
            }
            #expect(try await visitor.send(simulator.baseURL + "/simulator/accounts/none/history").status == 404)
        }
    }

    @Test func `the history of an account without plays is an empty array`() throws {
        let simulator = SpotifySimulator(world: world)
        #expect(simulator.history(of: account("nobody").id) == Data("[]".utf8))
    }
}
