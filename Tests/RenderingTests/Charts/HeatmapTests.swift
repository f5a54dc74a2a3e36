import TestSupport
import Testing

@testable import Rendering
@testable import SiteModel

@Suite struct HeatmapTests {
    @Test(arguments: 0..<7)
    func `365 days fill 53 columns for every last day and week start`(offset: Int) throws {
        for firstWeekday in [0, 5, 6] {
            let today = ProfileData.sampleToday.advanced(by: offset)
            let year = YearGrid([.sample(today, minutes: 1)], today: today, firstWeekday: firstWeekday)
            #expect(year.days.count == 365 && year.weeks.count == 53)
            #expect(year.weeks.flatMap(\.days).map(\.date) == year.days.map(\.date))
            #expect(year.column(of: year.days[0].date) == 0 && year.column(of: today) == 52)
            for (column, week) in year.weeks.enumerated() {
                #expect(week.days.allSatisfy { year.column(of: $0.date) == column })
            }
            for day in year.days { #expect(year.row(of: day.date) == (day.date.weekday - firstWeekday + 7) % 7) }
        }
    }

    @Test func `a leap day is shown, and a day outside the window is not`() throws {
        let today = try #require(LocalDate("2024-06-30"))
        let leapDay = try #require(LocalDate("2024-02-29"))
        let before = try #require(LocalDate("2023-07-01"))
        let year = YearGrid(
            [.sample(before, minutes: 9), .sample(leapDay, minutes: 5), .sample(today.advanced(by: 1), minutes: 7)],
            today: today)
        #expect(year.days.first?.date == LocalDate("2023-07-02"))
        #expect(year.days.filter(\.hasMusic).map(\.date) == [leapDay])
        #expect(year.knownDays.count == 365)
    }

    @Test func `days are known from the first play on, with or without music`() throws {
        let today = ProfileData.sampleToday
        let year = YearGrid([.sample(today.advanced(by: -2), minutes: 3)], today: today)
        #expect(year.knownDays.map(\.hasMusic) == [true, false, false])
        let older = YearGrid(
            [.sample(today, minutes: 3)], today: today, knownSince: today.advanced(by: -2000))
        #expect(older.knownDays.count == 365)
    }

    @Test func `month names never touch or leave the picture on any day of four years`() throws {
        let first = try #require(LocalDate("2024-01-01"))
        for offset in 0..<1461 {
            for firstWeekday in [0, 6] {
                let today = first.advanced(by: offset)
                let labels = YearGrid([], today: today, firstWeekday: firstWeekday).words.months
                #expect((12...13).contains(labels.count), "\(today)")
                for (label, next) in zip(labels, labels.dropFirst()) {
                    // A name is less than two columns wide.
                    let end = next.atRightEdge ? YearGrid.columns - 2 : next.column
                    #expect(label.column + 2 <= end && !label.atRightEdge, "\(today)")
                }
            }
        }
    }

    @Test func `the cuts are round, rise and divide the days into four parts`() {
        let minutes: [Int64] = (1...200).map { Int64($0) }
        let scale = HeatmapScale(minutes.map { $0 * 60_000 })
        #expect(scale.cuts == [45, 90, 150])
        #expect(scale.level(of: 45 * 60_000 - 1) == 1)
        #expect(scale.level(of: 45 * 60_000) == 2)
        #expect(scale.level(of: 150 * 60_000) == 4)
        #expect(scale.labels == ["no music", "under 45 min", "45–90 min", "90–150 min", "150 min and more"])
    }

    @Test(arguments: [[], [60_000], [Int64](repeating: 60_000, count: 365), [0, 0, 0], [90_000_000, 90_000_000]])
    func `the cuts rise even when all days are equal`(days: [Int64]) {
        let cuts = HeatmapScale(days).cuts
        #expect(cuts.count == 3 && cuts[0] > 0 && cuts[0] < cuts[1] && cuts[1] < cuts[2])
    }

    @Test func `a picture has one dot per day and a description`() throws {
        let today = ProfileData.sampleToday
        let days = ListeningDay.sampleYear(today: today)
        let year = YearGrid(days, today: today, knownSince: days.first?.date)
        let document = HTMLDocument(Heatmap(year).picture(description: "All < of it").bytes)
        let dots = document.elements("path").reduce(0) { $0 + ($1["d"] ?? "").count { $0 == "M" } }
        #expect(dots == 365)
        #expect(document.elements("desc").first?.text == "All < of it")
        #expect(document.elements("path").count <= 6)
        #expect(document.attributes.allSatisfy { $0.name != "style" && $0.name != "fill" })
    }

    @Test func `bars stand under their columns, the present one as an outline within its place`() throws {
        let today = ProfileData.sampleToday
        let year = YearGrid(
            [
                .sample(today, minutes: 100), .sample(today.advanced(by: -7), minutes: 50),
                .sample(today.advanced(by: -14), minutes: 0),
            ],
            today: today)
        let bars = HTMLDocument(WeekBars(year: year).picture(description: "").bytes).elements("rect")
        #expect(bars.map { $0["x"] } == ["613", "626"])
        #expect(bars.map { $0["height"] } == ["30", "58"])
        #expect(bars.last?.text == "16–22 November: 100 minutes")
    }

    @Test func `a strip sums the last 26 weeks up to today`() throws {
        let today = ProfileData.sampleToday
        let weeks = WeekStrip.weeks(
            of: [
                .sample(today.advanced(by: -182), minutes: 9), .sample(today.advanced(by: -181), minutes: 2),
                .sample(today.advanced(by: -7), minutes: 3), .sample(today.advanced(by: -6), minutes: 1),
                .sample(today, minutes: 4), .sample(today.advanced(by: 1), minutes: 9),
            ], today: today)
        #expect(weeks.first == 120_000 && weeks.last == 300_000 && weeks[24] == 180_000)
        #expect(WeekStrip(weeks: WeekStrip.weeks(of: [], today: today)).picture.isEmpty)
    }
}
