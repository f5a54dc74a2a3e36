import SiteModel
import Testing

@Suite struct LocalDateTests {
    @Test func `four centuries of days follow each other without a gap`() throws {
        var date = try #require(LocalDate(year: 1800, month: 1, day: 1))
        var (year, month, day) = (1800, 1, 1)
        while year < 2201 {
            let parts = date.components
            guard parts == (year, month, day) else {
                Issue.record("\(parts) is not \(year)-\(month)-\(day)")
                return
            }
            guard LocalDate(year: year, month: month, day: day) == date, LocalDate(date.description) == date else {
                Issue.record("\(date) does not come back")
                return
            }
            let isLeap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
            let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
            day += 1
            if day > lengths[month - 1] { (month, day) = (month + 1, 1) }
            if month > 12 { (year, month) = (year + 1, 1) }
            date = date.advanced(by: 1)
        }
    }

    @Test(arguments: [
        ("1970-01-01", 3), ("2026-11-22", 6), ("2026-11-23", 0), ("2000-02-29", 1), ("1969-12-31", 2),
        ("1900-01-01", 0),
    ])
    func `a weekday counts from Monday`(_ text: String, _ weekday: Int) throws {
        #expect(try #require(LocalDate(text)).weekday == weekday)
    }

    @Test(arguments: [
        "", "2026", "2026-11", "2026-11-2", "2026-1-22", "26-11-22", "2026-11-22 ", " 2026-11-22", "2026/11/22",
        "2026-11-22-", "2026-02-29", "1900-02-29", "2026-04-31", "2026-00-10", "2026-13-10", "2026-10-00", "2026-10-32",
        "+026-11-22", "2026-+1-22", "２026-11-22", "2026-11-22\n",
    ])
    func `text in another form is not a day`(_ text: String) {
        #expect(LocalDate(text) == nil)
    }

    @Test func `leap years follow the Gregorian rule`() {
        #expect(LocalDate(year: 2024, month: 2, day: 29) != nil)
        #expect(LocalDate(year: 2000, month: 2, day: 29) != nil)
        #expect(LocalDate(year: 2100, month: 2, day: 29) == nil)
        #expect(LocalDate(year: 2023, month: 2, day: 29) == nil)
    }

    @Test func `dates have the same order as their texts`() throws {
        let dates = try ["2026-12-31", "2025-01-01", "2026-02-10", "0999-05-05"].map { try #require(LocalDate($0)) }
        #expect(dates.sorted().map(\.description) == dates.map(\.description).sorted())
    }
}
