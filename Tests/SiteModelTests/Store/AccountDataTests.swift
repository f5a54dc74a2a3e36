import GRDB
import Testing

@testable import SiteModel

@Suite struct MinuteMatcherTests {
    private func candidate(
        _ endedAt: Int64, ms: Int64? = nil, id: String = "t", names: [String] = ["n"]
    ) -> MinuteMatcher.Candidate {
        MinuteMatcher.Candidate(
            key: PlayKey(playedAt: endedAt, trackID: id), endedAt: endedAt, historyMs: ms, names: names)
    }

    private func partners(
        _ rows: [(minute: Int64, ms: Int64)], _ candidates: [MinuteMatcher.Candidate]
    ) -> [Int?] {
        MinuteMatcher(
            rows: rows.map { MinuteRow(minute: $0.minute * 60_000, trackID: "n", listenedMs: $0.ms) },
            candidates: candidates
        ).partners()
    }

    @Test(
        arguments: [
            (570_000, true), (569_999, false), (600_000, true), (659_999, true), (689_999, true), (690_000, false),
        ] as [(Int64, Bool)]) func `an end in the minute, or up to half a minute off, is the same play`(
            _ end: Int64, _ isOne: Bool
        )
    {
        #expect(partners([(10, 1)], [candidate(end)]) == [isOne ? 0 : nil])
    }

    @Test func `an equal listened time wins, then a play without an exact one, then the nearer play`() {
        let exact = candidate(680_000, ms: 41_000)
        let other = candidate(610_000, ms: 99_000)
        let measured = candidate(670_000, id: "u")
        #expect(partners([(10, 40_000)], [other, measured, exact]) == [2])
        #expect(partners([(10, 40_000)], [other, measured]) == [1])
        #expect(partners([(10, 40_000)], [other]) == [0])
        #expect(partners([(10, 40_000)], [candidate(599_000), candidate(661_000)]) == [0])
        #expect(partners([(10, 40_000), (11, 40_000)], [exact]) == [nil, 0], "the nearer minute of two")
    }

    @Test func `a row matches any of a track's names, and no other track`() {
        #expect(partners([(10, 1)], [candidate(600_000, names: ["x", "n"])]) == [0])
        #expect(partners([(10, 1)], [candidate(600_000, names: ["x"])]) == [nil])
    }
}

@Suite struct AccountDataTests {
    private func told(_ title: String, by artist: String = "Artist a1", minute: Int, ms: Int64) throws -> TrackPlay {
        let id = try #require(RecordingName(artist: artist, title: title)?.trackID)
        return TrackPlay(
            track: Track(id: id, name: title, artists: [Artist(named: artist)]),
            play: Play(
                playedAt: noon + .seconds(minute * 60), trackID: id, listenedMs: ms, source: .history,
                isToTheMinute: true))
    }

    private func rows(_ ada: StoreOfAda) async throws -> [String] {
        try await ada.plays().map {
            "\($0.playedAt.since(noon).milliseconds) \($0.trackID.split(separator: "\u{1F}").last ?? "") \($0.listenedMs) \($0.source.rawValue)"
        }
    }

    @Test func `a row without another source is a play of its own`() async throws {
        let ada = try await StoreOfAda()
        let row = try told("Track x", minute: 3, ms: 90_000)
        #expect(try await ada.insert([row]).newPlays == 1)
        #expect(try await rows(ada) == ["180000 track x 90000 export"])
        #expect(try ada.days().map(\.listenedMs) == [90_000])
        #expect(try await ada.insert([row]) == RecordedListening())
        #expect(try await ada.insert([try told("TRACK  x", minute: 3, ms: 80_000)]).newPlays == 0, "the longer stands")
    }

    @Test func `a history row with an id replaces it`() async throws {
        let ada = try await StoreOfAda()
        try await ada.insert([try told("Track a", minute: 3, ms: 90_000)])
        let result = try await ada.insert([.exported(.sample("a"), at: 200, listenedMs: 90_000)])
        #expect(result.newPlays == 0 && result.mergedPlays == 1 && result.isChanged)
        #expect(try await rows(ada) == ["200000 a 90000 export"])
        #expect(try ada.days().map(\.topTrackID) == ["a"])
        #expect(try await ada.insert([try told("track A", minute: 3, ms: 90_000)]) == RecordedListening())
    }

    @Test func `a play of the API gets its listened time from a row, and stays when plays are purged`() async throws {
        let ada = try await StoreOfAda()
        try await ada.sync([.offered(.sample("a"), at: 200.5), .offered(.sample("b"), at: 500)])
        let result = try await ada.insert([try told("Track a", minute: 3, ms: 61_000)])
        #expect(result.newPlays == 0 && result.mergedPlays == 1)
        #expect(try await rows(ada) == ["200500 a 61000 export", "500000 b 180000 api"])
        // It keeps that time when it is offered again with a context.
        try await ada.sync([.offered(.sample("a"), at: 200.5, context: "album")])
        #expect(try await rows(ada)[0] == "200500 a 61000 export")
        _ = try await ada.store.purgePlays(of: [ada.ada.id], endedBefore: noon + .seconds(9000))
        #expect(try await rows(ada) == ["200500 a 61000 export"])
    }

    @Test func `a row that loses its play to a better row shows again`() async throws {
        let ada = try await StoreOfAda()
        try await ada.sync([.offered(.sample("a"), at: 239)])
        try await ada.insert([try told("Track a", minute: 4, ms: 60_000)])
        #expect(try await rows(ada) == ["239000 a 60000 export"])
        try await ada.insert([try told("Track a", minute: 3, ms: 70_000)])
        #expect(try await rows(ada) == ["239000 a 70000 export", "240000 track a 60000 export"])
    }

    @Test func `a new name of a track matches its rows, for every user`() async throws {
        let ada = try await StoreOfAda()
        let bob = try await ada.store.addUser(Username("bob"), timeZone: "Asia/Tokyo", visibility: .public, at: noon)
        try await ada.sync(FetchedListening(plays: [.offered(.sample("a"), at: 200)]), of: bob)
        try await ada.insert([try told("Old name", minute: 3, ms: 60_000)], of: bob)
        #expect(try await ada.plays(of: bob).count == 2)
        var renamed = Track.sample("a")
        renamed.name = "Old Name"
        try await ada.insert([.exported(renamed, at: 90_000, listenedMs: 40_000)])
        #expect(try await ada.plays(of: bob).map(\.listenedMs) == [60_000])
        let profile = try #require(try ada.store.profile(of: bob.id, from: LocalDate(dayNumber: 0), listLength: 1))
        #expect(profile.days.map(\.plays) == [1] && profile.days.map(\.listenedMs) == [60_000])
        #expect(profile.user.dataVersion == 3)
    }

    @Test func `long chains of one track are matched as a whole`() async throws {
        let plays = (0..<120).map { TrackPlay.offered(.sample("a"), at: Double($0 * 40 + 31)) }
        let minutes = try (0..<80).map { try told("Track a", minute: $0, ms: 35_000 + Int64($0)) }
        var seen: Set<[String]> = []
        for isReversed in [false, true] {
            let ada = try await StoreOfAda()
            for play in isReversed ? plays.reversed() : plays { try await ada.sync([play]) }
            for row in isReversed ? minutes.reversed() : minutes { try await ada.insert([row]) }
            seen.insert(try await rows(ada))
        }
        let once = try await StoreOfAda()
        try await once.insert(minutes)
        try await once.sync(plays)
        seen.insert(try await rows(once))
        #expect(seen.count == 1)
    }

    @Test func `rows are deleted on disconnection`() async throws {
        let ada = try await StoreOfAda()
        try await ada.insert([try told("Track a", minute: 3, ms: 60_000)])
        try await ada.store.disconnectUser(named: "ada")
        for table in ["accountRow", "play", "track", "artist"] { #expect(try await ada.count(table) == 0) }
    }
}
