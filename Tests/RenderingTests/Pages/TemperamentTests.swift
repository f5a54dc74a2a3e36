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

    /// The label of someone who is far toward these ends, and in between the others.
    func label(_ poles: [Temperament.Pole], isEarly: Bool = false) -> String {
        var temperament = Temperament.sample(lastDay: ProfileData.sampleToday)
        temperament.readings = temperament.readings.map { reading in
            var reading = reading
            reading.value = reading.cut
            if poles.contains(reading.axis.high) { reading.value = 900_000 }
            if poles.contains(reading.axis.low) { reading.value = 0 }
            return reading
        }
        return TemperamentWording(temperament: temperament, today: ProfileData.sampleToday, isEarly: isEarly).label
    }

    func scale(_ value: Int, cut: Int = 200_000) -> AxisScale {
        let counts = Temperament.Counts.night(plays: .init(count: 1, total: 100, millionths: 10_000))
        return AxisScale(reading: .init(pole: .night, value: value, cut: cut, counts: counts))
    }

    @Test func `an axis has two ends, a sentence, a number and what was counted`() throws {
        let section = try section(.sample(lastDay: ProfileData.sampleToday))
        #expect(section.sentence == "From 2,159 plays in the last 90 days.")
        #expect(section.axes.map(\.first) == ["Explorer", "Wide", "Fresh", "Night"])
        #expect(section.axes.map(\.second) == ["Replayer", "Deep", "Timeless", "Day"])
        #expect(section.axes.map(\.number) == ["28% new, 35% repeated", "About 26 artists’ worth", "11%", "48%"])
        #expect(section.axes.allSatisfy { !$0.picture.isEmpty })
    }

    @Test func `an axis near the middle says so and belongs to neither end`() throws {
        let axes = try section(.sample(lastDay: ProfileData.sampleToday)).axes
        #expect(axes.map(\.isFirst) == [false, false, false, true])
        #expect(axes.map(\.isSecond) == [false, false, true, false])
        #expect(axes.map { $0.sentence.hasPrefix("In between: ") } == [true, true, false, false])
    }

    @Test func `the label agrees with the dots, also of a report that an older rule labelled`() throws {
        let temperament = Temperament.sample(lastDay: ProfileData.sampleToday)
        #expect(temperament.label == [.explorer, .night])
        #expect(try section(temperament).label == "Timeless night owl")
    }

    @Test func `an axis has a sentence of a friend, and exact counts for who wants them`() throws {
        let axes = try section(.sample(lastDay: ProfileData.sampleToday)).axes
        #expect(
            axes.map(\.sentence) == [
                "In between: one artist in four was new in these three months, and one play in three repeated a track of the four weeks before.",
                "In between: 78 artists, as varied as 26 in equal turns.",
                "One play in nine was of a release not a year old; half of all plays go back to 2011 or further.",
                "Half of the plays began between 22:00 and 05:00.",
            ])
        #expect(
            axes.map(\.measure) == [
                "22 of 78 artists had not been played in the 275 days before; 761 of 2,159 plays were of a track that had been played in the 28 days before.",
                "2,159 plays of 78 artists, spread 0.74 on a scale from 0, one artist alone, to 1.",
                "240 of 2,150 plays with a known release date were of a release at most 365 days old; the median year is 2011.",
                "1,034 of 2,159 plays began between 22:00 and 05:00.",
            ])
    }

    @Test(arguments: [
        (
            Temperament.Counts.exploration(
                newArtists: nil, repeats: .init(count: 1, total: 204, millionths: 4_902)), "0% repeated",
            "Hardly any play repeated a track of the four weeks before.",
            "1 of 204 plays was of a track that had been played in the 28 days before."
        ),
        (
            .width(plays: 1, artists: 1, effectiveArtists: 1_000_000), "About 1 artist’s worth",
            "1 artist, and no other.",
            "1 play of 1 artist, spread 0.06 on a scale from 0, one artist alone, to 1."
        ),
        (
            .width(plays: 900, artists: 6, effectiveArtists: 1_040_000), "About 1 artist’s worth",
            "6 artists, and nearly all plays of one of them.",
            "900 plays of 6 artists, spread 0.06 on a scale from 0, one artist alone, to 1."
        ),
        (
            .width(plays: 9, artists: 9, effectiveArtists: nil), "0.06", "9 artists, none of them twice.",
            "9 plays of 9 artists, spread 0.06 on a scale from 0, one artist alone, to 1."
        ),
        (
            .freshness(newReleases: .init(count: 1, total: 1, millionths: 1_000_000), medianYear: 1990), "100%",
            "All plays were of a release not a year old.",
            "1 of 1 play with a known release date was of a release at most 365 days old; the median year is 1990."
        ),
        (
            .night(plays: .init(count: 0, total: 3, millionths: 0)), "0%", "No play began between 22:00 and 05:00.",
            "0 of 3 plays began between 22:00 and 05:00."
        ),
        (
            .night(plays: .init(count: 18, total: 2194, millionths: 8_204)), "1%",
            "Hardly any play began between 22:00 and 05:00: 18 of 2,194.",
            "18 of 2,194 plays began between 22:00 and 05:00."
        ),
    ])
    func `words follow the counts, in the singular for one`(
        counts: Temperament.Counts, number: String, sentence: String, measure: String
    ) {
        let axis = ProfilePage.Axis(.init(pole: counts.axis.low, value: 55_000, cut: 200_000, counts: counts))
        #expect(axis.number == number)
        #expect(axis.sentence == sentence)
        #expect(axis.measure == measure)
    }

    @Test(arguments: [
        (0, "no play"), (1, "hardly any play"), (25_000, "one play in forty"), (125_000, "one play in eight"),
        (330_000, "one play in three"), (370_000, "two in five plays"), (501_000, "half of the plays"),
        (880_000, "nine in ten plays"), (960_000, "nearly all plays"), (1_000_000, "all plays"),
    ])
    func `a share is a fraction that is easy to see`(millionths: Int, words: String) {
        #expect(ShareWords(millionths, of: "play").subject == words)
    }

    @Test func `no sentence speaks of a mood or a character`() throws {
        let texts = try section(.sample(lastDay: ProfileData.sampleToday)).axes.flatMap {
            [$0.number, $0.sentence, $0.measure]
        }
        for word in [
            "you are", "mood", "happy", "sad", "energetic", "curious", "loyal", "adventurous", "person", "taste",
        ] {
            #expect(texts.allSatisfy { !$0.lowercased().contains(word) }, "\(word)")
        }
    }

    @Test func `with too few plays, there is no section, and the page says that it will follow`() throws {
        var data = try ProfileData.full()
        data.temperament?.readings = []
        let page = ProfilePage.Model(data, site: PageContext(title: "Listening")) { _ in .empty }
        #expect(page.temperament == nil && page.coming == "The temperament will follow after some weeks of listening.")
        data.user.hiddenSections = [.temperament]
        #expect(ProfilePage.Model(data, site: PageContext(title: "Listening")) { _ in .empty }.coming.isEmpty)
    }

    @Test(arguments: [
        ("2026-11-23", "in the last 90 days"), ("2026-11-22", "in the last 90 days"),
        ("2026-11-21", "in the last 90 days"), ("2026-11-20", "between 23 August and 20 November"),
        ("2026-02-10", "between 13 November 2025 and 10 February"),
        ("2025-05-31", "between 3 March and 31 May 2025"),
        ("2025-01-31", "between 3 November 2024 and 31 January 2025"),
    ])
    func `a page names the days of a window that is over`(lastDay: String, span: String) throws {
        let temperament = Temperament.sample(lastDay: try #require(LocalDate(lastDay)))
        #expect(try section(temperament).sentence == "From 2,159 plays \(span).")
    }

    @Test(arguments: [
        ([Temperament.Pole.explorer, .night], "Night-owl explorer"), ([.replayer, .deep], "Devoted replayer"),
        ([.wide, .fresh], "Up-to-date wanderer"), ([.deep, .night], "Night-owl devotee"),
        ([.timeless, .day], "Timeless daytime listener"), ([.deep, .day], "Daytime devotee"),
        ([.wide], "Wanderer"), ([.night], "Night owl"), ([], "A bit of everything"),
    ])
    func `a label is a phrase made of the ends that stand out`(poles: [Temperament.Pole], label: String) {
        #expect(self.label(poles) == label)
    }

    @Test func `an early bird is somebody who listens in the morning`() throws {
        #expect(label([.wide, .day], isEarly: true) == "Early-bird wanderer")
        #expect(label([.day], isEarly: true) == "Early bird")
        var data = try ProfileData.full()
        data.temperament?.readings.removeAll { $0.axis != .night }
        data.temperament?.readings[0].value = 0
        func shown(early: Int64, hiding hidden: Set<PageSection> = []) throws -> String {
            data.user.hiddenSections = hidden
            for index in data.days.indices {
                data.days[index].hours = HourTotals()
                (data.days[index].hours[6], data.days[index].hours[18]) = (early, 60_000)
            }
            return try #require(ProfilePage.Temperament(data)).label
        }
        #expect(try shown(early: 40_000) == "Early bird")
        #expect(try shown(early: 39_000) == "Daytime listener")
        #expect(try shown(early: 40_000, hiding: [.clock]) == "Daytime listener")
    }

    @Test func `every two ends of different axes make a phrase of their own`() {
        let axes = Temperament.Axis.allCases
        let pairs = axes.indices.flatMap { first in
            axes[(first + 1)...].flatMap { second in
                [axes[first].high, axes[first].low].flatMap { one in [second.high, second.low].map { [one, $0] } }
            }
        }
        #expect(Set(pairs.map { label($0) }).count == 24)
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
            "In between", "In between", "Toward night", "Far toward night", "In between", "Far toward day",
        ]
        #expect(texts == places.map { "\($0). In the middle, night turns into day." })
    }

    @Test func `the end that a user belongs to is marked by more than colour`() throws {
        let document = HTMLDocument(try SampleSite().profile(.full()))
        let ends = document.elements(class: "ends").map { $0.elements("b").map(\.text) }
        #expect(ends == [[], [], ["Timeless"], ["Night"]])
    }
}
