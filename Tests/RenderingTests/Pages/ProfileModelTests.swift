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
        // The year of days begins on 2 January.
        #expect(model(data).facts.map(\.value) == ["90", "1", "2"])
        #expect(
            model(data).facts.map(\.words) == ["minutes in 2024", "play in 2024", "days in a row at most"])
    }

    @Test func `facts that say nothing are left out`() throws {
        #expect(try model(.empty()).facts.isEmpty)
        #expect(try model(.threePlays()).facts.map(\.value) == ["11", "3", "1"])
    }

    @Test(arguments: [
        ([], "2", "days in a row at most"), ([0], "2", "days in a row at most"),
        ([0, 1], "2", "days in a row, the longest yet"), ([1, 2], "2", "days in a row, the longest yet"),
        ([0, 1, 5, 6, 7], "3", "days in a row at most, 2 now"),
    ])
    func `everyone has the same four facts, whatever the streak`(ago: [Int], value: String, words: String) throws {
        let today = ProfileData.sampleToday
        let days = Set(ago + [100, 101]).sorted(by: >).map { today.advanced(by: -$0) }
        let data = ProfileData(
            user: try .sample("ada", displayName: nil), today: today, days: days.map { .sample($0, minutes: 5) },
            activeDates: days)
        let facts = model(data).facts
        #expect(facts.count == 4)
        #expect(facts.last == ProfilePage.Fact(value: value, words: words))
    }

    @Test func `before the first play of January, the facts are of the past year`() throws {
        let today = try #require(LocalDate("2026-01-01"))
        let december = today.advanced(by: -9)
        let data = ProfileData(
            user: try .sample("ada", displayName: nil), today: today, days: [.sample(december, minutes: 90)],
            activeDates: [december])
        #expect(
            model(data).facts.map(\.words) == [
                "minutes in the past year", "play in the past year", "day with music in the past year",
            ])
        #expect(model(data).page.description == "What ada listens to.")
    }

    @Test func `the lists begin with a sentence on who leads them`() throws {
        func sentence(_ orders: [[Int]], hiding hidden: Set<PageSection> = []) throws -> String? {
            var data = try ProfileData.empty()
            data.user.hiddenSections = hidden
            for (range, order) in zip(TimeRange.allCases.sorted(), orders) {
                data.topArtists[range] = order.enumerated().map {
                    TopArtist(rank: $0 + 1, item: SampleMusic.artist($1))
                }
                data.topTracks[range] = [TopTrack(rank: 1, item: SampleMusic.track(order[0]))]
            }
            return model(data).repeats?.sentence
        }
        let (halden, nova) = ("\u{2068}Halden Marsh\u{2069}", "\u{2068}Nova Tide\u{2069}")
        #expect(try sentence([[0]]) == "\(halden) leads these four weeks.")
        #expect(try sentence([[0], [0]]) == "\(halden) leads both lists.")
        #expect(try sentence([[0], [0], [0]]) == "\(halden) leads all three lists.")
        #expect(try sentence([[0], [1], [0]]) == "\(halden) leads these four weeks and the year.")
        #expect(try sentence([[1], [1], [0]]) == "\(nova) leads these four weeks, \(halden) the year.")
        let (ten, others) = (Array(0..<10), [0] + Array(20..<29))
        #expect(
            try sentence([ten, ten, others])
                == "\(halden) leads all three lists. Only one of the first ten is also among the first ten of the year."
        )
        #expect(
            try sentence([ten, ten, ten])
                == "\(halden) leads all three lists. The first ten are those of the year, too.")
        #expect(
            try sentence([[0], [1]], hiding: [.artists])
                == "“\u{2068}Glass Weather\u{2069}” leads these four weeks, “\u{2068}Northbound\u{2069}” the half-year."
        )
        #expect(try sentence([[0]], hiding: [.artists, .tracks]) == nil)
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
            #expect(page.page.description == "What Ada Marlowe listens to: 352 hours in 2026.")
        case .tracks:
            #expect(page.repeats?.ranges.allSatisfy { $0.tracks.isEmpty && $0.tracksSentence.isEmpty } == true)
        case .history: #expect(page.history == nil)
        case .weeks: #expect(page.history != nil && page.history?.weeks == nil)
        case .clock: #expect(page.clock == nil)
        case .temperament: #expect(page.temperament == nil && whole.temperament != nil)
        case .months: #expect(page.months == nil && whole.months?.rows.count == 12)
        case .discoveries: #expect(page.discoveries == nil && whole.discoveries != nil)
        case .decades: #expect(page.decades == nil && whole.decades != nil)
        case .recap:
            #expect(page.years.isEmpty && page.albums == nil && page.totals == nil && whole.totals?.rows.count == 3)
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

    @Test func `what has nothing to say has no section, and one line says what will follow`() throws {
        let three = model(try .threePlays())
        #expect(three.history?.sentence == "Three plays so far, on 21 November. A year of dots begins like this.")
        #expect(three.history?.picture.isEmpty == true && three.clock == nil && three.decades == nil)
        #expect(
            three.coming
                == "The hours of the day, the temperament, the months, new names and decades will follow with more listening."
        )
        let nobody = model(try .empty())
        #expect(nobody.repeats == nil && nobody.history == nil && nobody.months == nil)
        #expect(
            nobody.coming == "Nothing has been played yet. Lists and charts will follow with the first days of music.")
        var data = try ProfileData.full()
        #expect(model(data).coming.isEmpty)
        for index in data.months.indices { data.months[index].decades = [:] }
        #expect(model(data).coming == "Decades will follow once enough release years are known.")
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
