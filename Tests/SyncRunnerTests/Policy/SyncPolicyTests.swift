import Foundation
import Testing

@testable import SyncRunner

/// A year of invented listeners under the policy, compared with hourly polling.
@Suite struct SyncPolicyTests {
    static let figures = PolicyFigures(listenersPerKind: 4)

    @Test func `no kind of listener loses more plays than with hourly polling`() {
        for row in Self.figures.rows {
            #expect(row.policy.lost <= row.hourly.lost, "\(row.markdown)")
            #expect(row.policy.plays == row.hourly.plays)
        }
        #expect(Self.figures.everyone.policy.plays > 50_000)
    }

    @Test func `the idle half of the listeners needs at most half the calls`() {
        let row = Self.figures.idleHalf
        #expect(row.policy.calls * 2 <= row.hourly.calls, "\(row.markdown)")
    }

    @Test func `no kind of listener needs more calls than with hourly polling`() {
        for row in Self.figures.rows { #expect(row.policy.calls <= row.hourly.calls, "\(row.markdown)") }
    }

    @Test func `the documentation shows these figures`() throws {
        let path = URL(filePath: #filePath).deletingLastPathComponent().path + "/../../../docs/sync-policy.md"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        if ProcessInfo.processInfo.environment["RECORD_DOCS"] != nil {
            let start = try #require(text.range(of: "| listeners |"))
            let end = try #require(text.range(of: "\n\n", range: start.lowerBound..<text.endIndex))
            let recorded = text.replacingCharacters(in: start.lowerBound..<end.lowerBound, with: Self.figures.markdown)
            try recorded.write(toFile: path, atomically: true, encoding: .utf8)
            return
        }
        #expect(
            text.contains(Self.figures.markdown),
            "docs/sync-policy.md is out of date; record it with RECORD_DOCS=1 swift test --filter SyncPolicyTests")
    }
}
