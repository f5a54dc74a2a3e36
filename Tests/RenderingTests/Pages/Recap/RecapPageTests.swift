import TestSupport
import Testing

@testable import Rendering
@testable import SiteModel

/// What a page says of a recap.
@Suite struct RecapPageTests {
    let site: SampleSite

    init() throws { site = try SampleSite() }

    private func model(_ data: RecapData) -> RecapPage.Model { RecapPage.Model(data, site: site.context) }

    private static let year = RecapPeriod(year: 2026)
    private static let october = RecapData.samplePeriods[2]
    private static let november = RecapData.samplePeriods[3]

    @Test func `a month names itself, its user and what is around it`() throws {
        let page = model(try .sample(Self.october))
        #expect(page.title == "October 2026" && page.name == "Ada Marlowe")
        #expect(page.page.title == "Ada Marlowe · October 2026 · Listening")
        #expect(page.page.canonical == "https://music.example/people/ada/2026/10/")
        #expect(page.profileLink == "../../../ada/index.html")
        #expect(page.turns.map(\.link) == ["../../../ada/2026/index.html", "../../../ada/2026/11/index.html"])
        #expect(page.turns.map(\.label) == ["2026", "November 2026"] && page.months.isEmpty)
        #expect(page.page.description.hasPrefix("What Ada Marlowe listened to in October 2026: "))
        #expect(page.page.description.hasSuffix(" hours, most of all Halden Marsh, Nova Tide and The Paper Lanterns."))
    }

    @Test func `a year leads to its months and to the year before`() throws {
        let page = model(try .sample(Self.year))
        #expect(page.months.map(\.label) == ["October", "November"] && page.turns.map(\.label) == ["2025"])
        #expect(page.race?.rows.count == 5 && page.race?.columns.count == 11 && page.decades != nil)
        #expect(page.top.map(\.rows.count) == [10, 10, 5])
        let month = model(try .sample(Self.october))
        #expect(month.race == nil && month.decades == nil && month.comebacks == nil)
        #expect(month.top.map(\.rows.count) == [5, 5, 5])
    }

    @Test func `an open period says how far it goes, and compares with none`() throws {
        var data = try RecapData.sample(Self.november)
        #expect(data.stage == .open && model(data).notes == ["So far, through 21 November."])
        #expect(!model(data).sentence.contains("%"))
        data = try .sample(Self.october)
        #expect(data.stage == .final && model(data).notes.isEmpty)
        data.recap.through = data.recap.through.advanced(by: -3)
        #expect(model(data).notes == ["Known through 28 October."])
    }

    @Test(arguments: [(-1, RecapStage.open), (0, .open), (1, .settling), (7, .settling), (8, .final)])
    func `a period settles for seven days`(daysAfterItsEnd: Int, stage: RecapStage) {
        #expect(RecapStage(of: Self.year, today: Self.year.lastDay.advanced(by: daysAfterItsEnd)) == stage)
    }

    @Test(arguments: [
        (100, 112, "12% more"), (100, 88, "12% less"), (1000, 1004, "about as much"), (100, 97, "3% less"),
    ])
    func `a complete period compares with a complete one`(before: Int64, now: Int64, words: String) throws {
        var data = try RecapData.sample(Self.october)
        data.previous?.listenedMs = before * 3_600_000
        data.recap.listenedMs = now * 3_600_000
        #expect(model(data).sentence.contains(words) && model(data).sentence.contains("in September"))
        data.previous?.gapDays = 2
        #expect(!model(data).sentence.contains("September"))
        data.previous?.gapDays = 0
        data.previous?.knownSince = LocalDate(dayNumber: Self.october.firstDay.dayNumber - 20)
        #expect(!model(data).sentence.contains("September"))
    }

    @Test(arguments: PageSection.allCases)
    func `what its user hides is not on the page`(section: PageSection) throws {
        var data = try RecapData.sample(Self.year)
        let whole = model(data)
        data.user.hiddenSections = [section]
        let page = model(data)
        switch section {
        case .facts:
            #expect(page.facts.isEmpty && page.sentence.isEmpty && !page.page.description.contains("hours"))
        case .artists:
            #expect(page.top.map(\.heading) == ["Tracks", "Albums"] && page.race == nil && page.comebacks == nil)
            #expect(page.newcomers?.rows.isEmpty == true && !page.page.description.contains("Nova Tide"))
        case .tracks:
            #expect(page.top.map(\.heading) == ["Artists"])
            #expect(page.moments.map(\.label) == ["Longest sitting"])
        case .history:
            #expect(page.days == nil && whole.days != nil)
            #expect(page.moments.map(\.label) == ["On repeat", "Most faithful"])
            #expect(page.moments.allSatisfy { $0.words.hasSuffix("day") || $0.words.hasSuffix("days") })
        case .clock:
            #expect(page.clock == nil && !page.moments.contains { $0.label == "Longest sitting" })
            #expect(
                whole.moments.contains { $0.words.contains(":") } && !page.moments.contains { $0.words.contains(":") })
        case .months: #expect(page.race == nil && whole.race != nil)
        case .discoveries: #expect(page.newcomers == nil && page.comebacks == nil && whole.comebacks != nil)
        case .decades: #expect(page.decades == nil && whole.decades != nil)
        case .bio, .weeks, .temperament, .recap: #expect(page == whole)
        }
    }

    @Test func `a user who hides the pages of years and months has none, and no link to one`() throws {
        var user = try ProfileData.full().user
        #expect(site.context.recaps(of: user).count == 4)
        user.hiddenSections = [.recap]
        #expect(site.context.recaps(of: user).isEmpty)
        user.hiddenSections = [.months]
        #expect(site.context.recaps(of: user).map(\.period.code) == [202_500, 202_600])
        user.hiddenSections = []
        var context = site.context
        context.recapPages = .years
        #expect(context.recaps(of: user).map(\.period.code) == [202_500, 202_600])
        context.recapPages = .none
        #expect(context.recaps(of: user).isEmpty)
    }

    @Test func `a year that is over has the temperament of its end beside that of its start`() throws {
        let past = try #require(RecapPeriod(code: 202_500))
        var data = try RecapData.sample(past)
        let axes = try #require(model(data).temperament).axes
        #expect(axes.count == 4 && axes.allSatisfy { $0.before.hasSuffix("at the start of the year.") })
        #expect(model(data).temperament?.sentence == "From 2,159 plays in the last 90 days of the year.")
        data.previous?.temperament = nil
        #expect(model(data).temperament?.axes.allSatisfy(\.before.isEmpty) == true)
        data.user.hiddenSections = [.temperament]
        #expect(model(data).temperament == nil)
        #expect(model(try .sample(Self.year)).temperament == nil)
    }

    @Test func `the places in a race go by all that was heard until then`() {
        let places = RecapPage.Race.places([[0, 5, 5], [3, 3, 3], [9, 0, 0]])
        #expect(places == [[nil, 3, 1], [2, 2, 2], [1, 1, 3]])
    }

    @Test func `the page says what is not known`() throws {
        var data = try RecapData.sample(Self.year)
        #expect(model(data).sources.isEmpty)
        data.recap.gapDays = 3
        data.recap.music.isWhole = false
        data.recap.knownSince = Self.year.firstDay.advanced(by: 40)
        #expect(
            model(data).sources == [
                "Nothing is known before 10 February 2026.", "On 3 days, some plays may be missing.",
                "The lists add up the first twenty of each month, because older plays are not kept.",
            ])
        #expect(model(data).facts.count == 3 && model(data).newcomers == nil)
    }

    @Test func `hostile names are text`() throws {
        let tame = HTMLDocument(site.recap(try .sample(Self.year)))
        let hostile = HTMLDocument(site.recap(try .hostile()))
        #expect(Set(hostile.tags).isSubset(of: tame.tags))
        #expect(hostile.elements("img").isEmpty)
        let names = hostile.elements(class: "name").map(\.text)
        for text in ProfileData.hostileTexts { #expect(names.contains(text.replacing("\0", with: "\u{FFFD}"))) }
    }
}
