import GRDB
import TestSupport
import Testing

@testable import SiteModel

/// How plays from the API, the extended history and account data are combined.
@Suite struct SourcesTests {
    @Test func `a play from the API and a history file is stored once, with the file's listened time`() async throws {
        var numbers = SeededNumbers(seed: 99)
        let track = Track(id: "t", name: "T", durationMs: 200_000, artists: [Artist(id: "a", name: "A")])
        var api: [TrackPlay] = []
        var export: [TrackPlay] = []
        for index in 0..<60 {
            let end = noon + .seconds(index * 240) + .milliseconds(Int.random(in: 0..<1000, using: &numbers))
            api.append(TrackPlay(track: track, play: Play(playedAt: end, trackID: "t")))
            export.append(
                TrackPlay(
                    track: Track(id: "t", name: "T", artists: [Artist(named: "A")]),
                    play: Play(
                        playedAt: Instant(milliseconds: end.milliseconds / 1000 * 1000), trackID: "t",
                        listenedMs: 100_000 + Int64(index), source: .history)))
        }
        let (store, _, user) = try await Self.emptyStore()
        var merged = 0
        for part in [Array(api[..<30]), export, Array(api[30...]), export, api] {
            merged += try await Self.feed(part, to: store, user).mergedPlays
        }
        let plays = try await store.plays(of: user.id)
        #expect(plays.map(\.playedAt) == api.map(\.play.playedAt))
        #expect(plays.map(\.listenedMs) == export.map(\.play.listenedMs))
        #expect(plays.allSatisfy { $0.source == .history } && merged == 60)
    }

    @Test func `the same play from three sources is stored once, whatever their order`() async throws {
        var numbers = SeededNumbers(seed: 7)
        let track = Track(id: "t", name: "T", durationMs: 200_000, artists: [Artist(id: "a", name: "A")])
        let name = try #require(RecordingName(artist: "a", title: " t"))
        var sources: [[TrackPlay]] = [[], [], []]
        for index in 0..<40 {
            let end = noon + .seconds(index * 100) + .milliseconds(Int.random(in: 0..<1000, using: &numbers))
            let listenedMs = 90_000 + Int64(index)
            let second = Instant(milliseconds: end.milliseconds / 1000 * 1000)
            let minute = Instant(milliseconds: end.milliseconds / 60_000 * 60_000)
            sources[0].append(TrackPlay(track: track, play: Play(playedAt: end, trackID: "t")))
            sources[1].append(
                TrackPlay(
                    track: Track(id: "t", name: "T", artists: [Artist(named: "A")]),
                    play: Play(playedAt: second, trackID: "t", listenedMs: listenedMs, source: .history)))
            sources[2].append(
                TrackPlay(
                    track: Track(id: name.trackID, name: " t", artists: [Artist(named: "a")]),
                    play: Play(
                        playedAt: minute, trackID: name.trackID, listenedMs: listenedMs, source: .history,
                        isToTheMinute: true)))
        }
        for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
            let (store, _, user) = try await Self.emptyStore()
            var new = 0
            for source in order { new += try await Self.feed(sources[source], to: store, user).newPlays }
            let plays = try await store.plays(of: user.id)
            #expect(plays.map(\.playedAt) == sources[0].map(\.play.playedAt))
            #expect(plays.map(\.listenedMs) == sources[1].map(\.play.listenedMs))
            #expect(plays.allSatisfy { $0.trackID == "t" } && new == 40)
        }
        // Without the extended history, the listened time comes from account data.
        for order in [[0, 2], [2, 0]] {
            let (store, _, user) = try await Self.emptyStore()
            for source in order { _ = try await Self.feed(sources[source], to: store, user) }
            let plays = try await store.plays(of: user.id)
            #expect(plays.map(\.listenedMs) == sources[2].map(\.play.listenedMs))
            #expect(plays.allSatisfy { $0.trackID == "t" && $0.source == .history })
        }
    }

    @Test func `a late play shortens the listened time of the play after it`() async throws {
        let track = Track(id: "t", name: "T", durationMs: 200_000, artists: [Artist(id: "a", name: "A")])
        func play(_ second: Int) -> TrackPlay {
            TrackPlay(track: track, play: Play(playedAt: noon + .seconds(second), trackID: "t"))
        }
        let (store, _, user) = try await Self.emptyStore()
        _ = try await Self.feed([play(0), play(500)], to: store, user)
        _ = try await Self.feed([play(390)], to: store, user)
        let plays = try await store.plays(of: user.id)
        #expect(plays.map(\.listenedMs) == [200_000, 200_000, 110_000])
    }

    @Test func `the API's artist replaces the bare name from an import, for every user`() async throws {
        let (store, database, ada) = try await Self.emptyStore()
        let bob = try await store.addUser(Username("bob"), timeZone: "Asia/Tokyo", visibility: .public, at: noon)
        func row(_ id: String, _ artist: String, _ minute: Int) -> TrackPlay {
            TrackPlay(
                track: Track(id: id, name: "N", artists: [Artist(named: artist)]),
                play: Play(
                    playedAt: noon + .minutes(Int64(minute)), trackID: id, listenedMs: 60_000, source: .history))
        }
        for user in [ada, bob] {
            _ = try await Self.feed(
                [row("x", "Band", 0), row("y", "Band", 5), row("z", "Solo", 9)], to: store, user)
        }
        let bobsVersion = try await store.user(named: "bob").dataVersion
        let named = Track(
            id: "x", name: "N", durationMs: 61_000,
            artists: [Artist(id: "real", name: "Band"), Artist(id: "guest", name: "Guest")])
        _ = try await Self.feed(
            [TrackPlay(track: named, play: Play(playedAt: noon + .hours(2), trackID: "x"))], to: store, ada)
        let tops = try await database.read {
            try String.fetchAll($0, sql: "SELECT DISTINCT topArtistID FROM listeningDay")
        }
        #expect(tops == ["real"], "track y was never in an API answer, but its artist is the same")
        let heard = try await database.read {
            try String.fetchAll($0, sql: "SELECT userID || ' ' || artistID FROM artistHeard ORDER BY userID, artistID")
        }
        #expect(heard == ["1 export:Solo", "1 real", "2 export:Solo", "2 real"])
        #expect(try await store.user(named: "bob").dataVersion == bobsVersion + 1)

        // A later import does not change what came from the API.
        _ = try await Self.feed([row("x", "Band (2)", 300), row("w", "Band", 310)], to: store, ada)
        let credits = try await database.read {
            try String.fetchAll(
                $0, sql: "SELECT trackID || ' ' || artistID FROM trackArtist ORDER BY trackID, position")
        }
        #expect(credits == ["w real", "x real", "x guest", "y real", "z export:Solo"])
    }

    // MARK: -

    private static func emptyStore() async throws -> (Store, DatabaseQueue, User) {
        let database = try DatabaseQueue()
        let store = try Store(database)
        let user = try await store.addUser(Username("ada"), timeZone: "UTC", visibility: .public, at: noon)
        return (store, database, user)
    }

    /// Stores plays as a sync or as an import, depending on their source.
    private static func feed(
        _ plays: [TrackPlay], to store: Store, _ user: User
    ) async throws -> RecordedListening {
        if plays.first?.play.source == .history {
            return try await store.insertPlays(plays, of: user.id, clock: .utc)
        }
        return try await store.recordSync(
            FetchedListening(plays: plays), of: user.id, record: .sample(), clock: .utc)
    }
}
