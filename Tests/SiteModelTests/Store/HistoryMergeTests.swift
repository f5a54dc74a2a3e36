import GRDB
import Testing

@testable import SiteModel

@Suite struct PlayMatcherTests {
    private func matched(_ offers: [Int64], _ entries: [Int64]) -> [String] {
        PlayMatcher.matched(
            offers: offers.map { KnownPlay.Offer(at: $0, contextType: nil, lengthMs: nil) },
            entries: entries.map { KnownPlay.HistoryEntry(at: $0, listenedMs: 1) }
        ).map { play in
            [play.offer.map { "api \($0.at)" }, play.history.map { "export \($0.at)" }]
                .compactMap(\.self).joined(separator: " = ")
        }
    }

    @Test func `ends up to thirty seconds apart are one play`() {
        #expect(matched([100_000], [130_000]) == ["api 100000 = export 130000"])
        #expect(matched([100_000], [70_000]) == ["api 100000 = export 70000"])
        #expect(matched([100_000], [130_001]) == ["api 100000", "export 130001"])
        #expect(matched([100_000], [69_999]) == ["export 69999", "api 100000"])
    }

    @Test func `the nearest ends are paired first, and each only once`() {
        #expect(matched([0, 1800], [2000]) == ["api 0", "api 1800 = export 2000"])
        #expect(matched([1000], [1000, 2000]) == ["api 1000 = export 1000", "export 2000"])
        #expect(matched([0, 20_000], [10_000, 30_000]) == ["api 0 = export 10000", "api 20000 = export 30000"])
    }

    @Test func `ends without a partner stay alone`() {
        #expect(matched([], []) == [])
        #expect(matched([2, 1], []) == ["api 1", "api 2"])
        #expect(matched([], [2, 1]) == ["export 1", "export 2"])
    }
}

@Suite struct HistoryMergeTests {
    private func rows(_ ada: StoreOfAda) async throws -> [String] {
        try await ada.queue.read { database in
            try Row.fetchAll(database, sql: "SELECT * FROM play ORDER BY playedAt, trackID").map { row in
                let cells = [row["playedAt"] as Int64 - noon.milliseconds, row["listenedMs"]]
                let source: String = row["source"]
                let context: String? = row["contextType"]
                return "\(cells[0]) \(row["trackID"] as String) \(cells[1]) \(source) \(context ?? "-")"
            }
        }
    }

    static let offered: [TrackPlay] = [
        .offered(.sample("a"), at: 100.25, context: "album"), .offered(.sample("b"), at: 400),
    ]
    static let exported: [TrackPlay] = [
        .exported(.sample("a"), at: 101, listenedMs: 61_000), .exported(.sample("c"), at: 250, listenedMs: 55_000),
    ]
    static let merged = ["100250 a 61000 export album", "250000 c 55000 export -", "400000 b 150000 api -"]

    @Test func `a history file makes synced plays exact`() async throws {
        let ada = try await StoreOfAda()
        try await ada.sync(Self.offered)
        let result = try await ada.insert(Self.exported)
        #expect(result.newPlays == 1 && result.mergedPlays == 1 && result.isChanged)
        #expect(try await rows(ada) == Self.merged)
    }

    @Test func `a sync matches plays that a history file brought`() async throws {
        let ada = try await StoreOfAda()
        try await ada.insert(Self.exported)
        let result = try await ada.sync(Self.offered)
        #expect(result.newPlays == 1 && result.mergedPlays == 1 && result.isChanged)
        #expect(try await rows(ada) == Self.merged)
    }

    @Test func `a repeated sync or import changes nothing`() async throws {
        let ada = try await StoreOfAda()
        try await ada.sync(Self.offered)
        try await ada.insert(Self.exported)
        for result in try await [ada.sync(Self.offered), ada.insert(Self.exported + Self.exported)] {
            #expect(result == RecordedListening())
        }
        #expect(try await rows(ada) == Self.merged)
    }

    @Test func `a history row is paired with a play of the same millisecond, not with a nearby one`() async throws {
        for isExportFirst in [true, false] {
            let ada = try await StoreOfAda()
            let exported = [TrackPlay.exported(.sample("a"), at: 1, listenedMs: 60_000)]
            let offered = [TrackPlay.offered(.sample("a"), at: 1), .offered(.sample("a"), at: 1.25)]
            if isExportFirst { try await ada.insert(exported) }
            for play in offered { try await ada.sync([play]) }
            if !isExportFirst { try await ada.insert(exported) }
            #expect(try await rows(ada) == ["1000 a 60000 export -", "1250 a 250 api -"])
        }
    }

    @Test func `a nearer play takes the partner of a farther one`() async throws {
        let ada = try await StoreOfAda()
        try await ada.insert([.exported(.sample("a"), at: 20, listenedMs: 60_000)])
        try await ada.sync([.offered(.sample("a"), at: 0)])
        #expect(try await rows(ada) == ["0 a 60000 export -"])
        try await ada.sync([.offered(.sample("a"), at: 19)])
        #expect(try await rows(ada) == ["0 a 180000 api -", "19000 a 60000 export -"])
    }

    @Test func `the longer of two history rows for one moment wins`() async throws {
        for lengths in [[40_000, 50_000], [50_000, 40_000]] as [[Int64]] {
            let ada = try await StoreOfAda()
            for length in lengths { try await ada.insert([.exported(.sample("a"), at: 0, listenedMs: length)]) }
            #expect(try await rows(ada) == ["0 a 50000 export -"])
        }
    }

    @Test func `the API's facts about a track replace those of a history file, whichever came first`() async throws {
        var told = Track.sample("a", by: "real", isrc: "ISRC1")
        told.album = "Album"
        let guessed = Track(id: "a", name: "Another name", artists: [Artist(named: "Real")])
        for isExportFirst in [true, false] {
            let ada = try await StoreOfAda()
            let export = TrackPlay(
                track: guessed, play: Play(playedAt: noon, trackID: "a", listenedMs: 60_000, source: .history))
            if isExportFirst { try await ada.insert([export]) }
            try await ada.sync([.offered(told, at: 86_400)])
            if !isExportFirst { try await ada.insert([export]) }
            #expect(try ada.days().map(\.topArtistID) == ["real", "real"])
            let track = try #require(try ada.profile().monthTracks["a"])
            #expect(track.name == "Track a" && track.album == "Album" && track.url == told.url)
        }
    }

    @Test func `when the API names an artist, days of other users are summed again too`() async throws {
        let ada = try await StoreOfAda()
        let bob = try await ada.store.addUser(Username("bob"), timeZone: "Asia/Tokyo", visibility: .public, at: noon)
        let guessed = Track(id: "a", name: "a", artists: [Artist(named: "Real")])
        let tokyo = try #require(ZoneOffsets(identifier: "Asia/Tokyo"))
        // 16:00 UTC is already the next day in Tokyo.
        let play = Play(playedAt: noon + .seconds(4 * 3600), trackID: "a", listenedMs: 60_000, source: .history)
        _ = try await ada.store.insertPlays(
            [TrackPlay(track: guessed, play: play)], of: bob.id, clock: tokyo)
        try await ada.sync([.offered(.sample("a", by: "real"), at: 0)])
        let profile = try #require(try ada.store.profile(of: bob.id, from: LocalDate(dayNumber: 0), listLength: 1))
        #expect(try ada.days(of: bob).map(\.topArtistID) == ["real"])
        #expect(profile.days.map(\.date.description) == ["2026-11-23"])
        #expect(profile.user.dataVersion == 2)
    }

    @Test func `history rows that disagree about a track give the same result in any order`() async throws {
        let versions = ["B", "A", "C"].map { name in
            Track(
                id: "t", name: name, album: name == "C" ? nil : name, artists: [Artist(named: name)]
            )
        }
        var seen: Set<[String?]> = []
        for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0], [2, 0, 1]] {
            let ada = try await StoreOfAda()
            for index in order {
                let play = Play(
                    playedAt: noon + .seconds(index * 600), trackID: "t", listenedMs: 40_000, source: .history)
                try await ada.insert([TrackPlay(track: versions[index], play: play)])
            }
            let profile = try ada.profile()
            seen.insert([
                try ada.days()[0].topArtistID, profile.monthTracks["t"]?.name, profile.monthTracks["t"]?.album,
            ])
        }
        #expect(seen == [["export:A", "A", "A"]])
    }
}
