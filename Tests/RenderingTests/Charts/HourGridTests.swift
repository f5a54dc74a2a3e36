import TestSupport
import Testing

@testable import Rendering
@testable import SiteModel

@Suite struct HourGridTests {
    let sunday = ProfileData.sampleToday

    func day(_ daysAgo: Int, _ hours: [Int: Int64]) -> ListeningDay {
        var day = ListeningDay.sample(sunday.advanced(by: -daysAgo), minutes: 1)
        for (hour, listenedMs) in hours { day.hours[hour] = listenedMs }
        return day
    }

    @Test func `hours are summed by weekday and in total`() {
        let clock = HourGrid([day(0, [3: 5]), day(7, [3: 6, 4: 1]), day(1, [3: 2])], firstWeekday: 0)
        #expect(clock[6, 3] == 11 && clock[6, 4] == 1 && clock[5, 3] == 2)
        #expect(clock.byHour[3] == 13 && clock.byHour.reduce(0, +) == 14)
    }

    @Test(arguments: [(0, "Mon"), (6, "Sun"), (5, "Sat")])
    func `a week begins on the configured day`(firstWeekday: Int, name: String) throws {
        let clock = HourGrid([day(0, [3: 60_000])], firstWeekday: firstWeekday)
        let document = HTMLDocument(clock.picture(description: "D").bytes)
        #expect(document.elements("text").first?.text == name)
        #expect(document.elements("text").suffix(4).map(\.text) == ["00", "06", "12", "18"])
        let dots = document.elements("path").reduce(0) { $0 + ($1["d"] ?? "").count { $0 == "M" } }
        #expect(dots == 168)
    }

    @Test func `the busiest hour of the week is named when it is clearly above the others`() {
        let quiet = (0..<14).map { day($0, [20: 100]) }
        #expect(HourGrid(quiet, firstWeekday: 0).sentence.isEmpty, "only seven of the hours have music")
        let even = (0..<14).map { day($0, [20: 100, 21: 100]) }
        #expect(HourGrid(even, firstWeekday: 0).sentence.isEmpty)
        let loud = HourGrid(even + [day(2, [21: 300])], firstWeekday: 0)
        #expect(loud.sentence == "The fullest hour of the week begins on Friday at 21:00.")
    }

    @Test func `the table has every hour of every weekday`() throws {
        let data = try ProfileData.full()
        let year = YearGrid(data.days, today: data.today, firstWeekday: 6)
        let hours = try #require(ProfilePage.Hours(HourGrid(data.days, in: year), year: year))
        #expect(hours.table.count == 24 && hours.table.allSatisfy { $0.days.count == 7 })
        #expect(hours.tableDays.first == "Sun" && hours.tableDays.last == "Sat")
    }
}
