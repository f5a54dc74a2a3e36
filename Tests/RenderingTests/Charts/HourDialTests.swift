import TestSupport
import Testing

@testable import Rendering

@Suite struct HourDialTests {
    @Test func `hours run clockwise from the top`() {
        #expect(HourDial.point(step: 0, radius: 100) == (200, 100))
        #expect(HourDial.point(step: 12, radius: 100) == (300, 200))
        #expect(HourDial.point(step: 24, radius: 100) == (200, 300))
        #expect(HourDial.point(step: 36, radius: 100) == (100, 200))
        #expect(HourDial.point(step: 48, radius: 100) == (200, 100))
    }

    @Test func `each point lies on the circle of its radius`() {
        for step in 0...48 {
            let (x, y) = HourDial.point(step: step, radius: 1000)
            let squared = (x - 200) * (x - 200) + (y - 200) * (y - 200)
            #expect(abs(squared - 1_000_000) < 2_000)
        }
    }

    @Test func `the busiest hour is named only when no other is equally busy`() {
        var hours = [Int64](repeating: 0, count: 24)
        #expect(HourDial(hours: hours).busiest == nil)
        hours[22] = 5
        #expect(HourDial(hours: hours).busiest == 22)
        hours[3] = 5
        #expect(HourDial(hours: hours).busiest == nil)
    }

    @Test(arguments: [
        ([22: 100], "More than half of the listening falls between 22:00 and 23:00."),
        ([23: 50, 0: 50], "Half of the listening falls between 00:00 and 01:00."),
        ([22: 40, 23: 40, 12: 20], "More than half of the listening falls between 22:00 and 00:00."),
        ([:], ""),
    ])
    func `the sentence names the fewest hours that hold half of the listening`(hours: [Int: Int64], sentence: String) {
        var all = [Int64](repeating: 0, count: 24)
        for (hour, listened) in hours { all[hour] = listened }
        #expect(ProfilePage.Hours.half(of: all) == sentence)
    }

    @Test func `equally busy hours give no sentence`() {
        #expect(ProfilePage.Hours.half(of: [Int64](repeating: 7, count: 24)).isEmpty)
    }

    @Test func `an hour of less than a hundredth of the fullest is not drawn, and the ring is whole`() {
        var hours = [Int64](repeating: 0, count: 24)
        (hours[20], hours[6], hours[7]) = (10_000, 99, 100)
        let document = HTMLDocument(HourDial(hours: hours).picture(description: "D").bytes)
        #expect(document.elements("path").map(\.text) == ["07:00: 0 minutes", "20:00: 0 minutes"])
        #expect(document.elements("circle").map { $0["r"] } == ["168", "56"])
    }
}
