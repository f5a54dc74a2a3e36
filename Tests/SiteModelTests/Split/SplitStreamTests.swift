import GRDB
import SiteModel
import TestSupport
import Testing

/// However a stream of plays is cut into syncs and imports, and in whatever order these come, the store is the same.
@Suite struct SplitStreamTests {
    @Test(arguments: 0..<60)
    func `any split of a stream in any order gives the same plays and days`(_ seed: Int) async throws {
        var random = SeededNumbers(seed: UInt64(seed))
        let stream = Stream(using: &random)
        let expected = try await rows(after: [stream.plays], clock: stream.clock)
        #expect(expected.count > 4)
        for _ in 0..<3 {
            let batches = stream.batches(using: &random)
            let found = try await rows(after: batches, clock: stream.clock)
            guard found == expected else {
                let difference = found.difference(from: expected)
                Issue.record("seed \(seed), batches of \(batches.map(\.count)): \(difference)")
                return
            }
        }
    }

    @Test(arguments: 0..<12)
    func `two users who share tracks do not depend on whose turn comes first`(_ seed: Int) async throws {
        var random = SeededNumbers(seed: UInt64(1000 + seed))
        let streams = [Stream(using: &random), Stream(using: &random)]
        var turns = streams.enumerated().flatMap { user, stream in
            stream.batches(using: &random).map { Turn(user: user, plays: $0) }
        }
        let expected = try await rows(after: turns, clocks: streams.map(\.clock))
        for _ in 0..<3 {
            turns.shuffle(using: &random)
            #expect(try await rows(after: turns, clocks: streams.map(\.clock)) == expected, "seed \(seed)")
        }
    }

    private struct Turn {
        var user: Int
        var plays: [TrackPlay]
    }

    private func rows(after batches: [[TrackPlay]], clock: Zone) async throws -> [String] {
        try await rows(after: batches.map { Turn(user: 0, plays: $0) }, clocks: [clock])
    }

    /// Every row of `play` and `listeningDay` as text.
    private func rows(after turns: [Turn], clocks: [Zone]) async throws -> [String] {
        let queue = try DatabaseQueue()
        let store = try Store(queue)
        var users: [User] = []
        for (index, zone) in clocks.enumerated() {
            users.append(
                try await store.addUser(
                    Username("user\(index)"), timeZone: zone.identifier, visibility: .public, at: Instant(seconds: 0)))
        }
        for turn in turns {
            let id = users[turn.user].id
            let clock = clocks[turn.user].clock
            if turn.plays.contains(where: { $0.play.source == .history }) {
                _ = try await store.insertPlays(turn.plays, of: id, clock: clock)
            } else {
                let record = SyncRecord(
                    at: Instant(seconds: 0), outcome: .synced, requests: 1, newPlays: 0, errorClass: nil)
                _ = try await store.recordSync(
                    FetchedListening(plays: turn.plays), of: id, record: record, clock: clock)
            }
        }
        return try await queue.read { database in
            try ["play", "listeningDay", "track", "trackArtist", "accountRow", "trackName"].flatMap { table in
                try Row.fetchAll(database, sql: "SELECT * FROM \(table)").map { "\(table) \($0)" }
            }.sorted()
        }
    }

    struct Zone {
        var identifier: String
        var clock: ZoneOffsets
    }

    /// A made-up listener: what happened, what the API offered of it, and what the export tells.
    struct Stream {
        var plays: [TrackPlay] = []
        var clock: Zone

        init(using random: inout SeededNumbers) {
            let identifier =
                ["UTC", "Asia/Kathmandu", "America/Sao_Paulo", "Europe/Berlin"]
                .randomElement(using: &random) ?? "UTC"
            clock = Zone(identifier: identifier, clock: ZoneOffsets(identifier: identifier) ?? .utc)
            // Sunday, 25 October 2026, when Europe's clocks go back.
            var moment: Int64 = 1_792_800_000_000 + Int64.random(in: 0..<86_400_000, using: &random)
            for _ in 0..<Int.random(in: 5...60, using: &random) {
                // Skips, repeats within seconds, ends in one millisecond, tracks, nights.
                let pauses: [Int64] = [
                    0, 1, 1500, 9000, 20_000, 29_999, 30_000, 31_000, 90_000, 185_000, 240_000, 30_000_000,
                ]
                moment += pauses.randomElement(using: &random) ?? 0
                if Bool.random(using: &random) { moment += Int64.random(in: 0..<2000, using: &random) }
                let number = Int.random(in: 0..<4, using: &random)
                if Int.random(in: 0..<10, using: &random) < 7 { plays.append(Self.offered(number, at: moment)) }
                let listenedMs = Int64.random(in: 0...200_000, using: &random)
                if Bool.random(using: &random) {
                    plays.append(Self.toTheMinute(number, at: moment, listenedMs: listenedMs, using: &random))
                }
                guard Int.random(in: 0..<10, using: &random) < 6 else { continue }
                // Whole seconds, now and then far off.
                let drift: Int64 = [-1000, 0, 0, 0, 1000, 12_000, -29_000].randomElement(using: &random) ?? 0
                plays.append(Self.exported(number, at: moment / 1000 * 1000 + drift, listenedMs: listenedMs))
            }
            // Neither the API nor an export has a fixed order, and both repeat themselves.
            plays += (0..<5).compactMap { _ in plays.randomElement(using: &random) }
            plays.shuffle(using: &random)
        }

        /// The stream in pieces that overlap, in a random order; an import and a sync never share one.
        func batches(using random: inout SeededNumbers) -> [[TrackPlay]] {
            var batches: [[TrackPlay]] = []
            for source in PlaySource.allCases {
                var rest = plays.filter { $0.play.source == source }.shuffled(using: &random)
                while !rest.isEmpty {
                    var batch: [TrackPlay] = []
                    for _ in 0..<Int.random(in: 1...12, using: &random) where !rest.isEmpty {
                        batch.append(rest.removeLast())
                    }
                    let again = batches.flatMap(\.self).filter { $0.play.source == source }
                    if let repeated = again.randomElement(using: &random) { batch.append(repeated) }
                    batches.append(batch)
                }
            }
            return batches.shuffled(using: &random)
        }

        private static func offered(_ number: Int, at moment: Int64) -> TrackPlay {
            let artists = [Artist(id: "artist\(number / 2)", name: "Artist \(number / 2)")]
            let track = Track(
                id: "track\(number)", name: "Track \(number)", album: number == 1 ? "Album" : nil,
                durationMs: number == 3 ? nil : 90_000 + Int64(number) * 60_000, isrc: number < 2 ? "same" : nil,
                artists: artists)
            let play = Play(playedAt: Instant(milliseconds: moment), trackID: track.id, contextType: "album")
            return TrackPlay(track: track, play: play)
        }

        /// A row of account data: by one name or another, now and then with another length or a minute off.
        private static func toTheMinute(
            _ number: Int, at moment: Int64, listenedMs: Int64, using random: inout SeededNumbers
        ) -> TrackPlay {
            let title = ["Track \(number)", "TRACK  \(number) ", "track \(number) (export)"].randomElement(
                using: &random)
            let artist = "Artist \(number / 2)"
            let drift: Int64 = [-60_000, 0, 0, 0, 0, 60_000].randomElement(using: &random) ?? 0
            let near: Int64 = [0, 0, 0, 1000, -1001, 40_000].randomElement(using: &random) ?? 0
            let track = Track(
                id: RecordingName(artist: artist, title: title)?.trackID ?? "", name: title ?? "",
                artists: [Artist(named: artist)])
            let play = Play(
                playedAt: Instant(milliseconds: moment / 60_000 * 60_000 + drift), trackID: track.id,
                listenedMs: max(0, listenedMs + near), source: .history, isToTheMinute: true)
            return TrackPlay(track: track, play: play)
        }

        private static func exported(_ number: Int, at moment: Int64, listenedMs: Int64) -> TrackPlay {
            let name = "Artist \(number / 2)"
            // Some tracks only exports know; their artist may be one whom the API names elsewhere.
            let isOnlyExported = moment % 3 == 0
            let track = Track(
                id: isOnlyExported ? "old\(number)" : "track\(number)", name: "track \(number) (export)",
                album: "Exported album",
                artists: [Artist(named: name)])
            let play = Play(
                playedAt: Instant(milliseconds: moment), trackID: track.id, listenedMs: listenedMs, source: .history)
            return TrackPlay(track: track, play: play)
        }
    }
}
