import SiteModel
import TestSupport
import Testing

@testable import Rendering

@Suite struct TemperamentTests {
    func section(_ temperament: Temperament?) throws -> ProfilePage.Temperament {
        var data = try ProfileData.full()
        data.temperament = temperament
        return try #require(ProfilePage.Temperament(data))
    }

    func scale(_ value: Int, cut: Int = 200_000) -> AxisScale {
        AxisScale(reading: .init(axis: .night, pole: .night, value: value, cut: cut, number: "1 %", sentence: ""))
    }

    @Test func `four axes are told by their ends, their number and what was counted`() throws {
        let section = try section(.sample(lastDay: ProfileData.sampleToday))
        #expect(section.label == "Night explorer")
        #expect(section.sentence == "From 2,159 plays in the last 90 days.")
        #expect(section.axes.map(\.first) == ["Explorer", "Wide", "Fresh", "Night"])
        #expect(section.axes.map(\.second) == ["Replayer", "Deep", "Timeless", "Day"])
        #expect(section.axes.map(\.isFirst) == [true, false, false, true])
        #expect(section.axes.map(\.number).last == "48 %")
        #expect(section.axes.allSatisfy { !$0.sentence.isEmpty && !$0.picture.isEmpty })
    }

    @Test func `below the guards it says what is still missing, and before the first measure that it is learning`()
        throws
    {
        var temperament = Temperament.sample(lastDay: ProfileData.sampleToday)
        temperament.learning = "Still learning: 3 plays on 1 day so far."
        #expect(try section(temperament).sentence == "Still learning: 3 plays on 1 day so far.")
        #expect(try section(temperament).axes.isEmpty && section(temperament).label.isEmpty)
        let unknown = "Still learning: a few weeks of listening will tell."
        #expect(try section(nil).sentence == unknown)
        temperament.plays = 0
        #expect(try section(temperament).sentence == unknown)
    }

    @Test(arguments: [
        ([Temperament.Pole.explorer, .night], "Night explorer"), ([.replayer, .deep], "Deep replayer"),
        ([.wide, .fresh], "Wide and fresh"), ([.deep, .night], "Deep by night"),
        ([.timeless, .day], "Timeless by day"),
        ([.wide], "Wide"), ([], ""),
    ])
    func `a label is a phrase of the two ends that stand out`(poles: [Temperament.Pole], label: String) {
        #expect(ProfilePage.Temperament.label(poles) == label)
    }

    @Test func `every two ends of different axes make a phrase of their own`() {
        let axes = Temperament.Axis.allCases
        let pairs = axes.indices.flatMap { first in
            axes[(first + 1)...].flatMap { second in
                [axes[first].high, axes[first].low].flatMap { one in [second.high, second.low].map { [one, $0] } }
            }
        }
        #expect(Set(pairs.map(ProfilePage.Temperament.label)).count == 24)
    }

    @Test(arguments: [
        (200_000, 160), (1_000_000, 8), (0, 312), (600_000, 84), (100_000, 236), (1_500_000, 8), (-5, 312),
    ])
    func `the dot is on the side of the cut on which the value is, within its half`(value: Int, position: Int) {
        #expect(scale(value).position == position)
    }

    @Test func `the picture says in words where the dot is`() throws {
        let texts = [200_000, 250_000, 500_000, 900_000, 190_000, 10_000].map { value in
            HTMLDocument(scale(value).picture.bytes).elements("desc").first?.text
        }
        let places = [
            "at the turn", "a little toward night", "toward night", "far toward night", "at the turn", "far toward day",
        ]
        #expect(texts == places.map { "1 %, \($0). In the middle, night turns into day." })
    }

    @Test func `the end that a user counts for is not told by colour alone`() throws {
        let document = HTMLDocument(try SampleSite().profile(.full()))
        let ends = document.elements(class: "ends").map { $0.elements("b").map(\.text) }
        #expect(ends == [["Explorer"], ["Deep"], ["Timeless"], ["Night"]])
    }
}
