import GRDB
import Testing

@testable import SiteModel

/// Listening months, and when artists were first heard; noon is 22 November 2026.
@Suite struct MonthsTests {
    private let day = 86_400.0

    private func months(_ ada: StoreOfAda) throws -> [ListeningMonth] { try ada.profile().months }

    private func track(_ id: String, by artist: String = "a1", isrc: String? = nil, released: String? = nil) -> Track {
        var track = Track.sample(id, by: artist, isrc: isrc)
        track.releaseDate = released
        track.releaseDatePrecision = released == nil ? nil : .year
        return track
    }

    @Test func `plays are summed by month, with the top artist, the top track and the decades`() async throws {
        let ada = try await StoreOfAda()
        try await ada.sync([
            .offered(track("t1", released: "1998"), at: 0), .offered(track("t2", by: "a2", released: "2001"), at: 400),
            .offered(track("t2", by: "a2", released: "2001"), at: 800),
            .offered(track("t3", released: "0000"), at: 1200),
            .offered(track("t1", released: "1998"), at: -30 * day),
        ])
        let months = try months(ada)
        #expect(months.map(\.month.description) == ["2026-10", "2026-11"])
        #expect(months.map(\.plays) == [1, 4] && months[1].listenedMs == 720_000)
        #expect(months[1].topArtistID == "a1" && months[1].topTrackID == "t2")
        #expect(months.map(\.decades) == [[1990: 1], [1990: 1, 2000: 2]])
        let profile = try ada.profile()
        #expect(profile.monthArtists.keys.sorted() == ["a1"] && profile.monthTracks["t2"]?.artists.map(\.id) == ["a2"])
        #expect(profile.newArtists == [months[0].month: 1, months[1].month: 1])
    }

    @Test func `one recording under two keys counts as one`() async throws {
        let ada = try await StoreOfAda()
        try await ada.sync([
            .offered(track("t1", isrc: "X"), at: 0), .offered(track("t2", isrc: "X"), at: 400),
            .offered(track("t0", by: "a2"), at: 800),
        ])
        #expect(try months(ada).map(\.topTrackID) == ["t1"])
    }

    @Test func `only months with new plays are summed again`() async throws {
        let ada = try await StoreOfAda()
        try await ada.sync([.offered(.sample("t1"), at: 0), .offered(.sample("t1"), at: -40 * day)])
        try await ada.queue.write {
            try $0.execute(sql: "UPDATE listeningMonth SET plays = 99 WHERE month = '2026-10'")
        }
        try await ada.sync([.offered(.sample("t1"), at: 700)])
        #expect(try months(ada).map(\.plays) == [99, 2])
    }

    @Test func `an artist is new in the month of the first known play, whichever was stored first`() async throws {
        let ada = try await StoreOfAda()
        try await ada.sync([.offered(.sample("t1"), at: 0)])
        #expect(try ada.profile().newArtists == [try #require(LocalMonth("2026-11")): 1])
        try await ada.insert([.exported(.sample("t1"), at: -100 * day, listenedMs: 60_000)])
        #expect(try ada.profile().newArtists == [try #require(LocalMonth("2026-08")): 1])
        try await ada.sync([.offered(.sample("t2"), at: -10 * day)])
        #expect(try ada.profile().newArtists == [try #require(LocalMonth("2026-08")): 1])
    }

    @Test func `an artist stays known after the first play is deleted`() async throws {
        let ada = try await StoreOfAda()
        try await ada.sync([.offered(.sample("t1"), at: -100 * day)])
        try await ada.queue.write { try $0.execute(sql: "DELETE FROM play") }
        try await ada.sync([.offered(.sample("t1"), at: 0)])
        #expect(try ada.profile().newArtists == [try #require(LocalMonth("2026-08")): 1])
    }

    @Test func `a month that lost plays keeps its totals until its plays add up to more`() async throws {
        let ada = try await StoreOfAda()
        try await ada.sync([
            .offered(.sample("t1", by: "a1"), at: -5 * day), .offered(.sample("t1", by: "a1"), at: -5 * day + 400),
        ])
        let before = try months(ada)
        try await ada.queue.write { try $0.execute(sql: "DELETE FROM play") }
        try await ada.sync([.offered(.sample("t2", by: "a2"), at: 0)])
        #expect(try months(ada) == before)
        try await ada.sync((1...3).map { .offered(.sample("t2", by: "a2"), at: Double($0) * 400) })
        #expect(try months(ada).map(\.topArtistID) == ["a2"] && months(ada).map(\.plays) == [4])
    }

    @Test func `months and first plays survive what plays.keep deletes`() async throws {
        let ada = try await StoreOfAda()
        try await ada.sync([
            .offered(.sample("t1", by: "a1"), at: -100 * day), .offered(.sample("t2", by: "a2"), at: -100 * day + 400),
            .offered(.sample("t1", by: "a1"), at: 0),
        ])
        let (months, firsts) = (try months(ada), try ada.profile().newArtists)
        #expect(firsts.values.reduce(0, +) == 2)
        let deleted = try await ada.store.purgePlays(of: [ada.ada.id], endedBefore: noon - .seconds(50 * 86_400))
        #expect(deleted == 2)
        #expect(try self.months(ada) == months && ada.profile().newArtists == firsts)
        // A history row in the same month adds up to less than its total.
        try await ada.insert([.exported(.sample("t3", by: "a3"), at: -101 * day, listenedMs: 60_000)])
        #expect(try self.months(ada) == months)
        #expect(try ada.profile().newArtists.values.reduce(0, +) == 3)
    }

    @Test func `another time zone moves plays across the end of a month`() async throws {
        let ada = try await StoreOfAda()
        // 31 October, 23:30 UTC.
        try await ada.sync([.offered(.sample("t1"), at: -21 * day - 12.5 * 3600)])
        #expect(try months(ada).map(\.month.description) == ["2026-10"])
        let clock = try #require(ZoneOffsets(identifier: "Asia/Kathmandu"))
        try await ada.store.setTimeZone(
            ofUserNamed: "ada", to: "Asia/Kathmandu", clock: clock)
        #expect(try months(ada).map(\.month.description) == ["2026-11"])
        #expect(try ada.profile().newArtists.keys.map(\.description) == ["2026-11"])
    }

    @Test func `months are deleted on disconnection and with the user`() async throws {
        let ada = try await StoreOfAda()
        try await ada.sync([.offered(.sample("t1"), at: 0)])
        try await ada.store.disconnectUser(named: "ada")
        for table in ["listeningMonth", "artistHeard", "track", "artist"] { #expect(try await ada.count(table) == 0) }
        try await ada.sync([.offered(.sample("t1"), at: 0)])
        try await ada.store.removeUser(named: "ada")
        for table in ["listeningMonth", "artistHeard", "track", "artist"] { #expect(try await ada.count(table) == 0) }
    }

    @Test(arguments: [
        ("1998", 1990), ("1998-04", 1990), ("2000-01-01", 2000), ("0000", nil), ("", nil), ("19", nil), ("19x8", nil),
    ])
    func `a decade is that of the release year`(date: String, decade: Int?) {
        #expect(ListeningMonth.year(of: date).map { $0 / 10 * 10 } == decade)
    }

    @Test(arguments: [[:], [1990: 1], [1950: 3, 1990: 120, 2020: 7]])
    func `decades are read as they were stored`(decades: [Int: Int]) throws {
        let month = ListeningMonth(
            month: LocalMonth(monthNumber: 0), listenedMs: 1, plays: 1, topArtistID: nil, topTrackID: nil,
            decades: decades)
        #expect(Array(month.storedDecades.utf8).withUnsafeBytes(ListeningMonth.decades(stored:)) == decades)
    }

    @Test(arguments: ["1969-12", "1970-01", "2026-11", "2000-02"])
    func `a month survives conversion to text, days and other months`(text: String) throws {
        let month = try #require(LocalMonth(text))
        #expect(month.description == text && month.firstDay.description == text + "-01")
        #expect(month.advanced(by: 13).advanced(by: -13) == month)
        #expect(LocalMonth(month.advanced(by: 1).firstDay.advanced(by: -1)) == month)
    }
}
