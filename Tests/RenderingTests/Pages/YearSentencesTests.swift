import TestSupport
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
        return YearSentences(
            year: YearGrid(listened, today: today), gaps: gaps,
            streaks: Streaks(of: listened.map(\.date), today: today), hours: nil)
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

    @Test(arguments: [
        (10, "Four fifths of the listening is at the weekend."),
        (12, "Three quarters of the listening is at the weekend."),
        (1, "Nearly all of the listening is at the weekend."), (30, ""),
    ])
    func `a year of weekends is told as one`(onWeekdays minutes: Int64, sentence: String) {
        let told = sentences(days: 365) { ago in today.advanced(by: -ago).weekday >= 5 ? 100 : minutes }
        #expect(told.weekend == sentence)
    }

    @Test func `a weekday is not named as well when the weekend is`() {
        let told = sentences(days: 365) { [2, 2, 2, 2, 2, 300, 60][today.advanced(by: -$0).weekday] }
        #expect(told.weekdays == "Saturdays are loudest.")
        #expect(told.text == "Music on every one of the last 365 days. Nearly all of the listening is at the weekend.")
    }

    @Test func `a streak at its record is told, and before the quiet and the weekdays`() {
        let told = sentences(days: 365) {
            (100..<112).contains($0) ? 0 : today.advanced(by: -$0).weekday == 2 ? 300 : 60
        }
        #expect(
            told.text
                == "353 days with music out of 365. The longest quiet was 12 days, from 3 to 14 August. Wednesdays are loudest."
        )
        let record = sentences(days: 365) { (200..<212).contains($0) || $0 == 350 ? 0 : 60 }
        #expect(
            record.text
                == "352 days with music out of 365. Music on 200 days in a row, the longest yet. The longest quiet was 12 days, from 25 April to 6 May."
        )
        #expect(sentences(days: 365) { _ in 60 }.record.isEmpty, "the count says it")
        #expect(sentences(days: 365) { $0 == 13 ? 0 : 60 }.record.isEmpty)
    }

    @Test(arguments: [
        ([1: 30, 12: 70], "A third of the listening is after midnight."), ([1: 29, 12: 71], ""),
        ([21: 60, 12: 40], "Three fifths of the listening is in the four hours before midnight."),
        ([6: 50, 12: 50], "Half of the listening is between 05:00 and 09:00."), ([12: 100], ""), ([:], ""),
    ])
    func `a part of the day that holds far more than its share is named`(hours: [Int: Int64], sentence: String) {
        var told = sentences(days: 365) { $0 % 9 == 0 ? 0 : 60 }
        #expect(told.midnight.isEmpty, "the hours are hidden")
        told.hours = (0..<24).map { hours[$0] ?? 0 }
        #expect(told.midnight == sentence)
    }

    @Test func `the fullest week is labelled with its time, and the present week is an outline`() {
        let listened = (0..<365).map { ListeningDay.sample(today.advanced(by: -$0), minutes: $0 / 7 == 20 ? 146 : 60) }
        let document = HTMLDocument(WeekBars(year: YearGrid(listened, today: today)).picture(description: "D").bytes)
        #expect(document.elements("text").map(\.text) == ["17 h"])
        #expect(document.elements(class: "most").map(\.text) == ["29 June – 5 July: 17 hours"])
        #expect(document.elements(class: "now").map(\.text) == ["16–22 November: 7 hours"])
        #expect(document.elements("rect").last?["class"] == "now")
        let none = HTMLDocument(WeekBars(year: YearGrid([], today: today)).picture(description: "D").bytes)
        #expect(none.elements("rect").isEmpty && none.elements("text").isEmpty)
    }
}
