import TestSupport
import Testing

@testable import SiteModel

/// The store does not depend on how plays are split into syncs and imports, nor on their order.
@Suite struct SplitTests {
    private static let tables = [
        "play", "listeningDay", "listeningMonth", "monthTop", "artistHeard", "track", "trackArtist", "accountRow",
        "trackName",
    ]

    @Test(arguments: 0..<100)
    func `any split in any order gives the same plays, days, months, top lists and first plays`(
        _ seed: Int
    ) async throws {
        var random = SeededNumbers(seed: UInt64(seed))
        let stream = ListeningStream(using: &random)
        let whole = try await rows(
            after: [[stream.offered], [stream.exported], [stream.toTheMinute]].flatMap(\.self), stream)
        for table in Self.tables.prefix(5) { #expect(whole.contains { $0.hasPrefix(table) }, "\(table)") }
        for _ in 0..<3 {
            let parts = stream.parts(using: &random)
            let split = try await rows(after: parts, stream)
            guard split == whole else {
                Issue.record("seed \(seed), parts of \(parts.map(\.count)): \(split.difference(from: whole))")
                return
            }
        }
    }

    @Test(arguments: 0..<12)
    func `the results of two users who share tracks do not depend on their order`(_ seed: Int) async throws {
        var random = SeededNumbers(seed: UInt64(1000 + seed))
        let streams = [ListeningStream(using: &random), ListeningStream(using: &random)]
        var turns = streams.enumerated().flatMap { user, stream in
            stream.parts(using: &random).map { (user: user, plays: $0) }
        }
        var expected: [String]?
        for _ in 0..<4 {
            let ledger = try await Ledger(zones: streams.map(\.zone))
            for turn in turns { try await ledger.take(turn.plays, of: turn.user) }
            let found = try await ledger.rows(Self.tables)
            #expect(found == expected ?? found, "seed \(seed)")
            expected = found
            turns.shuffle(using: &random)
        }
    }

    private func rows(after parts: [[TrackPlay]], _ stream: ListeningStream) async throws -> [String] {
        let ledger = try await Ledger(zones: [stream.zone])
        for part in parts where !part.isEmpty { try await ledger.take(part) }
        return try await ledger.rows(Self.tables)
    }
}
