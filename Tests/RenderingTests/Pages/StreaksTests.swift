import Testing

@testable import Rendering
@testable import SiteModel

@Suite struct StreaksTests {
    let today = ProfileData.sampleToday

    struct Case: CustomTestStringConvertible {
        var testDescription: String
        var daysAgo: [Int]
        var current: Int
        var longest: Int
    }

    static let cases = [
        Case(testDescription: "no day", daysAgo: [], current: 0, longest: 0),
        Case(testDescription: "only today", daysAgo: [0], current: 1, longest: 1),
        Case(testDescription: "up to yesterday: today is not over", daysAgo: [1, 2, 3], current: 3, longest: 3),
        Case(testDescription: "up to the day before yesterday", daysAgo: [2, 3, 4], current: 0, longest: 3),
        Case(testDescription: "a longer one long ago", daysAgo: [0, 1, 900, 901, 902], current: 2, longest: 3),
        Case(testDescription: "a hole", daysAgo: [0, 1, 3, 4, 5], current: 2, longest: 3),
        Case(testDescription: "tomorrow does not count", daysAgo: [-1, 0], current: 1, longest: 1),
    ]

    @Test(arguments: cases)
    func `a streak is a run of days`(_ c: Case) {
        let streaks = Streaks(of: c.daysAgo.reversed().map { today.advanced(by: -$0) }, today: today)
        #expect(streaks.current == c.current)
        #expect(streaks.longest == c.longest)
    }

    @Test func `a streak crosses a leap day and a new year`() throws {
        let end = try #require(LocalDate("2024-03-01"))
        let streaks = Streaks(of: (0..<70).reversed().map { end.advanced(by: -$0) }, today: end)
        #expect(streaks.current == 70)
    }
}
