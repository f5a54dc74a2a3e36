import GRDB
import TestSupport
import Testing

@testable import SiteModel

/// Recaps depend on what was told, not on the order in which it came.
@Suite struct RecapOrderTests {
    private enum Step: CaseIterable {
        case sync
        case importing
        case purge
        case telling
    }

    /// The same listening from both sources, in any order with purges of what Spotify told.
    @Test(arguments: 0..<12)
    func `any order of syncs, imports and a purge gives the same recaps`(_ seed: Int) async throws {
        var random = SeededNumbers(seed: UInt64(500 + seed))
        let start = Instant.on(2025, 11, 25)
        let plays = (0..<90).map { number -> (track: String, artist: String, end: Instant) in
            let track = random.number(in: 0..<15)
            return (
                "t\(track)", "a\(track % 7)",
                start + .seconds(Int64(number) * 14_400 + Int64(random.number(in: 0..<3000)))
            )
        }
        let offered = plays.map { TrackPlay.heard($0.track, by: $0.artist, at: $0.end) }
        let exported = plays.map { TrackPlay.heard($0.track, by: $0.artist, at: $0.end, source: .history) }
        let later = Instant.on(2026, 2, 1)
        // A purge tells what it deletes up to its own day.
        let end = later + .days(40)

        let plain = try await StoreOfAda()
        try await plain.sync(offered)
        try await plain.tell(at: end)
        let expected = try await plain.recaps()
        // November, December and 2025 have a recap; 2026 has none.
        #expect(expected.count { !$0.hasSuffix("-") } == 3)

        let ada = try await StoreOfAda()
        // A sync comes before the purge: what was purged is not taken again.
        let parts = [offered.prefix(40), offered.dropFirst(30).prefix(40), offered.suffix(30)]
        var steps: [Step] = [.sync, .sync, .sync, .importing, .telling, .telling]
        steps.shuffle(using: &random)
        let isPurged = random.chance(70)
        if isPurged { steps += [.purge, .importing] }
        var synced = 0
        for step in steps {
            switch step {
            case .sync:
                try await ada.sync(Array(parts[synced]))
                synced += 1
            case .importing:
                let first = random.number(in: 0..<80)
                try await ada.insert(Array(exported[first..<min(90, first + 25)]))
            case .purge:
                try await ada.tell(at: later)
                try await ada.purge(before: later)
            case .telling: try await ada.tell(at: .on(2025, 12, 1 + random.number(in: 0..<28)))
            }
        }
        try await ada.queue.write { try $0.execute(sql: "UPDATE recap SET isStale = 1") }
        try await ada.tell(at: end)
        let told = try await ada.recaps()
        for (told, expected) in zip(told, expected) { #expect(told == expected, "seed \(seed): \(steps)") }
        #expect(told.count == expected.count)
    }
}
