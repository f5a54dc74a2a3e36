import Foundation
import Testing

@testable import Rendering
@testable import SiteModel

@Suite struct ProfileModelTests {
    let site = PageContext(title: "Listening", baseURL: "https://music.example/")

    func model(_ data: ProfileData) -> ProfilePage.Model { ProfilePage.Model(data, site: site) { _ in .empty } }

    @Test func `this year begins on 1 January in the user's zone, even in a leap year's last days`() throws {
        let today = try #require(LocalDate("2024-12-31"))
        let january = try #require(LocalDate("2024-01-01"))
        #expect(ProfileData.firstDay(today: today) == january)
        #expect(ProfileData.firstDay(today: january) == LocalDate("2023-01-02"))
        let data = ProfileData(
            user: try .sample("ada", displayName: nil), today: today,
            days: [.sample(january.advanced(by: -1), minutes: 600, plays: 9), .sample(january, minutes: 90, plays: 1)],
            activeDates: [january.advanced(by: -1), january])
        #expect(model(data).facts.map(\.value) == ["90", "1", "2"])
        #expect(model(data).facts.map(\.words) == ["minutes this year", "play this year", "days in a row at best"])
    }

    @Test func `facts that say nothing are left out`() throws {
        #expect(try model(.empty()).facts.isEmpty)
        #expect(try model(.threePlays()).facts.map(\.value) == ["11", "3"])
    }

    @Test func `a page is as of the last sync, or of the last play without one`() throws {
        var data = try ProfileData.threePlays()
        #expect(model(data).asOf == "22 November 2026")
        data.syncedOn = nil
        #expect(model(data).asOf == "21 November 2026")
        #expect(model(data).notes.isEmpty)
    }

    @Test func `from the third day without a sync, the page says so`() throws {
        var data = try ProfileData.full()
        data.syncedOn = data.today.advanced(by: -2)
        #expect(model(data).notes.isEmpty)
        data.syncedOn = data.today.advanced(by: -3)
        #expect(model(data).notes == ["Last heard from Spotify on 19 November."])
        data.syncedOn = data.today.advanced(by: -365)
        #expect(model(data).notes == ["Last heard from Spotify on 22 November 2025."])
    }

    @Test func `only a public page may be indexed, and has a canonical address`() throws {
        var data = try ProfileData.full()
        #expect(!model(data).page.isHidden)
        #expect(model(data).page.canonical == "https://music.example/ada/")
        data.user.visibility = .unlisted
        #expect(model(data).page.isHidden)
        #expect(model(data).page.canonical.isEmpty)
    }

    @Test(arguments: PageSection.allCases)
    func `a section that its user hides is nowhere on the page`(section: PageSection) throws {
        var data = try ProfileData.full()
        let whole = model(data)
        data.user.hiddenSections = [section]
        let page = model(data)
        switch section {
        case .bio: #expect(page.bio.isEmpty)
        case .facts:
            #expect(page.facts.isEmpty && page.eyebrow == "Listening diary" && !page.page.description.contains("hours"))
        case .artists:
            #expect(page.repeats?.ranges.allSatisfy { !$0.artists.isEmpty } == false)
            #expect(page.repeats?.ranges.allSatisfy { $0.artistsSentence.isEmpty } == true)
            #expect(page.page.description == "What Ada Marlowe listens to: 352 hours this year.")
        case .tracks:
            #expect(page.repeats?.ranges.allSatisfy { $0.tracks.isEmpty && $0.tracksSentence.isEmpty } == true)
        case .history: #expect(page.history == nil)
        case .weeks: #expect(page.history != nil && page.history?.weeks == nil)
        case .clock: #expect(page.clock == nil)
        case .temperament: #expect(page.temperament == nil && whole.temperament != nil)
        case .months: #expect(page.months == nil && whole.months?.rows.count == 12)
        case .discoveries: #expect(page.discoveries == nil && whole.discoveries?.picture.isEmpty == false)
        case .decades: #expect(page.decades == nil && whole.decades?.picture.isEmpty == false)
        case .recap: #expect(page.years.isEmpty && whole.years.map(\.label) == ["2026", "2025"])
        }
    }

    @Test func `a page without artists and tracks has no place for them`() throws {
        var data = try ProfileData.full()
        data.user.hiddenSections = [.artists, .tracks]
        #expect(model(data).repeats == nil)
    }

    @Test func `the first list that is there is shown first`() throws {
        var data = try ProfileData.full()
        data.topArtists[.shortTerm] = nil
        data.topTracks[.shortTerm] = []
        let ranges = try #require(model(data).repeats).ranges
        #expect(ranges.map(\.label) == ["6 months", "1 year"])
        #expect(ranges.map(\.isFirst) == [true, false])
        #expect(ranges.allSatisfy { $0.artists.count == 20 && $0.tracks.count == 20 })
    }

    @Test func `movement is shown as signs and words, and not at all when nothing moved`() throws {
        func marks(_ previous: [Int?]) throws -> [String?] {
            var data = try ProfileData.empty()
            data.topArtists[.shortTerm] = previous.enumerated().map {
                TopArtist(rank: $0 + 1, previousRank: $1, item: SampleMusic.artist($0))
            }
            return try #require(model(data).repeats).ranges[0].artists.map { $0.move.map { "\($0.mark)|\($0.words)" } }
        }
        #expect(try marks([3, 2, 1, nil]) == ["▲2|up 2", "–|unchanged", "▼2|down 2", "new|new"])
        #expect(try marks([1, 2]) == [nil, nil])
        #expect(try marks([nil, nil]) == [nil, nil])
    }

    @Test func `a track names three of its artists and counts the others`() throws {
        var data = try ProfileData.empty()
        var track = SampleMusic.track(0)
        track.artists = (0..<5).map(SampleMusic.artist)
        data.topTracks[.longTerm] = [TopTrack(rank: 1, item: track)]
        let row = try #require(model(data).repeats).ranges[0].tracks[0]
        #expect(row.credits.count == 3 && row.moreCredits == "and 2 more")
    }

    @Test func `a chart that has nothing to say yet is one sentence`() throws {
        let three = model(try .threePlays())
        #expect(three.history?.sentence == "Three plays so far, on 21 November. A year of dots begins like this.")
        #expect(three.history?.picture.isEmpty == true && three.clock?.picture.isEmpty == true)
        #expect(try model(.empty()).history?.sentence.hasPrefix("Nothing played in the past year.") == true)
    }

    @Test func `gaps are named, the newest three with their dates`() throws {
        var data = try ProfileData.full()
        let day = { (ago: Int) in data.today.advanced(by: -ago) }
        let gaps = [day(3)...day(2), day(40)...day(40), day(500)...day(499)]
        data.gaps = gaps
        #expect(
            model(data).history?.gapSentence
                == "Some plays may be missing on 13 October, from 19 to 20 November.")
        data.gaps = []
        #expect(model(data).history?.gapSentence.isEmpty == true)
    }

    @Test func `the table has the minutes of every known day`() throws {
        let data = try ProfileData.full()
        let table = try #require(model(data).history).table
        #expect(table.count == 53 && table[0].label == "16 Nov 2026")
        let cells = table.flatMap(\.days).compactMap(Int.init)
        #expect(cells.count == 365)
        #expect(cells.reduce(0, +) == data.days.reduce(0) { $0 + Int($1.listenedMs / 60_000) })
    }

    @Test func `what the store has becomes local dates in the user's zone`() throws {
        var user = try User.sample("ada", displayName: nil)
        let lateEvening = try #require(Instant("2026-11-21T23:30:00Z"))
        user.syncedAt = lateEvening
        var listening = ProfileListening(user: user)
        listening.gaps = [ListeningGap(from: lateEvening - .seconds(3600), to: lateEvening)]
        let zone = try #require(TimeZone(identifier: "Europe/Berlin"))
        let data = ProfileData(listening, today: ProfileData.sampleToday, clock: ZoneOffsets(zone))
        #expect(data.syncedOn == ProfileData.sampleToday)
        #expect(data.gaps == [ProfileData.sampleToday.advanced(by: -1)...ProfileData.sampleToday])
    }
}
