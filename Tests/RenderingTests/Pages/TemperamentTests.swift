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

    func label(_ poles: [Temperament.Pole]) -> String {
        var temperament = Temperament.sample(lastDay: ProfileData.sampleToday)
        temperament.label = poles
        return TemperamentWording(temperament, today: ProfileData.sampleToday).label
    }

    func scale(_ value: Int, cut: Int = 200_000) -> AxisScale {
        let counts = Temperament.Counts.night(plays: .init(count: 1, total: 100, millionths: 10_000))
        return AxisScale(reading: .init(pole: .night, value: value, cut: cut, counts: counts), number: "1 %")
    }

    @Test func `an axis has two ends, a number and a sentence on what was counted`() throws {
        let section = try section(.sample(lastDay: ProfileData.sampleToday))
        #expect(section.label == "Night explorer")
        #expect(section.sentence == "From 2,159 plays in the last 90 days.")
        #expect(section.axes.map(\.first) == ["Explorer", "Wide", "Fresh", "Night"])
        #expect(section.axes.map(\.second) == ["Replayer", "Deep", "Timeless", "Day"])
        #expect(section.axes.map(\.isFirst) == [true, false, false, true])
        #expect(section.axes.map(\.number).last == "48 %")
        #expect(section.axes.allSatisfy { !$0.sentence.isEmpty && !$0.picture.isEmpty })
    }

    @Test func `numbers and sentences are made from what was counted`() throws {
        let axes = try section(.sample(lastDay: ProfileData.sampleToday)).axes
        #expect(axes.map(\.number) == ["28 % new, 35 % repeated", "About 26 artists' worth", "11 %", "48 %"])
        #expect(
            axes.map(\.sentence) == [
                "22 of 78 artists had not been played in the 275 days before; 761 of 2,159 plays were of a track that had been played in the 28 days before.",
                "2,159 plays of 78 artists, spread 0.74 on a scale from 0, one artist alone, to 1.",
                "240 of 2,150 plays with a known release date were of a release at most 365 days old; the median year is 2011.",
                "1,034 of 2,159 plays began between 22:00 and 5:00.",
            ])
    }

    @Test(arguments: [
        (
            Temperament.Counts.exploration(
                newArtists: nil, repeats: .init(count: 1, total: 204, millionths: 4_902)), "0 % repeated",
            "1 of 204 plays was of a track that had been played in the 28 days before."
        ),
        (
            .width(plays: 1, artists: 1, effectiveArtists: 1_000_000), "About 1 artist's worth",
            "1 play of 1 artist, spread 0.06 on a scale from 0, one artist alone, to 1."
        ),
        (
            .width(plays: 9, artists: 9, effectiveArtists: nil), "0.06",
            "9 plays of 9 artists, spread 0.06 on a scale from 0, one artist alone, to 1."
        ),
        (
            .freshness(newReleases: .init(count: 1, total: 1, millionths: 1_000_000), medianYear: 1990), "100 %",
            "1 of 1 play with a known release date was of a release at most 365 days old; the median year is 1990."
        ),
        (
            .night(plays: .init(count: 0, total: 3, millionths: 5_000)), "1 %",
            "0 of 3 plays began between 22:00 and 5:00."
        ),
    ])
    func `words follow the counts, in the singular for one`(
        counts: Temperament.Counts, number: String, sentence: String
    ) {
        let axis = ProfilePage.Axis(.init(pole: counts.axis.low, value: 55_000, cut: 200_000, counts: counts))
        #expect(axis.number == number)
        #expect(axis.sentence == sentence)
    }

    @Test func `no sentence speaks of a mood or a character`() throws {
        let texts = try section(.sample(lastDay: ProfileData.sampleToday)).axes.flatMap { [$0.number, $0.sentence] }
        for word in [
            "you are", "mood", "happy", "sad", "energetic", "curious", "loyal", "adventurous", "person", "taste",
        ] {
            #expect(texts.allSatisfy { !$0.lowercased().contains(word) }, "\(word)")
        }
    }

    @Test func `with too few plays, the section says what is still missing`() throws {
        var temperament = Temperament.sample(lastDay: ProfileData.sampleToday)
        (temperament.plays, temperament.activeDays) = (3, 1)
        (temperament.readings, temperament.label) = ([], [])
        let learning = try section(temperament)
        #expect(
            learning.sentence
                == "Still learning: 3 plays on 1 day so far; it takes 200 plays on 28 of the last 90 days.")
        #expect(learning.axes.isEmpty && learning.label.isEmpty)
        let unknown = "Still learning: a few weeks of listening will tell."
        #expect(try section(nil).sentence == unknown)
        temperament.plays = 0
        #expect(try section(temperament).sentence == unknown)
    }

    @Test(arguments: [
        ("2026-11-23", "in the last 90 days"), ("2026-11-22", "in the last 90 days"),
        ("2026-11-21", "in the last 90 days"), ("2026-11-20", "between 23 August and 20 November"),
        ("2026-02-10", "between 13 November 2025 and 10 February"),
        ("2025-05-31", "between 3 March and 31 May 2025"),
        ("2025-01-31", "between 3 November 2024 and 31 January 2025"),
    ])
    func `a page names the days of a window that is over`(lastDay: String, span: String) throws {
        var temperament = Temperament.sample(lastDay: try #require(LocalDate(lastDay)))
        #expect(try section(temperament).sentence == "From 2,159 plays \(span).")
        (temperament.readings, temperament.label) = ([], [])
        let isCurrent = span.hasPrefix("in")
        #expect(
            try section(temperament).sentence
                == "Still learning: 2,159 plays on 79 days \(isCurrent ? "so far" : span); it takes 200 plays on 28 of "
                + "\(isCurrent ? "the last 90 days" : "90 days").")
    }

    @Test(arguments: [
        ([Temperament.Pole.explorer, .night], "Night explorer"), ([.replayer, .deep], "Deep replayer"),
        ([.wide, .fresh], "Wide and fresh"), ([.deep, .night], "Deep by night"),
        ([.timeless, .day], "Timeless by day"),
        ([.wide], "Wide"), ([], ""),
    ])
    func `a label is a phrase made of two ends`(poles: [Temperament.Pole], label: String) {
        #expect(self.label(poles) == label)
    }

    @Test func `every two ends of different axes make a phrase of their own`() {
        let axes = Temperament.Axis.allCases
        let pairs = axes.indices.flatMap { first in
            axes[(first + 1)...].flatMap { second in
                [axes[first].high, axes[first].low].flatMap { one in [second.high, second.low].map { [one, $0] } }
            }
        }
        #expect(Set(pairs.map(label)).count == 24)
    }

    @Test(arguments: [
        (200_000, 160), (1_000_000, 8), (0, 312), (600_000, 84), (100_000, 236), (1_500_000, 8), (-5, 312),
    ])
    func `the dot is on the same side of the cut as the value, within its half`(value: Int, position: Int) {
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

    @Test func `the end that a user belongs to is marked by more than colour`() throws {
        let document = HTMLDocument(try SampleSite().profile(.full()))
        let ends = document.elements(class: "ends").map { $0.elements("b").map(\.text) }
        #expect(ends == [["Explorer"], ["Deep"], ["Timeless"], ["Night"]])
    }
}
