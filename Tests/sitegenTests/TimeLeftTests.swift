import SiteModel
import Testing

@testable import sitegen

@Suite struct TimeLeftTests {
    private let start = Instant(milliseconds: 1_795_348_800_000)

    private func words(_ steps: (seconds: Double, done: Int64)..., of all: Int64 = 100) -> String {
        let left = TimeLeft()
        return steps.reduce("") { left.words("Syncing", $1.done, of: all, at: start + .seconds($1.seconds)) }
    }

    @Test func `the time left follows from the time that the work took so far`() {
        #expect(words((0, 1), (60, 21)) == ", about 4 min left")
        #expect(words((0, 0), (10, 50)) == ", less than a minute left")
        #expect(words((0, 0), (3600, 10)) == ", about 9 h left")
    }

    @Test func `there is no estimate from the first seconds, and none when all is done`() {
        #expect(words((0, 0), (2, 50)).isEmpty)
        #expect(words((0, 0), (60, 0)).isEmpty)
        #expect(words((0, 0), (60, 100)).isEmpty)
    }

    @Test func `other work and a clock that was set back begin a new estimate`() {
        let left = TimeLeft()
        _ = left.words("Syncing", 0, of: 10, at: start)
        #expect(left.words("Building", 1, of: 10, at: start + .seconds(60)).isEmpty)
        #expect(left.words("Building", 2, of: 10, at: start + .seconds(120)) == ", about 8 min left")
        #expect(left.words("Building", 3, of: 10, at: start).isEmpty)
    }
}
