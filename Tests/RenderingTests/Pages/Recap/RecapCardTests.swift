import ShareImages
import Testing

@testable import Rendering
@testable import SiteModel

/// What the picture of a year or a month says, and how long it stays.
@Suite struct RecapCardTests {
    private let site = PageContext(title: "Liner Notes")
    private static let year = RecapPeriod(year: 2026)
    private static let october = RecapData.samplePeriods[2]

    private func card(
        _ period: RecapPeriod, _ format: ShareCard.Format = .link, hiding sections: Set<PageSection> = []
    ) throws -> ShareCard {
        var data = try RecapData.sample(period)
        data.user.hiddenSections = sections
        return RecapPage.card(of: data, format, site: site)
    }

    @Test func `a month has its name, its days in a line, and what was played most`() throws {
        let card = try card(Self.october)
        #expect(card.title == "Ada Marlowe" && card.subtitle == "October 2026 in listening")
        #expect(card.days?.levels.count == 31 && card.days?.rows == 1)
        #expect(Array(card.names.prefix(3)) == ["Halden Marsh", "Nova Tide", "The Paper Lanterns"])
        #expect(card.sentence.contains(" of music, ") && card.sentence.contains(" plays"))
    }

    @Test func `a year has a dot for each of its days, those to come among them`() throws {
        let card = try card(Self.year)
        // 1 January 2026 is a Thursday.
        #expect(card.days?.levels.count == 365 && card.days?.rows == 7 && card.days?.lead == 3)
        #expect(card.days?.levels.last == .some(nil))
    }

    @Test func `what the user hides is not in it`() throws {
        #expect(try card(Self.year, hiding: [.artists]).names == [])
        #expect(try card(Self.year, hiding: [.history]).days == nil)
        #expect(try card(Self.year, hiding: [.facts]).sentence == "")
    }

    @Test func `a year has a tall picture for phones with the same contents, and a month has none`() throws {
        var (tall, wide) = (try card(Self.year, .phone), try card(Self.year))
        #expect(tall.format == .phone && wide.format == .link)
        (tall.format, wide.format) = (.link, .link)
        #expect(tall == wide)
        try #require(DrawingTools.found.missingPackage == nil)
        let shelf = CardShelf(basis: [7], records: [], now: TemporarySite.noon)
        let user = try User.sample("ada", displayName: "Ada")
        func pictures(_ period: RecapPeriod) throws -> RecapPage.Pictures {
            let mark = RecapMarks.Mark(period: period, version: 1)
            return try RecapPage.Pictures(of: mark, .open, user, on: shelf, today: ProfileData.sampleToday)
        }
        let ofYear = try pictures(Self.year)
        #expect(ofYear.phone != nil && ofYear.phone?.path != ofYear.link?.path)
        #expect(try pictures(Self.october).phone == nil)
        let page = RecapPage.Model(try RecapData.sample(Self.year), site: site, pictures: ofYear)
        #expect(page.phonePicture == "../../" + (ofYear.phone?.path.rawValue ?? ""))
    }

    @Test func `it is replaced when its period becomes final, and then only when its data changes`() throws {
        try #require(DrawingTools.found.missingPackage == nil)
        let user = try User.sample("ada", displayName: "Ada")
        let today = ProfileData.sampleToday
        func planned(_ stage: RecapStage, version: UInt64, drawn: [PlannedCard] = [], days: Int64) throws -> PlannedCard
        {
            let records = drawn.map { card in
                PageRecord(
                    path: card.path.rawValue, fingerprint: card.fingerprint, contentHash: [], size: 1, modifiedNs: 1,
                    renderedAt: TemporarySite.noon, checkedAt: TemporarySite.noon)
            }
            let shelf = CardShelf(basis: [7], records: records, now: TemporarySite.noon + .days(days))
            let mark = RecapMarks.Mark(period: Self.october, version: version)
            let pictures = try RecapPage.Pictures(
                of: mark, stage, user, on: shelf, today: today.advanced(by: Int(days)))
            return try #require(pictures.link)
        }
        let open = try planned(.open, version: 1, days: 0)
        #expect(open.path.rawValue.hasPrefix("ada/2026/10/card-"))
        #expect(try planned(.open, version: 2, drawn: [open], days: 6) == open)
        #expect(try planned(.settling, version: 3, drawn: [open], days: 14) != open)
        let final = try planned(.final, version: 4, drawn: [open], days: 1)
        #expect(final != open)
        #expect(try planned(.final, version: 4, drawn: [open, final], days: 400) == final)
        #expect(try planned(.final, version: 5, drawn: [open, final], days: 400) != final)
    }
}
