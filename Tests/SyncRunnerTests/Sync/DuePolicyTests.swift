import SiteModel
import TestSupport
import Testing

@testable import SyncRunner

@Suite struct DuePolicyTests {
    struct Case: CustomTestStringConvertible {
        var testDescription: String
        var synced: Duration?
        var attempted: Duration?
        var played: Duration?
        var added: Duration = .days(400)
        var state: Credential.State? = .active
        var occasion = DuePolicy.Occasion.scheduled
        var expected: DuePolicy.Verdict
    }

    static let now = Instant.sample
    static func at(_ ago: Duration) -> Instant { now - ago }

    /// Times are durations before now; `.notBefore` has a moment.
    static let cases: [Case] = [
        Case(testDescription: "never synced", synced: nil, played: nil, expected: .due),
        Case(testDescription: "no account", synced: nil, played: nil, state: nil, expected: .notConnected),
        Case(
            testDescription: "no account, forced", synced: nil, played: nil, state: nil, occasion: .forced,
            expected: .notConnected),
        Case(
            testDescription: "refused", synced: .days(2), played: nil, state: .needsReconnect, expected: .needsReconnect
        ),
        Case(
            testDescription: "refused, forced", synced: .days(2), played: nil, state: .needsReconnect,
            occasion: .forced, expected: .needsReconnect),
        Case(testDescription: "an hour ago", synced: .hours(1), played: .hours(1), expected: .due),
        Case(
            testDescription: "cron came early, within the grace", synced: .minutes(55), played: .hours(1),
            expected: .due),
        Case(
            testDescription: "a millisecond before the grace", synced: .minutes(55) - .milliseconds(1),
            played: .hours(1), expected: .notBefore(at(.milliseconds(-1)))),
        Case(
            testDescription: "just synced", synced: .zero, played: .zero,
            expected: .notBefore(at(.minutes(-55)))),
        Case(
            testDescription: "quiet for just less than a day", synced: .hours(1),
            played: .days(1) - .milliseconds(1), expected: .due),
        Case(
            testDescription: "quiet for a day", synced: .hours(1), played: .days(1),
            expected: .notBefore(at(.hours(1) - .hours(2) + .minutes(5)))),
        Case(
            testDescription: "quiet for 3 days", synced: .hours(2), played: .days(3),
            expected: .notBefore(at(.hours(2) - .hours(3) + .minutes(5)))),
        Case(
            testDescription: "quiet for just less than 7 days", synced: .hours(3),
            played: .days(7) - .milliseconds(1), expected: .due),
        Case(
            testDescription: "quiet for 7 days", synced: .hours(1), played: .days(7),
            expected: .notBefore(at(.hours(1) - .hours(6) + .minutes(5)))),
        Case(
            testDescription: "quiet for 7 days, 6 hours less the grace ago", synced: .hours(6) - .minutes(5),
            played: .days(7), expected: .due),
        Case(
            testDescription: "quiet for just less than 30 days", synced: .hours(6),
            played: .days(30) - .milliseconds(1),
            expected: .due),
        Case(
            testDescription: "quiet for 30 days", synced: .hours(6), played: .days(30),
            expected: .notBefore(at(.hours(6) - .hours(24) + .minutes(5)))),
        Case(
            testDescription: "quiet for years: a day is the ceiling", synced: .hours(24) - .minutes(5),
            played: .days(1000), expected: .due),
        Case(
            testDescription: "never played, added an hour ago", synced: .hours(1), played: nil, added: .hours(1),
            expected: .due),
        Case(
            testDescription: "never played, added long ago", synced: .hours(1), played: nil,
            expected: .notBefore(at(.hours(1) - .hours(24) + .minutes(5)))),
        Case(
            testDescription: "failed a minute ago", synced: .minutes(30), attempted: .minutes(1), played: .days(9),
            expected: .due),
        Case(
            testDescription: "an attempt in the future says nothing", synced: .minutes(30), attempted: .minutes(-90),
            played: .hours(1), expected: .notBefore(at(.minutes(-25)))),
        Case(
            testDescription: "an attempt in the future, named", synced: .minutes(30), attempted: .minutes(-90),
            played: .hours(1), occasion: .named, expected: .notBefore(at(.minutes(-30)))),
        Case(
            testDescription: "named after a failure", synced: .minutes(30), attempted: .minutes(1), played: nil,
            occasion: .named, expected: .due),
        Case(
            testDescription: "named within the hour", synced: .minutes(59), played: .days(90), occasion: .named,
            expected: .notBefore(at(.minutes(-1)))),
        Case(
            testDescription: "named after the hour, idle or not", synced: .hours(1), played: .days(90),
            occasion: .named, expected: .due),
        Case(testDescription: "forced", synced: .zero, played: .zero, occasion: .forced, expected: .due),
        Case(testDescription: "synced by a clock that was ahead", synced: .days(-9), played: .zero, expected: .due),
    ]

    @Test(arguments: cases)
    func `whether a user is due depends on the last sync, the last play and the occasion`(_ c: Case) {
        let candidate = SyncCandidate.sample(
            syncedAt: c.synced.map(Self.at), attemptedAt: (c.attempted ?? c.synced).map(Self.at),
            lastPlayAt: c.played.map(Self.at), createdAt: Self.at(c.added), state: c.state)
        #expect(DuePolicy().verdict(for: candidate, at: Self.now, on: c.occasion) == c.expected)
    }

    @Test func `an interval longer than the ceiling of a day is kept`() {
        let policy = DuePolicy(SyncSettings(interval: .days(2)))
        let candidate = SyncCandidate.sample(lastPlayAt: Self.at(.days(90)))
        #expect(policy.scheduledInterval(of: candidate, at: Self.now) == .days(2))
    }

    @Test(arguments: [
        // At this pace 50 tracks take 2 h 30 min; after a margin of ten minutes, two whole hours remain.
        (stretch: Duration.minutes(66), interval: Duration.hours(2)),
        (stretch: .minutes(75), interval: .hours(2)),
        (stretch: .minutes(84), interval: .hours(3)),
        (stretch: .minutes(10), interval: .hours(1)),
        (stretch: .zero, interval: .hours(1)),
        (stretch: .hours(11), interval: .hours(24)),
        (stretch: .days(300), interval: .hours(24)),
    ]) func `a quiet user is synced before 50 plays can pile up at their quickest pace`(
        stretch: Duration, interval: Duration
    ) {
        var candidate = SyncCandidate.sample(lastPlayAt: Self.at(.days(90)))
        candidate.quickestStretch = stretch
        #expect(DuePolicy().scheduledInterval(of: candidate, at: Self.now) == interval)
    }

    @Test func `an hourly job that starts slightly early still syncs every time`() {
        var synced = Self.now
        // Each run starts up to two minutes early or late, and ends some seconds later.
        for (hour, jitter) in [0, -119, 117, -120, 120, -3, 60].enumerated() {
            let start = Self.now + .hours(Int64(hour + 1)) + .seconds(jitter)
            let candidate = SyncCandidate.sample(syncedAt: synced, attemptedAt: synced, lastPlayAt: Self.now)
            #expect(DuePolicy().verdict(for: candidate, at: start) == .due)
            synced = start + .seconds(20)
        }
    }

    struct ListCase: CustomTestStringConvertible {
        var range: TimeRange
        var age: Duration
        var isDue: Bool
        var testDescription: String { "\(range), \(age) old" }
    }

    static let listCases: [ListCase] = [
        ListCase(range: .shortTerm, age: .days(1) - .minutes(5), isDue: true),
        ListCase(range: .shortTerm, age: .days(1) - .minutes(5) - .milliseconds(1), isDue: false),
        ListCase(range: .mediumTerm, age: .days(7) - .minutes(5), isDue: true),
        ListCase(range: .mediumTerm, age: .days(6), isDue: false),
        ListCase(range: .longTerm, age: .days(7) - .minutes(5), isDue: true),
        ListCase(range: .longTerm, age: .days(6), isDue: false),
        ListCase(range: .shortTerm, age: .days(-1), isDue: true),
    ]

    @Test(arguments: listCases) func `a top list is due five minutes before it reaches its maxAge`(_ c: ListCase) {
        #expect(DuePolicy().isTopListDue(c.range, fetchedAt: Self.at(c.age), at: Self.now) == c.isDue)
    }

    @Test func `a list or profile that was never fetched is due`() {
        #expect(DuePolicy().isTopListDue(.longTerm, fetchedAt: nil, at: Self.now))
        #expect(DuePolicy().isProfileDue(fetchedAt: nil, at: Self.now))
    }

    @Test func `hourly runs fetch the profile once a day`() {
        let policy = DuePolicy()
        var fetched: Instant?
        var asked = 0
        for hour in 0..<(24 * 10) {
            let now = Self.now + .hours(Int64(hour)) + .seconds(hour % 2 == 0 ? 90 : -90)
            if policy.isProfileDue(fetchedAt: fetched, at: now) {
                asked += 1
                fetched = now + .seconds(5)
            }
        }
        #expect(asked == 10)
    }

    @Test func `setting one time range keeps the defaults of the others`() {
        let settings = SyncSettings(topMaxAge: [.mediumTerm: .days(2)])
        #expect(settings.topMaxAge == [.shortTerm: .days(1), .mediumTerm: .days(2), .longTerm: .days(7)])
    }
}
