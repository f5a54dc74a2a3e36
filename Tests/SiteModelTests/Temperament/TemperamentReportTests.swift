import Foundation
import TestSupport
import Testing

@testable import SiteModel

/// Plays that ended some days before noon, each of its own track.
private func plays(
    _ count: Int, onDays days: Int, from firstAgo: Int = 0, artists: Int = 20, releaseDate: String? = "2020"
) -> [TemperamentPlay] {
    (0..<count).map { number in
        TemperamentPlay(
            playedAt: noon - .seconds((number % days + firstAgo) * 86_400 + number / days * 200), listenedMs: 180_000,
            recording: "r\(firstAgo)-\(number)", artistID: "a\(number % artists)", releaseDate: releaseDate)
    }
}

private func measured(_ plays: [TemperamentPlay], previous: Temperament? = nil) -> Temperament {
    TemperamentReport.measured(plays: plays, clock: .utc, lastDay: LocalDate(dayNumber: 20_779), previous: previous)
}

private func share(_ count: Int, of total: Int) -> Temperament.Share {
    Temperament.Share(count: count, total: total, millionths: PartsPerMillion.share(count, of: total) ?? 0)
}

private func reading(_ axis: Temperament.Axis, of plays: [TemperamentPlay]) throws -> Temperament.Reading {
    try #require(measured(plays).readings.first { $0.axis == axis })
}

@Suite struct TemperamentGuardTests {
    @Test(arguments: [(199, 28), (200, 27), (0, 1)])
    func `with too few plays or days, no axis is measured`(_ count: Int, _ days: Int) {
        let report = measured(plays(count, onDays: days))
        #expect(report.plays == count && report.activeDays == min(count, days))
        #expect(report.readings.isEmpty && report.label.isEmpty)
    }

    @Test func `two hundred plays on twenty-eight days are enough`() {
        let report = measured(plays(200, onDays: 28))
        #expect(report.plays == 200 && report.activeDays == 28)
        #expect(report.readings.map(\.axis) == [.exploration, .width, .freshness, .night])
        #expect(report.label == [.explorer, .timeless])
    }

    @Test func `the window is the last ninety local dates, today included`() throws {
        let edges = try [
            "2026-08-24T23:59:59.999Z", "2026-08-25T00:00:00Z", "2026-11-22T23:59:59Z", "2026-11-23T00:00:00Z",
        ]
        .map { text in
            TemperamentPlay(
                playedAt: try #require(Instant(text)), listenedMs: 1, recording: text, artistID: "edge")
        }
        let report = measured(plays(200, onDays: 28) + edges)
        #expect(report.plays == 202)
        #expect(report.firstDay.description == "2026-08-25" && report.lastDay.description == "2026-11-22")
        #expect(TemperamentWindow.firstDay(before: report.lastDay).description == "2025-11-23")
    }

    @Test func `new artists are counted only with ninety days of history before the window`() throws {
        let now = plays(200, onDays: 28)
        let short = try reading(.exploration, of: now + plays(1, onDays: 1, from: 90 + 88))
        #expect(short.counts == .exploration(newArtists: nil, repeats: share(0, of: 200)))
        #expect(short.value == 1_000_000 && short.cut == 600_000)
        let long = try reading(.exploration, of: now + plays(1, onDays: 1, from: 90 + 89))
        #expect(long.counts == .exploration(newArtists: share(19, of: 20), repeats: share(0, of: 200)))
        #expect(long.value == 975_000 && long.cut == 380_000)
    }

    @Test func `without release dates there is no freshness, and the label uses the other axes`() {
        let unknown = measured(plays(200, onDays: 28, releaseDate: nil))
        #expect(unknown.readings.map(\.axis) == [.exploration, .width, .night])
        #expect(!unknown.label.contains(.fresh) && !unknown.label.contains(.timeless))
        let half = plays(100, onDays: 28) + plays(100, onDays: 28, from: 1, releaseDate: nil)
        #expect(measured(half).readings.map(\.axis).contains(.freshness))
    }
}

@Suite struct TemperamentAxisTests {
    @Test func `an artist counts as new when not played in the 275 days before the window`() throws {
        let now = plays(200, onDays: 28, artists: 20)
        // a0 to a4 within the 275 days; a5 to a9 just before them.
        let within = plays(5, onDays: 1, from: 90 + 274, artists: 5)
        let before = (5..<10).map { number in
            TemperamentPlay(
                playedAt: noon - .seconds((90 + 275) * 86_400), listenedMs: 1, recording: "x", artistID: "a\(number)")
        }
        let reading = try reading(.exploration, of: now + within + before)
        #expect(reading.counts == .exploration(newArtists: share(15, of: 20), repeats: share(0, of: 200)))
    }

    @Test func `a repeat is a play of a track that was also played in the 28 days before`() throws {
        var now = plays(200, onDays: 28)
        let day: Int64 = 86_400_000
        // A gap of exactly 28 days, and one that is a millisecond longer.
        for (recording, gap) in [("same", 28 * day), ("later", 28 * day + 1)] {
            for moment in [noon.milliseconds - 1000, noon.milliseconds - 1000 - gap] {
                now.append(
                    TemperamentPlay(
                        playedAt: Instant(milliseconds: moment), listenedMs: 1, recording: recording, artistID: "a1"))
            }
        }
        #expect(try reading(.exploration, of: now).counts == .exploration(newArtists: nil, repeats: share(1, of: 204)))
    }

    @Test func `a play before the window can make a play inside it a repeat`() throws {
        let old = TemperamentPlay(
            playedAt: noon - .seconds(95 * 86_400), listenedMs: 1, recording: "again", artistID: "a1")
        var new = old
        new.playedAt = noon - .seconds(80 * 86_400)
        #expect(
            try reading(.exploration, of: plays(200, onDays: 28) + [old, new]).counts
                == .exploration(newArtists: nil, repeats: share(1, of: 201)))
    }

    @Test func `a release is new for 365 days`() throws {
        let base = plays(200, onDays: 28, releaseDate: "1990")
        let edges = ["2025-11-22", "2025-11-21", "2026-12-24"].map { date in
            TemperamentPlay(playedAt: noon, listenedMs: 1, recording: date, artistID: "a1", releaseDate: date)
        }
        let reading = try reading(.freshness, of: base + edges)
        #expect(reading.counts == .freshness(newReleases: share(2, of: 203), medianYear: 1990))
        #expect(reading.pole == .timeless)
    }

    @Test func `a play belongs to the hour in which it began, in the user's time zone`() throws {
        // Ends at noon UTC; in Kathmandu that is 17:45, in Honolulu 2:00.
        let now = plays(200, onDays: 28)
        for (zone, share) in [("UTC", 0), ("Pacific/Honolulu", 1_000_000)] {
            let clock = try #require(ZoneOffsets(identifier: zone))
            let report = TemperamentReport.measured(
                plays: now, clock: clock, lastDay: clock.date(of: noon), previous: nil)
            #expect(report.readings.first { $0.axis == .night }?.value == share, "\(zone)")
        }
        let late = TemperamentPlay(
            playedAt: noon - .seconds(7 * 3600 - 60), listenedMs: 120_000, recording: "late", artistID: "a1")
        // It ends at 05:01 and lasts two minutes, so it began at night.
        #expect(try reading(.night, of: now + [late]).counts == .night(plays: share(1, of: 201)))
    }

    @Test func `width counts the artists and the effective number of artists`() throws {
        let even = try reading(.width, of: plays(200, onDays: 28, artists: 20))
        #expect(even.counts == .width(plays: 200, artists: 20, effectiveArtists: 20_000_000) && even.pole == .wide)
        let one = try reading(.width, of: plays(200, onDays: 28, artists: 1))
        #expect(one.counts == .width(plays: 200, artists: 1, effectiveArtists: 1_000_000))
        #expect(one.value == 0 && one.pole == .deep)
    }
}

@Suite struct TemperamentLabelTests {
    private func counts(of axis: Temperament.Axis) -> Temperament.Counts {
        switch axis {
        case .exploration: .exploration(newArtists: nil, repeats: share(0, of: 1))
        case .width: .width(plays: 1, artists: 1, effectiveArtists: nil)
        case .freshness: .freshness(newReleases: share(0, of: 1), medianYear: 2000)
        case .night: .night(plays: share(0, of: 1))
        }
    }

    /// One reading for each axis, at these thousandths of the way to an end; the two halves differ in length.
    private func readings(_ reaches: [Int], cut: Int = 200_000) -> [Temperament.Reading] {
        zip(Temperament.Axis.allCases, reaches).map { axis, reach in
            let half = reach >= 0 ? 1_000_000 - cut : cut
            return Temperament.Reading(
                pole: reach >= 0 ? axis.high : axis.low, value: cut + half * reach / 1000, cut: cut,
                counts: counts(of: axis))
        }
    }

    private func label(_ reaches: [Int], after previous: [Temperament.Pole] = []) -> [Temperament.Pole] {
        Temperament.label(of: readings(reaches), after: previous)
    }

    @Test func `the label names the two axes that are nearest to an end, in axis order`() {
        // 400 of 1000 are 320,000 on the long half and 80,000 on the short one.
        #expect(label([400, -600, 300, 0]) == [.explorer, .deep])
        #expect(label([-600, 500, -700, 600]) == [.replayer, .timeless])
        #expect(label([300, -300, 300, -300]) == [.explorer, .deep])
    }

    @Test func `an axis in between its ends is not in the label`() {
        #expect(label([900, 149, -149, 0]) == [.explorer])
        #expect(label([149, -149, 10, -10]).isEmpty)
        #expect(label([150, -150, 10, -10]) == [.explorer, .deep])
        #expect(readings([149, -149, 150, -150]).map(\.isInBetween) == [true, true, false, false])
    }

    @Test func `an axis leaves the label only when another is clearly nearer to its end`() {
        #expect(label([300, 300, 330, 0], after: [.explorer, .wide]) == [.explorer, .wide])
        #expect(label([300, 300, 331, 0], after: [.explorer, .wide]) == [.explorer, .fresh])
        // The axis stays although its pole has changed; in between, it does not.
        #expect(label([300, 300, 330, 0], after: [.replayer, .deep]) == [.explorer, .wide])
        #expect(label([140, 300, 330, 0], after: [.explorer, .wide]) == [.wide, .fresh])
    }

    @Test func `a label gives itself again`() {
        var numbers = SeededNumbers(seed: 9)
        for _ in 0..<500 {
            let readings = readings((0..<4).map { _ in numbers.number(in: 0..<401) - 200 })
            let poles = Temperament.Pole.allCases
            let previous = [poles[numbers.number(in: 0..<8)], poles[numbers.number(in: 0..<8)]]
            let label = Temperament.label(of: readings, after: previous)
            #expect(Temperament.label(of: readings, after: label) == label)
        }
    }

    @Test func `the same plays in any order give the same bytes`() throws {
        var random = SeededNumbers(seed: 5)
        let all = plays(900, onDays: 80, artists: 37) + plays(300, onDays: 100, from: 95, artists: 50)
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let expected = try encoder.encode(measured(all))
        for _ in 0..<5 { #expect(try encoder.encode(measured(all.shuffled(using: &random))) == expected) }
    }
}
