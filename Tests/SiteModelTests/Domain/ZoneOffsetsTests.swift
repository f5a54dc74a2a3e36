import Foundation
import SiteModel
import TestSupport
import Testing

@Suite struct ZoneOffsetsTests {
    @Test func `every zone agrees with the calendar at random moments and around its transitions`() throws {
        for identifier in TimeZone.knownTimeZoneIdentifiers.sorted() {
            let zone = try #require(TimeZone(identifier: identifier))
            let clock = ZoneOffsets(zone)
            var calendar = Calendar(identifier: .gregorian)
            calendar.timeZone = zone
            for moment in moments(of: zone) {
                let date = Date(timeIntervalSince1970: Double(moment.milliseconds) / 1000)
                let parts = calendar.dateComponents([.year, .month, .day, .hour], from: date)
                let expected = LocalDate(year: parts.year ?? 0, month: parts.month ?? 0, day: parts.day ?? 0)
                guard clock.date(of: moment) == expected, clock.hour(of: moment) == parts.hour else {
                    Issue.record("\(identifier) at \(moment): \(clock.date(of: moment)) \(clock.hour(of: moment)) h")
                    break
                }
            }
        }
    }

    /// Random moments from 2006 to 2036, and both sides of some transitions.
    private func moments(of zone: TimeZone) -> [Instant] {
        var random = SeededNumbers(seed: 42)
        var moments = (0..<12).map { _ in
            Instant(milliseconds: Int64.random(in: 1_136_073_600_000...2_082_758_400_000, using: &random))
        }
        var date = Date(timeIntervalSince1970: 1_136_073_600)
        for _ in 0..<12 {
            guard let change = zone.nextDaylightSavingTimeTransition(after: date) else { break }
            let start = Int64(change.timeIntervalSince1970) * 1000
            moments += [-1000, -1, 0, 1, 3_600_000].map { Instant(milliseconds: start + $0) }
            date = change.addingTimeInterval(Double(Int.random(in: 1...400, using: &random)) * 86_400)
        }
        return moments
    }

    @Test func `in every zone a date starts at its first moment and ends after its last`() throws {
        var random = SeededNumbers(seed: 7)
        for identifier in TimeZone.knownTimeZoneIdentifiers.sorted() {
            let clock = try #require(ZoneOffsets(identifier: identifier))
            for _ in 0..<30 {
                // From 2006 to 2036.
                let date = LocalDate(dayNumber: Int.random(in: 13_149...24_100, using: &random))
                let start = clock.start(of: date)
                let end = clock.end(of: date)
                #expect(clock.date(of: start) >= date, "\(identifier) \(date)")
                #expect(clock.date(of: start - .milliseconds(1)) < date, "\(identifier) \(date)")
                #expect(clock.date(of: end) > date, "\(identifier) \(date)")
                #expect(clock.date(of: end - .milliseconds(1)) <= date, "\(identifier) \(date)")
                #expect(start <= end, "\(identifier) \(date)")
            }
        }
    }

    struct DayLength: CustomTestStringConvertible {
        var zone: String
        var date: String
        var hours: Double
        var testDescription: String { "\(zone) \(date): \(hours) h" }
    }

    static let lengths = [
        DayLength(zone: "Europe/Berlin", date: "2026-03-29", hours: 23),
        DayLength(zone: "Europe/Berlin", date: "2026-10-25", hours: 25),
        DayLength(zone: "Europe/Berlin", date: "2026-10-26", hours: 24),
        DayLength(zone: "America/New_York", date: "2026-03-08", hours: 23),
        DayLength(zone: "America/New_York", date: "2026-11-01", hours: 25),
        DayLength(zone: "Australia/Lord_Howe", date: "2026-04-05", hours: 24.5),
        DayLength(zone: "Australia/Lord_Howe", date: "2026-10-04", hours: 23.5),
        DayLength(zone: "Africa/Cairo", date: "2026-04-24", hours: 23),
        DayLength(zone: "Africa/Cairo", date: "2026-10-29", hours: 25),
        DayLength(zone: "America/Sao_Paulo", date: "2018-11-04", hours: 23),
        DayLength(zone: "America/Sao_Paulo", date: "2019-02-16", hours: 25),
        DayLength(zone: "America/Sao_Paulo", date: "2026-11-01", hours: 24),
        DayLength(zone: "Pacific/Apia", date: "2011-12-29", hours: 24),
        DayLength(zone: "Pacific/Apia", date: "2011-12-30", hours: 0),
        DayLength(zone: "Pacific/Apia", date: "2011-12-31", hours: 24),
        DayLength(zone: "Asia/Kathmandu", date: "2026-06-01", hours: 24),
        // Not daylight saving time: the country changed its zone.
        DayLength(zone: "Asia/Pyongyang", date: "2015-08-14", hours: 24.5),
        DayLength(zone: "America/Caracas", date: "2016-05-01", hours: 23.5),
        DayLength(zone: "Asia/Almaty", date: "2024-02-29", hours: 25),
    ]

    @Test(arguments: lengths)
    func `a day is as long as its clocks say`(_ day: DayLength) throws {
        let clock = try #require(ZoneOffsets(identifier: day.zone))
        let date = try #require(LocalDate(day.date))
        let length = clock.start(of: date.advanced(by: 1)).since(clock.start(of: date))
        #expect(length == .milliseconds(Int64(day.hours * 3_600_000)))
        #expect(clock.end(of: date) == clock.start(of: date.advanced(by: 1)))
    }

    @Test(arguments: [
        ("Europe/Berlin", "2026-11-22", "2026-11-21T23:00:00Z"),
        ("Europe/Berlin", "2026-07-01", "2026-06-30T22:00:00Z"),
        ("Asia/Kathmandu", "2026-11-22", "2026-11-21T18:15:00Z"),
        ("Asia/Calcutta", "2026-11-22", "2026-11-21T18:30:00Z"),
        ("Asia/Kolkata", "2026-11-22", "2026-11-21T18:30:00Z"), ("US/Pacific", "2026-11-22", "2026-11-22T08:00:00Z"),
        ("UTC", "2026-11-22", "2026-11-22T00:00:00Z"), ("Pacific/Kiritimati", "2026-11-22", "2026-11-21T10:00:00Z"),
        // Clocks skip midnight, so the day starts at one o'clock.
        ("America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00Z"),
        ("Africa/Cairo", "2026-04-24", "2026-04-23T22:00:00Z"),
    ])
    func `a date starts where its zone says, aliases included`(_ zone: String, _ date: String, _ start: String) throws {
        let clock = try #require(ZoneOffsets(identifier: zone))
        #expect(clock.start(of: try #require(LocalDate(date))).description == start)
    }

    @Test func `a day without a midnight begins at one o'clock`() throws {
        let clock = try #require(ZoneOffsets(identifier: "America/Sao_Paulo"))
        let start = clock.start(of: try #require(LocalDate("2018-11-04")))
        #expect(clock.hour(of: start) == 1)
        #expect(clock.hour(of: start - .milliseconds(1)) == 23)
    }

    @Test func `a date ends later if clocks go back across the midnight after it`() throws {
        // St. John's set its clocks back at 00:01 until 2011.
        let clock = try #require(ZoneOffsets(identifier: "America/St_Johns"))
        let (before, after) = (try #require(LocalDate("2010-11-06")), try #require(LocalDate("2010-11-07")))
        let back = try #require(Instant("2010-11-07T02:31:00Z"))
        #expect(clock.start(of: after) == back - .seconds(60))
        #expect(clock.date(of: back - .milliseconds(1)) == after)
        #expect(clock.date(of: back) == before)
        #expect(clock.end(of: before) == back + .seconds(59 * 60))
        #expect(clock.date(of: clock.end(of: before)) == after)
    }

    @Test func `an unknown zone has no offsets`() {
        #expect(ZoneOffsets(identifier: "Mars/Olympus") == nil)
        #expect(ZoneOffsets(identifier: "") == nil)
    }

    @Test func `the offsets of a zone are worked out once`() throws {
        let zone = try #require(TimeZone(identifier: "Africa/Casablanca"))
        _ = ZoneOffsets(zone)
        let elapsed = ContinuousClock().measure { for _ in 0..<10_000 { _ = ZoneOffsets(zone) } }
        // Ten thousand users must not take a second; without the cache it takes five.
        #expect(elapsed < .seconds(1))
    }
}
