import TestSupport
import Testing

@testable import Rendering
@testable import SiteModel

@Suite struct MonthChartsTests {
    let last = LocalMonth(ProfileData.sampleToday)

    /// Months up to the present one, with these artists on top.
    func months(_ artists: [Int]) -> [ListeningMonth] {
        artists.enumerated().map { index, artist in
            ListeningMonth(
                month: last.advanced(by: index + 1 - artists.count), listenedMs: 60_000, plays: 1,
                topArtistID: SampleMusic.artist(artist).id, topTrackID: nil)
        }
    }

    func sentence(_ artists: [Int]) -> String {
        let names = artists.map(SampleMusic.artist).reduce(into: [:]) { $0[$1.id] = $1 }
        return ProfilePage.Months.sentence(months(artists), artists: names)
    }

    func counts(_ counts: [Int]) -> [(month: LocalMonth, count: Int)] {
        counts.enumerated().map { (last.advanced(by: $0 + 1 - counts.count), $1) }
    }

    @Test func `months are listed newest first, each with its time, artist and track`() throws {
        let rows = try #require(ProfilePage.Months(.full(), rows: .init(prefix: "../"))).rows
        #expect(rows.map(\.name).prefix(3) == ["November", "October", "September"] && rows.last?.name == "December")
        #expect(rows.first?.year == "2026" && rows.last?.year == "2025")
        #expect(rows.first?.artist?.name == "Halden Marsh" && rows.first?.track?.name == "Glass Weather")
        #expect(rows.allSatisfy { $0.time.hasSuffix("hours") })
    }

    @Test func `a month that is older than a year, or has no play, is left out`() throws {
        var data = try ProfileData.full()
        data.months = months(Array(repeating: 0, count: 14))
        data.months[13].plays = 0
        #expect(try #require(ProfilePage.Months(data, rows: .init(prefix: "../"))).rows.count == 11)
        data.months = []
        #expect(ProfilePage.Months(data, rows: .init(prefix: "../")) == nil)
    }

    @Test(arguments: [
        ([0, 1, 0, 2, 0, 3, 4, 0, 5, 6, 0, 7], "\u{2068}Halden Marsh\u{2069} was on top in five of twelve months."),
        ([0, 0, 0, 0, 0, 0], "\u{2068}Halden Marsh\u{2069} was on top in every one of six months."),
        ([0, 1, 2, 3, 4, 5, 6], "Seven months, and never the same artist on top twice."),
        ([0, 0, 0, 1, 1, 1], "Two artists took turns on top in six months."),
        ([0, 0, 1, 2, 3, 4], "Five artists took turns on top in six months."),
        ([0, 0, 0, 1, 2], "\u{2068}Halden Marsh\u{2069} was on top in three of five months."),
        ([0, 1], "Two months, and never the same artist on top twice."),
        ([0, 0], "\u{2068}Halden Marsh\u{2069} was on top in every one of two months."),
        ([0], "\u{2068}Halden Marsh\u{2069} leads the first month."),
    ])
    func `every number of months has a sentence`(artists: [Int], text: String) {
        #expect(sentence(artists) == text)
    }

    @Test func `an artist or track that stays on top is told once, with how long`() throws {
        var data = try ProfileData.full()
        data.months = months([3, 0, 0, 0, 1])
        let rows = try #require(ProfilePage.Months(data, rows: .init(prefix: "../"))).rows
        #expect(rows.map { $0.artist?.name } == ["Nova Tide", "Halden Marsh", nil, nil, "Oksana Reyes"])
        #expect(rows.map(\.artistRun) == ["", "three months in a row", "", "", ""])
        let site = try SampleSite()
        let items = HTMLDocument(site.profile(data)).elements(class: "months")[0].elements("li")
        #expect(items.map { $0.elements(class: "pick").count } == [1, 1, 0, 0, 1])
    }

    @Test func `the hours of a month are a bar, and a missing cover is no letter`() throws {
        var data = try ProfileData.full()
        data.months = months([0, 1])
        data.months[0].listenedMs = 15_000
        for id in data.monthArtists.keys { data.monthArtists[id]?.imageURL = nil }
        let section = HTMLDocument(try SampleSite().profile(data)).elements(class: "months")[0]
        #expect(section.elements(class: "hours").map { $0.elements("rect")[0]["width"] } == ["100", "25"])
        #expect(section.elements(class: "art").isEmpty && section.elements("img").isEmpty)
    }

    @Test(arguments: [
        ([10, 12, 41, 9, 10], "82 artists were new in five months, 41 of them in September."),
        ([10, 12, 13, 9, 10], "54 artists were new in five months."),
        ([0, 1, 0], "1 artist was new in three months."), ([9, 9, 1, 1], "20 artists were new in four months."),
    ])
    func `a month of many new artists is named when it stands out`(new: [Int], text: String) {
        #expect(ProfilePage.Discoveries.sentence(counts(new)) == text)
    }

    @Test func `months that begin in the first ninety days are left out, because everything is new in them`() throws {
        var data = try ProfileData.full()
        let july = try #require(LocalDate("2026-07-01"))
        data.activeDates = [july.advanced(by: -90), data.today]
        #expect(try #require(ProfilePage.Discoveries(data)).table.map(\.label).last == "July 2026")
        #expect(try #require(ProfilePage.Discoveries(data)).table.count == 5)
        data.activeDates = [july.advanced(by: -89), data.today]
        #expect(try #require(ProfilePage.Discoveries(data)).table.map(\.label).last == "August 2026")
        data.activeDates = [data.today.advanced(by: -140), data.today]
        #expect(ProfilePage.Discoveries(data) == nil)
    }

    @Test func `the bars of months carry their numbers and their names`() {
        let document = HTMLDocument(MonthBars(months: counts([0, 1200, 600])).picture(description: "D").bytes)
        #expect(document.elements("text").map(\.text) == ["0", "Sep", "1,200", "Oct", "600", "Nov"])
        #expect(document.elements("rect").map { $0["height"] } == ["84", "42"])
        #expect(document.elements("desc").first?.text == "D")
    }

    @Test func `a bar of one does not fill the chart, and few months fill its width`() throws {
        let document = HTMLDocument(MonthBars(months: counts([0, 1, 0, 1])).picture(description: "D").bytes)
        #expect(document.elements("rect").map { $0["height"] } == ["17", "17"])
        let places = document.elements("text").compactMap { $0["x"].flatMap(Int.init) }
        #expect(places == [36, 36, 108, 108, 180, 180, 252, 252])
    }

    @Test(arguments: [
        ([2010: 50, 2020: 30, 1970: 20], "The 2010s lead with 50% of plays. They reach back to the 1970s."),
        ([2020: 40, 2010: 38, 1960: 22], "Plays reach back to the 1960s."), ([2010: 50, 2020: 50], ""),
        ([2020: 100], "The 2020s lead with 100% of plays."),
        ([2020: 1000, 1950: 9], "The 2020s lead with 99% of plays."),
    ])
    func `the decade that leads is named, and how far back plays go`(plays: [Int: Int], text: String) {
        #expect(ProfilePage.Decades.sentence(DecadeBars(plays)) == text)
    }

    @Test func `decades have no hole, and a share above zero is never shown as zero`() {
        let bars = DecadeBars([1980: 1, 2010: 999])
        #expect(bars.decades.map(\.decade) == [2010, 2000, 1990, 1980])
        #expect(bars.decades.map { bars.share($0.plays) } == ["100%", "0%", "0%", "under 1%"])
        #expect(DecadeBars([:]).decades.isEmpty)
        let document = HTMLDocument(DecadeBars([1970: 1, 1980: 1, 2010: 999]).picture(description: "D").bytes)
        #expect(document.elements("rect").map { $0["width"] } == ["205", "1", "1"])
    }

    @Test(arguments: [(100, 200, true), (99, 198, false), (100, 201, false)])
    func `decades are drawn from a hundred dated plays on, when at least half of all plays are dated`(
        dated: Int, plays: Int, isDrawn: Bool
    ) throws {
        var data = try ProfileData.full()
        data.months = [
            ListeningMonth(
                month: last, listenedMs: 1, plays: plays, topArtistID: nil, topTrackID: nil, decades: [2010: dated])
        ]
        #expect((ProfilePage.Decades(data) != nil) == isDrawn)
    }
}
