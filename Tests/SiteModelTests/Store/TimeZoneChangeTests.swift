import SiteModel
import Testing

@Suite struct TimeZoneChangeTests {
    @Test func `another time zone moves every play to its date there`() async throws {
        let ada = try await StoreOfAda()
        // 23:00 and 01:00 UTC.
        try await ada.sync([.offered(.sample("t1"), at: 11 * 3600), .offered(.sample("t2"), at: 13 * 3600)])
        #expect(try ada.days().map(\.date.description) == ["2026-11-22", "2026-11-23"])
        let clock = try #require(ZoneOffsets(identifier: "Asia/Kathmandu"))
        try await ada.store.setTimeZone(
            ofUserNamed: "ada", to: "Asia/Kathmandu", clock: clock)
        #expect(try ada.days().map(\.date.description) == ["2026-11-23"])
        #expect(try ada.days().map(\.plays) == [2])
        #expect(try await ada.store.user(named: "ada").timeZone == "Asia/Kathmandu")
        #expect(try await ada.dataVersion() == 2)
    }

    @Test func `the order of plays does not matter when clocks go back across midnight`() async throws {
        let clock = try #require(ZoneOffsets(identifier: "America/St_Johns"))
        // 00:00:30 on the 7th; 23:30 on the 6th, for the second time; 00:30 on the 7th, for the second time.
        let moments = ["2010-11-07T02:30:30Z", "2010-11-07T03:00:00Z", "2010-11-07T04:00:00Z"]
        let plays = try moments.map { text in
            let track = Track.sample(text)
            return TrackPlay(track: track, play: Play(playedAt: try #require(Instant(text)), trackID: text))
        }
        for order in [[0, 1, 2], [2, 1, 0], [1, 0, 2], [1, 2, 0]] {
            let ada = try await StoreOfAda()
            for index in order {
                _ = try await ada.store.insertPlays(
                    [plays[index]], of: ada.ada.id, clock: clock)
            }
            #expect(try ada.days().map { "\($0.date) \($0.plays)" } == ["2010-11-06 1", "2010-11-07 2"])
        }
    }

    @Test func `a month has the plays of its days when clocks go back across its midnight`() async throws {
        let clock = try #require(ZoneOffsets(identifier: "America/St_Johns"))
        // 23:30 on 31 October for the second time, after a minute of November; then 00:30 on 1 November.
        let plays = try ["2009-11-01T03:00:00Z", "2009-11-01T04:00:00Z"].map { text in
            TrackPlay(
                track: .sample("t1"), play: Play(playedAt: try #require(Instant(text)), trackID: "t1", source: .api))
        }
        let ada = try await StoreOfAda()
        _ = try await ada.store.insertPlays(plays, of: ada.ada.id, clock: clock)
        #expect(try ada.days().map { "\($0.date) \($0.plays)" } == ["2009-10-31 1", "2009-11-01 1"])
        #expect(try ada.profile().months.map { "\($0.month) \($0.plays)" } == ["2009-10 1", "2009-11 1"])
    }

    @Test func `the time zone of an unknown user cannot be changed`() async throws {
        let ada = try await StoreOfAda()
        await #expect(throws: StoreError.unknownUser("ad", nearest: "ada")) {
            try await ada.store.setTimeZone(ofUserNamed: "ad", to: "UTC", clock: .utc)
        }
    }
}
