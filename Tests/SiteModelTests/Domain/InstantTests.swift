import SiteModel
import TestSupport
import Testing

@Suite struct InstantTests {
    static let readable: [(String, Int64)] = [
        ("1970-01-01T00:00:00Z", 0),
        ("2024-12-25T01:30:30Z", 1_735_090_230_000),
        ("2024-12-25T01:30:30.000Z", 1_735_090_230_000),
        ("2024-12-25T01:30:30.1Z", 1_735_090_230_100),
        ("2024-12-25T01:30:30.12Z", 1_735_090_230_120),
        ("2024-12-25T01:30:30.123Z", 1_735_090_230_123),
        ("2024-12-25T01:30:30.1239Z", 1_735_090_230_123),
        ("2024-12-25T01:30:30.001Z", 1_735_090_230_001),
        ("2024-12-25t01:30:30z", 1_735_090_230_000),
        ("1969-12-31T23:59:59.999Z", -1),
        ("1900-03-01T00:00:00Z", -2_203_891_200_000),
        ("2000-02-29T23:59:59Z", 951_868_799_000),
        ("2016-12-31T23:59:60Z", 1_483_228_800_000),
        ("2024-12-25T01:30:30+00:00", 1_735_090_230_000), ("2024-12-25T01:30:30.5-00:00", 1_735_090_230_500),
        ("2024-12-25T07:15:30.123+05:45", 1_735_090_230_123), ("2024-12-24T22:00:30-03:30", 1_735_090_230_000),
    ]

    @Test(arguments: readable)
    func `a moment is read to the millisecond`(_ text: String, _ milliseconds: Int64) {
        #expect(Instant(text)?.milliseconds == milliseconds)
    }

    @Test(arguments: [
        "", "Z", "2024-12-25", "2024-12-25T01:30:30", "2024-12-25T01:30Z", "2024-12-25 01:30:30Z",
        "2024-12-25T01:30:30+0000", "2024-12-25T01:30:30+00", "2024-12-25T01:30:30+24:00", "2024-12-25T01:30:30+01:60",
        "2024-12-25T01:30:30+01:0x", "2024-12-25T01:30:30.+01:00", "2024-12-25T01:30+01:00", "+00:00",
        "2024-12-25T01:30:30.Z", "2024-12-25T01:30:30,5Z", "2024-12-25T24:00:00Z",
        "2024-12-25T23:60:00Z", "2024-12-25T23:59:61Z", "2023-02-29T00:00:00Z", "2024-13-01T00:00:00Z",
        "2024-00-01T00:00:00Z", "2024-12-00T00:00:00Z", "2024-12-25T01:30:30.12aZ", "2024-12-25T01:30:30.1 Z",
        "٢٠٢٤-12-25T01:30:30Z", "2024-12-25T01:30:30Z\n", "+024-12-25T01:30:30Z", "2024-12-25T01:30:-1Z",
        "2024-12-25T01:30:30.00000000000000000000000000000Z",
    ])
    func `anything else is not a moment`(_ text: String) {
        #expect(Instant(text) == nil)
    }

    @Test(
        arguments: [(0, 0), (1, 1000), (999, 1000), (1000, 1000), (-1, 0), (-1000, -1000), (-1001, -1000)]
            as [(Int64, Int64)])
    func `a time is rounded up to the second`(_ exact: Int64, _ shown: Int64) {
        #expect(Instant(milliseconds: exact).roundedUpToSeconds == Instant(milliseconds: shown))
    }

    @Test(arguments: [
        (0, "1970-01-01T00:00:00Z"), (1, "1970-01-01T00:00:00.001Z"), (-1, "1969-12-31T23:59:59.999Z"),
        (1_735_090_230_120, "2024-12-25T01:30:30.120Z"), (-86_400_000, "1969-12-31T00:00:00Z"),
    ])
    func `a moment is written with a fraction only when there is one`(_ milliseconds: Int64, _ text: String) {
        #expect(Instant(milliseconds: milliseconds).description == text)
    }

    @Test func `a written moment is read as the same moment`() {
        var random = SeededNumbers(seed: 1)
        for _ in 0..<2000 {
            // From 1900 to 2100.
            let moment = Instant(milliseconds: Int64.random(in: -2_208_988_800_000...4_102_444_800_000, using: &random))
            #expect(Instant(moment.description) == moment)
        }
    }

    @Test func `durations are added and subtracted to the millisecond`() {
        let moment = Instant(seconds: 10)
        #expect((moment + .milliseconds(1500)).milliseconds == 11_500)
        #expect((moment - .seconds(11)).milliseconds == -1000)
        #expect(moment.since(Instant(milliseconds: 12_000)) == .seconds(-2))
        #expect(moment < moment + .milliseconds(1))
        #expect(Duration.microseconds(1999).milliseconds == 1)
        #expect(Duration.microseconds(-1999).milliseconds == -1)
    }
}
