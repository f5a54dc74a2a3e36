import GRDB
import TestSupport
import Testing

@testable import SiteModel

/// When recaps are made again, and what a purge leaves of them.
@Suite struct RecapLifeTests {
    @Test func `an open month is told up to yesterday, once a day`() async throws {
        let ada = try await StoreOfAda()
        try await ada.sync(TrackPlay.hours(72, from: .on(2026, 11, 20, seconds: 600)))
        try await ada.tell(at: .on(2026, 11, 22, seconds: 43_200))
        let first = try #require(try ada.recap(202_611))
        #expect(first.plays == 48 && first.through.description == "2026-11-21")
        try await ada.sync([.heard("t1", by: "a1", at: .on(2026, 11, 22, seconds: 40_000))])
        try await ada.tell(at: .on(2026, 11, 22, seconds: 80_000))
        #expect(try ada.recap(202_611) == first)
        try await ada.tell(at: .on(2026, 11, 23))
        #expect(try ada.recap(202_611)?.plays == 73 && ada.recap(202_600)?.plays == 73)
    }

    @Test func `plays of December that arrive on 3 January are in December and in the year`() async throws {
        let ada = try await StoreOfAda()
        try await ada.sync(TrackPlay.hours(48, from: .on(2026, 12, 20)))
        try await ada.tell(at: .on(2027, 1, 1, seconds: 3600))
        #expect(try ada.recap(202_612)?.plays == 48 && ada.recap(202_612)?.through.description == "2026-12-31")
        let before = try await ada.store.user(named: "ada").recaps
        try await ada.sync(TrackPlay.hours(5, from: .on(2026, 12, 31, seconds: 600)))
        try await ada.tell(at: .on(2027, 1, 3, seconds: 3600))
        #expect(try ada.recap(202_612)?.plays == 53 && ada.recap(202_600)?.plays == 53)
        let after = try await ada.store.user(named: "ada").recaps
        #expect(after.all.map(\.period) == before.all.map(\.period) && after != before)
    }

    @Test func `a past month stays as it is when other months change`() async throws {
        let ada = try await StoreOfAda()
        try await ada.sync(TrackPlay.hours(48, from: .on(2026, 9, 2)))
        try await ada.tell(at: .on(2026, 10, 20))
        let before = try await ada.store.user(named: "ada").recaps.all
        try await ada.sync(TrackPlay.hours(48, from: .on(2026, 10, 2)))
        try await ada.tell(at: .on(2026, 10, 21))
        let after = try await ada.store.user(named: "ada").recaps.all
        #expect(after.first { $0.period.code == 202_609 } == before.first { $0.period.code == 202_609 })
        #expect(after.map(\.period.code) == [202_600, 202_609, 202_610])
    }

    @Test func `codes that the sync of another user learns make a past recap stale until it is told again`()
        async throws
    {
        let ada = try await StoreOfAda()
        let plays = TrackPlay.hours(48, from: .on(2026, 9, 2), source: .history).map { play in
            var play = play
            if ["t0", "t6"].contains(play.track.id) { play.track.name = "Same" }
            return play
        }
        try await ada.insert(plays)
        try await ada.tell(at: .on(2026, 10, 20))
        #expect(try ada.recap(202_609)?.music.trackCount == 11)
        #expect(try await ada.store.usersWithStaleRecaps().isEmpty)
        for (index, code) in [(0, "QZSIM0000001"), (6, "QZSIM0000002")] {
            var track = plays[index].track
            track.isrc = code
            try await ada.store.saveTracks([track])
        }
        #expect(try await ada.store.usersWithStaleRecaps().map(\.id) == [ada.ada.id])
        try await ada.tell(at: .on(2026, 10, 20))
        #expect(try ada.recap(202_609)?.music.trackCount == 12)
        #expect(try await ada.store.usersWithStaleRecaps().isEmpty)
    }

    @Test func `a year that is over keeps the temperament of its end when its plays are gone`() async throws {
        let ada = try await StoreOfAda()
        try await ada.sync(TrackPlay.hours(1200, from: .on(2026, 11, 5)))
        try await ada.tell(at: .on(2026, 12, 31))
        #expect(try ada.recap(202_600)?.temperament == nil)
        try await ada.tell(at: .on(2027, 1, 1))
        let told = try #require(try ada.recap(202_600)?.temperament?.value)
        #expect(told.lastDay.description == "2026-12-31" && told.plays == 1200 && !told.readings.isEmpty)
        #expect(try ada.recap(202_612)?.temperament == nil)
        try await ada.purge(before: .on(2027, 1, 1))
        try await ada.queue.write { try $0.execute(sql: "UPDATE recap SET isStale = 1") }
        try await ada.tell(at: .on(2028, 3, 1))
        #expect(try ada.recap(202_600)?.temperament?.value == told)
    }

    @Test func `a temperament of another form is left out, and the year stays`() async throws {
        let ada = try await StoreOfAda()
        try await ada.sync(TrackPlay.hours(1200, from: .on(2026, 11, 5)))
        try await ada.tell(at: .on(2027, 1, 1))
        try await ada.queue.write { database in
            try database.execute(
                sql: "UPDATE recap SET report = json_set(report, '$.temperament', json('{\"axes\":[]}'))")
        }
        let recap = try #require(try ada.recap(202_600))
        #expect(recap.plays == 1200 && recap.temperament?.value == nil)
    }

    @Test func `a profile has the totals of years, the albums of the newest, and plays of what was on top`()
        async throws
    {
        let ada = try await StoreOfAda()
        try await ada.sync(TrackPlay.hours(48, from: .on(2025, 12, 30)))
        try await ada.sync(TrackPlay.hours(72, from: .on(2026, 3, 2)))
        try await ada.sync((1...3).map { .heard("x\($0)", by: "a1", at: .on(2026, 3, 9, seconds: Int64($0) * 3600)) })
        try await ada.tell(at: .on(2026, 4, 1))
        let profile = try #require(
            try ada.store.profile(of: ada.ada.id, from: LocalDate(dayNumber: 20_000), listLength: 20))
        #expect(profile.years.map(\.year) == [2025, 2026])
        #expect(profile.years.map(\.plays) == [48, 75] && profile.years[1].listenedMs == 75 * 180_000)
        #expect(profile.yearOfAlbums == 2026 && profile.albums.map(\.plays) == [15])
        let march = try #require(profile.months.last?.month)
        #expect(profile.monthPlays[march] == MonthPlays(artist: 15, track: 6))
    }

    @Test func `an import of earlier plays changes who is new`() async throws {
        let ada = try await StoreOfAda()
        try await ada.sync(TrackPlay.hours(48, from: .on(2026, 9, 2)))
        try await ada.tell(at: .on(2026, 10, 20))
        #expect(try ada.recap(202_609)?.newArtists == 6)
        try await ada.insert([.heard("t1", by: "a1", at: .on(2024, 1, 1), source: .history)])
        try await ada.tell(at: .on(2026, 10, 20))
        let recap = try #require(try ada.recap(202_609))
        #expect(recap.newArtists == 5 && !recap.music.newcomers.contains { $0.id == "a1" })
        #expect(recap.knownSince.description == "2024-01-01")
    }

    @Test func `a purge leaves every recap as it was, and marks nothing for change`() async throws {
        let ada = try await StoreOfAda()
        try await ada.sync(TrackPlay.hours(400, from: .on(2025, 12, 20)))
        try await ada.tell(at: .on(2026, 2, 1))
        let before = try await ada.recaps()
        try await ada.purge(before: .on(2026, 3, 1))
        #expect(try await ada.plays().isEmpty)
        // The year that is not over is told up to a later day.
        func ended(_ recaps: [String]) -> [String] { recaps.filter { !$0.hasPrefix("202600") && $0 < "202602" } }
        #expect(ended(before).count == 3)
        #expect(ended(try await ada.recaps()) == ended(before))
        try await ada.queue.write { try $0.execute(sql: "UPDATE recap SET isStale = 1") }
        try await ada.tell(at: .on(2026, 4, 11))
        let after = try #require(try ada.recap(202_512))
        #expect(before.contains { $0.hasPrefix("202512") && $0.contains("\"plays\":\(after.plays)") })
        #expect(after.music.isWhole && after.music.tracks.first?.url != nil)
    }

    @Test func `a purge makes the recaps that no sync has made`() async throws {
        let ada = try await StoreOfAda()
        try await ada.sync(TrackPlay.hours(400, from: .on(2025, 12, 20)))
        try await ada.purge(before: .on(2026, 3, 1))
        #expect(try ada.recap(202_512)?.music.isWhole == true && ada.recap(202_500)?.music.artistCount == 6)
    }

    @Test func `a period that lost its plays before is told from days and top lists of months`() async throws {
        let ada = try await StoreOfAda()
        try await ada.sync(TrackPlay.hours(400, from: .on(2025, 12, 20)))
        try await ada.purge(before: .on(2026, 3, 1))
        let whole = try #require(try ada.recap(202_500))
        try await ada.queue.write { try $0.execute(sql: "UPDATE recap SET isStale = 1, through = '', report = NULL") }
        try await ada.tell(at: .on(2026, 3, 2))
        let told = try #require(try ada.recap(202_500))
        #expect(
            !told.music.isWhole && told.plays == whole.plays && told.days == whole.days && told.hours == whole.hours)
        #expect(told.music.artists.map(\.id) == whole.music.artists.map(\.id) && told.decades == whole.decades)
        #expect(told.newArtists == whole.newArtists && told.music.onRepeat == nil)
    }

    @Test func `disconnecting and removing delete recaps and marks`() async throws {
        let ada = try await StoreOfAda()
        try await ada.sync(TrackPlay.hours(48, from: .on(2026, 9, 2)))
        try await ada.tell(at: .on(2026, 10, 20))
        try await ada.store.disconnectUser(named: "ada")
        #expect(try await ada.count("recap") == 0)
        #expect(try await ada.marks().isEmpty)
    }

    @Test func `a gap that is found later is in the recaps of its days`() async throws {
        let ada = try await StoreOfAda()
        try await ada.sync(TrackPlay.hours(48, from: .on(2026, 9, 2)))
        try await ada.tell(at: .on(2026, 10, 3))
        #expect(try ada.recap(202_609)?.gapDays == 0)
        try await ada.sync(TrackPlay.hours(50, from: .on(2026, 10, 3)), isFull: true)
        try await ada.tell(at: .on(2026, 10, 6))
        #expect(try ada.recap(202_609)?.gapDays == 28)
    }
}
