import Testing

@testable import Rendering
@testable import SiteModel

@Suite struct YearSentencesTests {
    let today = ProfileData.sampleToday  // a Sunday

    /// Sentences on the last days, of which `minutes` gives each one's minutes by how many days ago it was.
    func sentences(
        days: Int, gaps: [ClosedRange<LocalDate>] = [], minutes: (_ daysAgo: Int) -> Int64
    ) -> YearSentences {
        let listened = (0..<days).reversed().map { (ago: $0, minutes: minutes($0)) }.filter { $0.minutes > 0 }
            .map { ListeningDay.sample(today.advanced(by: -$0.ago), minutes: $0.minutes) }
        return YearSentences(year: YearGrid(listened, today: today), gaps: gaps)
    }

    @Test func `days with music are counted out of the known days`() {
        #expect(sentences(days: 0) { _ in 1 }.count.isEmpty)
        #expect(sentences(days: 365) { _ in 1 }.count == "Music on every one of the last 365 days.")
        #expect(sentences(days: 365) { $0 == 3 ? 0 : 1 }.count == "364 days with music out of 365.")
        #expect(
            sentences(days: 20) { $0 % 2 == 1 ? 1 : 0 }.count
                == "10 days with music out of 20, since 3 November 2026.")
        #expect(sentences(days: 6) { _ in 1 }.count == "Music on every day since 17 November 2026, six of them.")
    }

    @Test func `weekdays are named when they differ clearly from the others`() {
        let weekday = { (ago: Int) in (13 - ago % 7) % 7 }
        #expect(sentences(days: 365) { weekday($0) == 5 ? 200 : 100 }.weekdays == "Saturdays are loudest.")
        #expect(sentences(days: 365) { weekday($0) == 1 ? 20 : 100 }.weekdays == "Tuesdays are quietest.")
        #expect(
            sentences(days: 365) { weekday($0) == 5 ? 200 : weekday($0) == 0 ? 20 : 100 }.weekdays
                == "Saturdays are loudest, Mondays quietest.")
        #expect(sentences(days: 365) { _ in 100 }.weekdays.isEmpty)
        #expect(sentences(days: 365) { weekday($0) == 5 ? 110 : 100 }.weekdays.isEmpty)
        #expect(sentences(days: 55) { weekday($0) == 5 ? 200 : 100 }.weekdays.isEmpty, "too few days to say so")
    }

    @Test func `the longest silence is named when it is over and no plays are missing in it`() throws {
        let silent = { (ago: Int) -> Int64 in (100..<112).contains(ago) ? 0 : 10 }
        let told = sentences(days: 365, minutes: silent)
        #expect(told.quiet == "The longest quiet was 12 days, from 3 to 14 August.")
        let inside = today.advanced(by: -105)
        #expect(sentences(days: 365, gaps: [inside...inside], minutes: silent).quiet.isEmpty)
        #expect(sentences(days: 365) { (100..<109).contains($0) ? 0 : 10 }.quiet.isEmpty, "nine days")
        #expect(sentences(days: 365) { $0 < 30 ? 0 : 10 }.quiet.isEmpty, "it is not over")
        #expect(sentences(days: 365) { (100..<112).contains($0 % 150) ? 0 : 10 }.quiet.isEmpty, "two of a length")
    }

    @Test func `the fullest week is named when it is far above the median`() {
        #expect(
            sentences(days: 365) { (7..<14).contains($0) ? 120 : 60 }.fullestWeek
                == "The fullest week was 9–15 November, with 14 hours.")
        #expect(sentences(days: 365) { _ in 60 }.fullestWeek.isEmpty)
        #expect(sentences(days: 30) { (7..<14).contains($0) ? 120 : 60 }.fullestWeek.isEmpty)
    }
}
