import TestSupport
import Testing

@testable import Rendering
@testable import SiteModel

/// Pages of people of whom little is known, or of whom something is missing: each still looks intended.
@Suite struct PageStatesTests {
    enum State: String, CaseIterable {
        case nothing, threePlays, everything, importOnly, listsOnly, withoutArtwork, stale

        /// How many sections have something to say.
        var sections: Int {
            switch self {
            case .nothing: 0
            case .threePlays: 2
            case .everything, .withoutArtwork, .stale: 9
            case .importOnly: 6
            case .listsOnly: 1
            }
        }

        func data() throws -> ProfileData {
            var data = try ProfileData.full()
            switch self {
            case .nothing: return try .empty()
            case .threePlays: return try .threePlays()
            case .everything: break
            case .importOnly:
                (data.topArtists, data.topTracks, data.syncedOn, data.temperament) = ([:], [:], nil, nil)
                data.user.imageURL = nil
                for index in data.months.indices { data.months[index].decades = [:] }
            case .listsOnly:
                let full = data
                data = try .empty()
                (data.topArtists, data.topTracks) = (full.topArtists, full.topTracks)
            case .withoutArtwork:
                data.user.imageURL = nil
                for range in TimeRange.allCases {
                    for index in (data.topArtists[range] ?? []).indices {
                        data.topArtists[range]?[index].item.imageURL = nil
                    }
                    for index in (data.topTracks[range] ?? []).indices {
                        data.topTracks[range]?[index].item.imageURL = nil
                    }
                }
                for id in data.monthArtists.keys { data.monthArtists[id]?.imageURL = nil }
                for id in data.monthTracks.keys { data.monthTracks[id]?.imageURL = nil }
                for index in data.albums.indices { data.albums[index].imageURL = nil }
            case .stale:
                data.syncedOn = data.today.advanced(by: -30)
                data.gaps = [data.today.advanced(by: -40)...data.today.advanced(by: -38)]
            }
            return data
        }
    }

    func document(_ data: ProfileData) throws -> HTMLDocument { HTMLDocument(try SampleSite().profile(data)) }

    @Test(arguments: State.allCases)
    func `every section has a heading, and a picture, a list or a kind sentence`(state: State) throws {
        let document = try document(state.data())
        let sections = document.elements("section")
        #expect(sections.count == state.sections)
        #expect(document.elements(class: "coming").count == (state.sections < 9 ? 1 : 0))
        for section in sections {
            let heading = section.elements("h2").first?.text ?? ""
            #expect(!heading.isEmpty)
            let sentences = section.elements(class: "said").map(\.text)
            #expect(sentences.allSatisfy { $0.hasSuffix(".") && !$0.contains("  ") }, "\(heading): \(sentences)")
            let hasContents = !section.elements("svg").isEmpty || !section.elements("li").isEmpty
            #expect(hasContents || !sentences.isEmpty, "\(heading)")
            for list in section.elements("ol") { #expect(!list.elements("li").isEmpty, "\(heading)") }
            for table in section.elements("table") { #expect(!table.elements("td").isEmpty, "\(heading)") }
        }
    }

    @Test func `a letter stands in for each picture that is missing`() throws {
        let document = try document(State.withoutArtwork.data())
        #expect(document.elements("img").isEmpty)
        #expect(
            document.elements(class: "art").count == 125
                && document.elements(class: "art").allSatisfy { !$0.text.isEmpty })
    }

    @Test func `a page says once how recent it is`() throws {
        func notes(_ state: State) throws -> [String] {
            try #require(document(state.data()).elements("header").first).elements(class: "note").map(\.text)
        }
        #expect(try notes(.everything) == ["As of 22 November 2026"])
        #expect(try notes(.stale) == ["Last heard from Spotify on 23 October."])
        #expect(try notes(.importOnly) == ["As of 22 November 2026"])
        #expect(try notes(.nothing) == ["As of 22 November 2026"])
    }

    @Test func `a user who hides everything has a page with a name and no empty frames`() throws {
        var data = try ProfileData.full()
        data.user.hiddenSections = Set(PageSection.allCases)
        let document = try document(data)
        #expect(document.elements("section").isEmpty && document.elements(class: "pair").isEmpty)
        #expect(document.elements("svg").isEmpty && document.elements("table").isEmpty)
        #expect(document.elements("h1").first?.text == "Ada Marlowe")
    }

    @Test(arguments: PageSection.allCases)
    func `a section that is hidden leaves all others as they are`(section: PageSection) throws {
        var data = try ProfileData.full()
        let all = try document(data).elements("h2").map(\.text)
        data.user.hiddenSections = [section]
        let left = try document(data).elements("h2").map(\.text)
        let gone: [PageSection: [String]] = [
            .history: ["A year of days"], .clock: ["Around the clock"], .temperament: ["Temperament"],
            .months: ["By month"],
            .discoveries: ["New names"], .decades: ["Decades"], .facts: ["Year by year"],
            .tracks: ["Albums of 2026 so far"], .recap: ["Albums of 2026 so far", "Year by year"],
        ]
        #expect(left == all.filter { gone[section]?.contains($0) != true })
        #expect(all.count == 9)
    }
}
