import Testing

@testable import SiteModel

@Suite struct PartsPerMillionTests {
    @Test(arguments: [
        (0, 5, 0), (5, 5, 1_000_000), (1, 3, 333_333), (2, 3, 666_667), (1, 2_000_000, 1), (1, 2_000_001, 0),
        (7, 1, 7_000_000),
    ])
    func `a share is rounded half up to the millionth`(_ part: Int, _ whole: Int, _ share: Int) {
        #expect(PartsPerMillion.share(part, of: whole) == share)
    }

    @Test func `a share of zero items is nil`() {
        #expect(PartsPerMillion.share(0, of: 0) == nil)
    }

    @Test func `a share of large numbers does not overflow`() {
        #expect(PartsPerMillion.share(.max / 2, of: .max) == 500_000)
    }
}

@Suite struct ArtistMeasureTests {
    struct Case: CustomTestStringConvertible {
        var counts: [Int]
        var effective: Int?
        var width: Int?
        var testDescription: String { "\(counts)" }
    }

    static let cases = [
        Case(counts: [5, 3, 2], effective: 3_000_000, width: 283_333),
        Case(counts: [10], effective: 1_000_000, width: 0),
        Case(counts: Array(repeating: 1, count: 10), effective: nil, width: 707_103),
        Case(counts: [50, 25, 12, 6, 3, 2, 1, 1], effective: 3_074_534, width: 307_988),
        Case(counts: [], effective: nil, width: nil),
        Case(counts: [1], effective: nil, width: 0),
    ]

    @Test(arguments: cases)
    func `play counts give the published values`(_ c: Case) {
        #expect(EffectiveArtists.value(ArtistCounts(c.counts)) == c.effective)
        #expect(Width.value(ArtistCounts(c.counts)) == c.width)
        #expect(Width.value(ArtistCounts(c.counts.reversed() + [0])) == c.width)
    }

    @Test func `the effective number is the unbiased estimate, but at most the number of artists`() {
        // 10 · 9 / (5 · 4 + 3 · 2 + 2 · 1) = 3.214286 of three artists; 11 · 10 / 28 = 3.928571 of four.
        #expect(EffectiveArtists.value(ArtistCounts([5, 3, 2])) == 3_000_000)
        #expect(EffectiveArtists.value(ArtistCounts([5, 3, 2, 1])) == 3_928_571)
    }

    @Test func `width and effective number hardly change when every count is ten times as high`() throws {
        let few = ArtistCounts([50, 25, 12, 6, 3, 2, 1, 1])
        let many = ArtistCounts(few.counts.map { $0 * 10 })
        #expect(Width.value(many) == Width.value(few))
        let difference = try #require(EffectiveArtists.value(many)) - (try #require(EffectiveArtists.value(few)))
        #expect(abs(difference) < 100_000)
    }
}

@Suite struct NightShareTests {
    @Test func `night lasts from 22:00 to 5:00`() {
        #expect((0..<24).filter(NightShare.isNight) == [0, 1, 2, 3, 4, 22, 23])
    }
}

@Suite struct NewnessDateTests {
    @Test(arguments: [
        ("1998", "1998-01-01"), ("1998-04", "1998-04-01"), ("1998-04-21", "1998-04-21"), ("2024-02-29", "2024-02-29"),
    ])
    func `an incomplete release date stands for its first possible day`(_ text: String, _ day: String) {
        #expect(Newness.firstDay(text)?.description == day)
    }

    @Test(arguments: ["", "0000", "98", "1998-4", "1998-13", "soon", "1998-02-30"])
    func `text that is not a date gives no day`(_ text: String) {
        #expect(Newness.firstDay(text) == nil)
    }
}
