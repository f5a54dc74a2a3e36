import Application
import Foundation
import Rendering
import SiteModel
import TestSupport
import Testing

/// Runs under a clock that is wrong, and in nights in which the clocks change at midnight.
@Suite(.timeLimit(.minutes(20))) struct ClockFaultTests {
    @Test(
        arguments: [
            ("a day back", Duration.days(-1)), ("two years back", .days(-730)), ("a year ahead", .days(365)),
            ("past 2038", .days(365 * 13)), ("past 2262", .days(365 * 240)),
        ] as [(String, Duration)])
    func `after a run under a wrong clock the next one puts all right`(name: String, shift: Duration) async throws {
        let clock = ManualClock(start: TestApplication.now)
        let site = try TestApplication(clock: clock.wall)
        try await site.addUser("ada")
        _ = try await site.application.run()
        let pages = ["ada/index.html", "index.html"]
        let before = pages.map(site.page)

        clock.advance(by: shift)
        let wrong = try await site.application.run()
        #expect(wrong.build?.failed == 0 && wrong.hiddenPagesProblem == nil && wrong.buildProblem == nil)
        for page in pages { #expect(site.page(page)?.hasSuffix("</html>\n") == true) }

        clock.advance(by: .zero - shift + .seconds(60))
        let right = try await site.application.run()
        #expect(right.build?.failed == 0)
        #expect(pages.map(site.page) == before)
        #expect(try await site.application.run().build?.written == 0)
        #expect(try await site.application.verify().findings.isEmpty)
    }

    /// In Cuba the clocks change at midnight: in March it does not exist, in November the hour before 1:00 comes twice.
    @Test(arguments: ["2026-03-08T05:00:00Z", "2026-11-01T04:00:00Z"])
    func `a night in which the clocks change at midnight has one new day`(midnight: String) async throws {
        let midnight = try #require(Instant(midnight))
        let clock = ManualClock(start: midnight - .minutes(90))
        let site = try TestApplication(clock: clock.wall)
        try await site.addUser("ada", at: midnight - .days(2))
        let zone = try #require(TimeZone(identifier: "America/Havana"))
        _ = try await site.application.changeUser("ada", UserChange(timeZone: zone))
        var changes: [Instant] = []
        for _ in 0..<20 {
            let now = clock.wall.now()
            let report = try await site.application.run()
            #expect(report.build?.failed == 0)
            let page = report.build?.pages.first { $0.path == "ada/index.html" }
            if page?.state == .changed { changes.append(now) }
            clock.advance(by: .minutes(15))
        }
        #expect(changes == [midnight])
    }
}
