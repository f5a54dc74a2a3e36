import GRDB
import SiteModel
import Testing

@Suite struct TemperamentStoreTests {
    private let sample = Temperament(
        firstDay: LocalDate(dayNumber: 20_690), lastDay: LocalDate(dayNumber: 20_779), plays: 204, activeDays: 30,
        readings: [
            Temperament.Reading(
                axis: .night, pole: .day, value: 150_000, cut: 200_000, number: "15 %",
                sentence: "31 of 204 / \"plays\".")
        ], label: [.day], facts: [Temperament.Fact(kind: .streak, number: "9 days", sentence: "Ünïcode 👋.")])

    @Test func `a temperament comes back as it was saved, and counts as a change once`() async throws {
        let ada = try await StoreOfAda()
        #expect(try await ada.store.temperament(of: ada.ada.id) == nil)
        #expect(try await ada.store.saveTemperament(sample, of: ada.ada.id))
        #expect(try await ada.store.temperament(of: ada.ada.id) == sample)
        #expect(try await ada.store.saveTemperament(sample, of: ada.ada.id) == false)
        #expect(try await ada.dataVersion() == 1)
        var other = sample
        other.label = []
        other.learning = "Still learning"
        #expect(try await ada.store.saveTemperament(other, of: ada.ada.id))
        #expect(try await ada.store.temperament(of: ada.ada.id) == other)
        #expect(try await ada.dataVersion() == 2)
    }

    @Test func `it goes with the user's data`() async throws {
        let ada = try await StoreOfAda()
        _ = try await ada.store.saveTemperament(sample, of: ada.ada.id)
        try await ada.store.disconnectUser(named: "ada")
        #expect(try await ada.store.temperament(of: ada.ada.id) == nil)
        await #expect(throws: StoreError.self) { _ = try await ada.store.saveTemperament(sample, of: 99) }
    }

    @Test func `a report that cannot be read any more is measured anew`() async throws {
        let ada = try await StoreOfAda()
        _ = try await ada.store.saveTemperament(sample, of: ada.ada.id)
        try await ada.queue.write { try $0.execute(sql: "UPDATE personality SET report = '{\"old\":1}'") }
        #expect(try await ada.store.temperament(of: ada.ada.id) == nil)
        #expect(try await ada.store.saveTemperament(sample, of: ada.ada.id))
    }

    @Test func `plays are told with recording, artist and release`() async throws {
        let ada = try await StoreOfAda()
        var track = Track.sample("t1", isrc: "ISRC1")
        track.releaseDate = "1998-04"
        track.releaseDatePrecision = .month
        try await ada.sync([
            .offered(track, at: 0), .offered(.sample("t2", isrc: ""), at: 400),
            .offered(Track(id: "t3", name: "x", durationMs: 1000), at: 900),
        ])
        let plays = try await ada.store.temperamentPlays(of: ada.ada.id, from: noon, to: noon + .seconds(901))
        #expect(plays.map(\.recording) == ["ISRC1", "track:t2", "track:t3"])
        #expect(plays.map(\.artistID) == ["a1", "a1", nil])
        #expect(plays.map(\.releaseDate) == ["1998-04", nil, nil])
        #expect(plays.map(\.listenedMs) == [180_000, 180_000, 1000])
        #expect(try await ada.store.temperamentPlays(of: ada.ada.id, from: noon, to: noon + .seconds(900)).count == 2)
    }

    @Test func `top artists are told by rank`() async throws {
        let ada = try await StoreOfAda()
        try await ada.sync(FetchedListening(topArtists: [.shortTerm: [.sample("b"), .sample("a")], .longTerm: []]))
        #expect(try await ada.store.topArtistIDs(of: ada.ada.id, over: .shortTerm) == ["b", "a"])
        #expect(try await ada.store.topArtistIDs(of: ada.ada.id, over: .longTerm) == [])
    }
}
