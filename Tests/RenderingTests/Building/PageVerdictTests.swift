import Testing

@testable import Rendering
@testable import SiteModel

@Suite struct PageVerdictTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var record: PageRecord? = PageVerdictTests.record
        var file: FileStatus? = PageVerdictTests.file
        var fingerprint: [UInt8]? = [1]
        var maxAge = Duration.seconds(3600)
        var after = Duration.zero
        var state: PageState
        var testDescription: String { name }
    }

    private static let checkedAt = Instant(seconds: 1_795_348_800)
    private static let file = FileStatus(size: 10, modifiedNs: 5_000_000_000)
    private static let record = PageRecord(
        path: "ada/index.html", fingerprint: [1], contentHash: [2], size: 10, modifiedNs: 5_000_000_000,
        renderedAt: checkedAt, checkedAt: checkedAt)

    static let cases = [
        Case(name: "nothing differs", state: .fresh),
        Case(name: "not to be shown", fingerprint: nil, state: .hidden),
        Case(name: "not to be shown, and not there", record: nil, file: nil, fingerprint: nil, state: .hidden),
        Case(name: "no record", record: nil, state: .missing),
        Case(name: "a build was cut off", record: record.pending, state: .missing),
        Case(name: "a build was cut off before the page was there", record: record.pending, file: nil, state: .missing),
        Case(name: "no file", file: nil, state: .missing),
        Case(name: "neither", record: nil, file: nil, state: .missing),
        Case(name: "a byte longer", file: FileStatus(size: 11, modifiedNs: 5_000_000_000), state: .missing),
        Case(name: "a nanosecond younger", file: FileStatus(size: 10, modifiedNs: 5_000_000_001), state: .missing),
        Case(name: "older", file: FileStatus(size: 10, modifiedNs: 4_000_000_000), state: .missing),
        Case(
            name: "made unreadable", file: FileStatus(size: 10, modifiedNs: 5_000_000_000, isReadable: false),
            state: .missing),
        Case(
            name: "a folder of that size", file: FileStatus(kind: .folder, size: 10, modifiedNs: 5_000_000_000),
            state: .missing),
        Case(
            name: "a link of that size", file: FileStatus(kind: .symbolicLink, size: 10, modifiedNs: 5_000_000_000),
            state: .missing),
        Case(name: "another fingerprint", fingerprint: [2], state: .changed),
        Case(name: "a longer fingerprint", fingerprint: [1, 0], state: .changed),
        Case(name: "another fingerprint, and old", fingerprint: [2], after: .seconds(9999), state: .changed),
        Case(name: "no file, and another fingerprint", file: nil, fingerprint: [2], state: .missing),
        Case(name: "a millisecond short of the age less the grace", after: .milliseconds(3_299_999), state: .fresh),
        Case(name: "the age less the grace", after: .seconds(3300), state: .expired),
        Case(name: "an hourly job that starts three seconds early", after: .seconds(3597), state: .expired),
        Case(name: "a day, less five minutes", maxAge: .seconds(86_400), after: .seconds(86_100), state: .expired),
        Case(name: "a day, not yet", maxAge: .seconds(86_400), after: .seconds(86_099), state: .fresh),
        Case(name: "short ages keep most of themselves", maxAge: .seconds(60), after: .seconds(54), state: .fresh),
        Case(name: "short ages end", maxAge: .seconds(60), after: .seconds(55), state: .expired),
        Case(name: "no age", maxAge: .zero, state: .expired),
        Case(name: "checked in the future", after: .milliseconds(-1), state: .expired),
    ]

    @Test(arguments: cases)
    func `a page is judged by visibility, then by the disk, its fingerprint and its age`(_ c: Case) {
        let verdict = PageVerdict.judge(
            record: c.record, file: c.file, fingerprint: c.fingerprint, maxAge: c.maxAge, now: Self.checkedAt + c.after)
        #expect(verdict.state == c.state)
    }

    @Test func `a verdict says why, and until when`() {
        func verdict(_ fingerprint: [UInt8], _ now: Instant) -> PageVerdict {
            .judge(
                record: Self.record, file: Self.file, fingerprint: fingerprint, maxAge: .seconds(3600), now: now)
        }
        let end = Self.checkedAt + .seconds(3300)
        #expect(verdict([1], Self.checkedAt) == .fresh(until: end))
        #expect("\(verdict([1], Self.checkedAt))" == "nothing has changed; it is checked again from \(end)")
        #expect("\(verdict([1], end))" == "it was last checked at \(Self.checkedAt)")
        #expect("\(verdict([2], end))".contains("have changed"))
    }
}
