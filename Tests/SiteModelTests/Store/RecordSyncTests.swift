import SiteModel
import TestSupport
import Testing

@Suite struct RecordSyncTests {
    @Test func `plays are stored once however often they are offered`() async throws {
        let ada = try await StoreOfAda()
        let plays = (0..<3).map { TrackPlay.offered(.sample("t\($0)"), at: Double($0) * 200) }
        #expect(try await ada.sync(plays).newPlays == 3)
        let again = try await ada.sync(plays.reversed() + plays)
        #expect(again.newPlays == 0 && again.isChanged == false)
        #expect(try await ada.plays().count == 3)
        #expect(try await ada.dataVersion() == 1)
        #expect(try await ada.store.syncRecords(of: ada.ada.id).map(\.newPlays) == [0, 3])
    }

    @Test func `a sync without new data keeps the data version and records the time`() async throws {
        let ada = try await StoreOfAda()
        try await ada.sync(FetchedListening(), at: noon + .seconds(1))
        let user = try await ada.store.user(named: "ada")
        #expect(user.dataVersion == 0 && user.syncedAt == noon + .seconds(1))
    }

    @Test func `a play lasts as long as its track, or as the time since the play before`() async throws {
        let ada = try await StoreOfAda()
        try await ada.sync([
            .offered(.sample("t1", durationMs: 180_000), at: 0),
            .offered(.sample("t2", durationMs: 200_000), at: 90.5),
            .offered(.sample("t3", durationMs: 100_000), at: 1000),
            .offered(.sample("t4", durationMs: nil), at: 5000),
            .offered(.sample("t5", durationMs: nil), at: 5030),
        ])
        #expect(try await ada.plays().map(\.listenedMs) == [180_000, 90_500, 100_000, 210_000, 30_000])
        let days = try ada.days()
        #expect(days.map(\.date) == [LocalDate(dayNumber: 20_779)])
        #expect(days.map(\.listenedMs) == [610_500])
        #expect(days.map(\.plays) == [5])
        #expect(days.map(\.topTrackID) == ["t4"])
    }

    @Test func `a play that arrives late shortens the play after it`() async throws {
        let ada = try await StoreOfAda()
        try await ada.sync([.offered(.sample("t1"), at: 0), .offered(.sample("t3"), at: 300)])
        #expect(try await ada.plays().map(\.listenedMs) == [180_000, 180_000])
        let late = try await ada.sync([.offered(.sample("t2"), at: 200)])
        #expect(late.newPlays == 1)
        #expect(try await ada.plays().map(\.listenedMs) == [180_000, 180_000, 100_000])
        #expect(try ada.days().map(\.listenedMs) == [460_000])
    }

    @Test func `a late play before midnight changes the next day too`() async throws {
        let ada = try await StoreOfAda()
        let midnight = 12 * 3600.0
        try await ada.sync([.offered(.sample("t2"), at: midnight + 60)])
        try await ada.sync([.offered(.sample("t1"), at: midnight - 10)])
        #expect(try ada.days().map(\.listenedMs) == [180_000, 70_000])
    }

    @Test func `two tracks may end in the same millisecond`() async throws {
        let ada = try await StoreOfAda()
        let result = try await ada.sync([.offered(.sample("b"), at: 10), .offered(.sample("a"), at: 10)])
        #expect(result.newPlays == 2)
        #expect(try await ada.plays().map(\.trackID) == ["a", "b"])
        #expect(try await ada.plays().map(\.listenedMs) == [180_000, 0])
    }

    @Test func `a track may be repeated within two seconds`() async throws {
        let ada = try await StoreOfAda()
        let plays = [TrackPlay.offered(.sample("a"), at: 10), .offered(.sample("a"), at: 11.5)]
        #expect(try await ada.sync(plays).newPlays == 2)
        #expect(try await ada.sync(plays).newPlays == 0)
        #expect(try await ada.plays().map(\.listenedMs) == [180_000, 1500])
    }

    @Test func `a track length in a later answer is used`() async throws {
        let ada = try await StoreOfAda()
        try await ada.sync([.offered(.sample("a", durationMs: nil), at: 10)])
        #expect(try await ada.sync([.offered(.sample("a", durationMs: 100_000), at: 10)]).isChanged)
        #expect(try await ada.sync([.offered(.sample("a", durationMs: nil), at: 10)]).isChanged == false)
        #expect(try await ada.plays().map(\.listenedMs) == [100_000])
    }

    @Test func `impossible track lengths count as unknown`() async throws {
        let ada = try await StoreOfAda()
        try await ada.sync([
            .offered(.sample("a", durationMs: -5), at: 10), .offered(.sample("b", durationMs: 0), at: 999),
        ])
        #expect(try await ada.plays().map(\.listenedMs) == [210_000, 210_000])
    }

    @Test func `the context of a play is kept`() async throws {
        let ada = try await StoreOfAda()
        try await ada.sync([.offered(.sample("a"), at: 0, context: "album"), .offered(.sample("b"), at: 500)])
        #expect(try await ada.plays().map(\.contextType) == ["album", nil])
    }

    @Test func `a track without artists counts too`() async throws {
        let ada = try await StoreOfAda()
        try await ada.sync([.offered(Track(id: "x", name: "", durationMs: 60_000), at: 0)])
        #expect(try ada.days().map(\.topArtistID) == [nil])
        #expect(try ada.days().map(\.topTrackID) == ["x"])
    }

    @Test func `nothing is stored for a removed user`() async throws {
        let ada = try await StoreOfAda()
        try await ada.store.removeUser(named: "ada")
        await #expect(throws: StoreError.self) { try await ada.sync([.offered(.sample("a"), at: 0)]) }
        #expect(try await ada.count("play") == 0)
        #expect(try await ada.count("track") == 0)
    }

    @Test func `a new picture of a known track shows`() async throws {
        let ada = try await StoreOfAda()
        try await ada.sync([.offered(.sample("a"), at: 0)])
        var track = Track.sample("a")
        track.imageURL = "https://i.scdn.co/image/2"
        #expect(try await ada.sync([.offered(track, at: 0)]).isChanged)
        #expect(try await ada.sync([.offered(.sample("a"), at: 0)]).isChanged == false)
        #expect(try ada.profile().monthTracks["a"]?.imageURL == track.imageURL)
    }
}

@Suite struct GapTests {
    private func offers(_ count: Int, from first: Double) -> [TrackPlay] {
        (0..<count).map { .offered(.sample("t\($0)"), at: first + Double($0) * 200) }
    }

    @Test func `a full answer newer than every known play leaves a gap`() async throws {
        let ada = try await StoreOfAda()
        try await ada.sync(offers(1, from: 0))
        let result = try await ada.sync(offers(50, from: 10_000), isFull: true)
        let gap = ListeningGap(from: noon, to: noon + .seconds(10_000))
        #expect(result.isChanged)
        #expect(try ada.profile().gaps == [gap])
        try await ada.sync(offers(50, from: 10_000), isFull: true)
        #expect(try ada.profile().gaps == [gap])
    }

    @Test func `an answer that is not full leaves no gap`() async throws {
        let ada = try await StoreOfAda()
        try await ada.sync(offers(1, from: 0))
        try await ada.sync(offers(49, from: 10_000))
        #expect(try ada.profile().gaps.isEmpty)
    }

    @Test func `an answer that overlaps by one play leaves no gap`() async throws {
        let ada = try await StoreOfAda()
        try await ada.sync(offers(1, from: 10_000))
        try await ada.sync(offers(50, from: 10_000), isFull: true)
        #expect(try ada.profile().gaps.isEmpty)
    }

    @Test func `the first answer leaves no gap`() async throws {
        let ada = try await StoreOfAda()
        try await ada.sync(offers(50, from: 0), isFull: true)
        #expect(try ada.profile().gaps.isEmpty)
        try await ada.sync([], isFull: true)
        #expect(try ada.profile().gaps.isEmpty)
    }

    @Test func `the whole seconds of a history file do not cause a gap of less than a second`() async throws {
        let ada = try await StoreOfAda()
        try await ada.insert([.exported(.sample("t0"), at: 10_000, listenedMs: 170_000)])
        try await ada.sync(offers(50, from: 10_000.6), isFull: true)
        #expect(try ada.profile().gaps.isEmpty)
    }

    @Test func `a history file that covers a gap closes it`() async throws {
        let ada = try await StoreOfAda()
        try await ada.sync(offers(1, from: 0))
        try await ada.sync(offers(50, from: 10_000), isFull: true)
        let before = try await ada.dataVersion()
        try await ada.insert([.exported(.sample("x"), at: 5000, listenedMs: 60_000)])
        #expect(try ada.profile().gaps.count == 1)
        try await ada.insert([
            .exported(.sample("t0"), at: 0.5, listenedMs: 170_000),
            .exported(.sample("t0"), at: 10_000, listenedMs: 170_000),
        ])
        #expect(try ada.profile().gaps.isEmpty)
        #expect(try await ada.dataVersion() == before + 2)
    }
}
