import Testing

@testable import SiteModel

/// What a recap tells of designed plays; `Tests/pages/test_recaps.py` compares it with a second computation.
@Suite struct RecapFigureTests {
    @Test func `a month tells its time, days, hours and lists`() async throws {
        let ada = try await StoreOfAda()
        try await ada.sync(TrackPlay.hours(60, from: .on(2026, 3, 2, seconds: 600)))
        try await ada.tell(at: .on(2026, 4, 10))
        let march = try #require(try ada.recap(202_603))
        #expect(march.plays == 60 && march.listenedMs == 10_800_000 && march.activeDays == 3)
        #expect(march.through.description == "2026-03-31" && march.days.count == 31)
        let day: Int64 = 24 * 180_000
        #expect(Array(march.days.prefix(5)) == [0, day, day, day / 2, 0])
        // A play that ends ten minutes after the hour began in it.
        #expect(march.hours.reduce(0, +) == march.listenedMs && march.hours[0] == 180_000)
        #expect(march.music.artistCount == 6 && march.music.trackCount == 12)
        #expect(march.music.artists.map(\.id) == (0..<5).map { "a\($0)" })
        #expect(march.music.artists.allSatisfy { $0.plays == 10 && $0.url?.hasSuffix($0.id) == true })
        #expect(march.music.tracks.count == 5 && march.decades == [2000: 60] && march.music.releaseYear == 2004)
        #expect(march.newArtists == 6 && march.music.newcomers.count == 3 && march.music.race.isEmpty)
        #expect(try ada.recap(202_600)?.plays == 60)
        #expect(try await ada.marks() == [202_600, 202_603])
    }

    @Test func `a period with fewer than thirty plays, or of fewer than five artists, has no recap`() async throws {
        let ada = try await StoreOfAda()
        try await ada.sync(TrackPlay.hours(29, from: .on(2026, 3, 2)))
        try await ada.sync((0..<40).map { .heard("t\($0)", by: "a\($0 % 4)", at: .on(2025, 5, 2, seconds: $0 * 600)) })
        try await ada.tell(at: .on(2026, 4, 10))
        #expect(try await ada.marks().isEmpty && ada.recap(202_603) == nil && ada.recap(202_505) == nil)
    }

    @Test func `an album needs three recordings, and albums that are known`() async throws {
        let ada = try await StoreOfAda()
        let known = TrackPlay.hours(30, from: .on(2026, 3, 2))
        try await ada.sync(
            known + (0..<4).map { .heard("s\($0 % 2)", by: "b", at: .on(2026, 3, 8, seconds: $0 * 600), album: "Two") })
        try await ada.tell(at: .on(2026, 4, 1))
        // Six artists have an album of this name with two recordings each: none is one.
        #expect(try ada.recap(202_603)?.music.albums.isEmpty == true)
        try await ada.sync([.heard("s9", by: "b", at: .on(2026, 3, 9), album: "Two")])
        try await ada.tell(at: .on(2026, 4, 2))
        #expect(try ada.recap(202_603)?.music.albums.map(\.name) == ["Two"])
        try await ada.sync(
            (0..<10).map { .heard("u\($0)", by: "c", at: .on(2026, 3, 10, seconds: $0 * 600), album: nil) })
        try await ada.tell(at: .on(2026, 4, 3))
        #expect(try ada.recap(202_603)?.music.albums.isEmpty == true)
    }

    @Test func `the day and the recording of most plays, the recording of most days, the longest sitting`() async throws
    {
        let ada = try await StoreOfAda()
        var plays = TrackPlay.hours(30, from: .on(2026, 3, 2))
        // Seven in a row, three minutes each with a minute between them.
        plays += (0..<7).map { .heard("loop", by: "b", at: .on(2026, 3, 10, seconds: 64_800 + $0 * 240)) }
        plays += (0..<9).map { .heard("daily", by: "b", at: .on(2026, 3, 11 + Int($0), seconds: 500)) }
        try await ada.sync(plays)
        try await ada.tell(at: .on(2026, 4, 1))
        let music = try #require(try ada.recap(202_603)).music
        #expect(music.onRepeat?.item.id == "loop" && music.onRepeat?.count == 7)
        #expect(music.onRepeat?.date?.description == "2026-03-10")
        #expect(music.faithful?.item.id == "daily" && music.faithful?.count == 9 && music.faithful?.date == nil)
        #expect(music.sitting?.plays == 7 && music.sitting?.lengthMs == 6 * 240_000 + 180_000)
        #expect(music.sitting?.minute == 17 * 60 + 57 && music.sitting?.date.description == "2026-03-10")
        #expect(music.first?.item.id == "t0" && music.last?.item.id == "daily")
    }

    @Test func `a year tells the months of its first artists, and who came back`() async throws {
        let ada = try await StoreOfAda()
        // Heard in January 2025, and again after more than half a year; `late` was never silent for that long.
        try await ada.sync([
            .heard("x", by: "back", at: .on(2025, 1, 5)), .heard("y", by: "late", at: .on(2025, 12, 1)),
        ])
        var plays = (0..<12).map { TrackPlay.heard("x\($0)", by: "back", at: .on(2026, 2, 1, seconds: $0 * 600)) }
        plays += (0..<12).map { .heard("y\($0)", by: "late", at: .on(2026, 3, 1, seconds: $0 * 600)) }
        plays += (0..<9).map { .heard("z\($0)", by: "few", at: .on(2026, 4, 1, seconds: $0 * 600)) }
        plays += TrackPlay.hours(30, from: .on(2026, 5, 2))
        try await ada.sync(plays)
        try await ada.tell(at: .on(2027, 1, 1))
        let year = try #require(try ada.recap(202_600)).music
        #expect(year.comebacks.map(\.id) == ["back"])
        #expect(year.race.map(\.id) == ["back", "late", "few", "a0", "a1"])
        #expect(year.race[1].months == [0, 0, 12 * 180_000, 0, 0])
        #expect(try ada.recap(202_602) == nil, "twelve plays are too few for a month")
    }
}
