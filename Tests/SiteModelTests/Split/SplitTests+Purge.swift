import TestSupport
import Testing

@testable import SiteModel

/// Syncs, imports, purges and changes of the time zone, in any order.
extension SplitTests {
    private static let sums = ["listeningMonth", "monthTop", "artistHeard"]
    private static let contents = ["user", "play", "listeningDay", "track", "artist", "zoneSpan"] + sums

    /// Plays that the API offers, and imports with the same plays and more, mixed and in order.
    private static func listening(
        using random: inout SeededNumbers
    ) -> (offered: [TrackPlay], exported: [TrackPlay]) {
        let stream = ListeningStream(using: &random, plays: 90...90, isOdd: false)
        return (
            stream.offered, (stream.exported + stream.toTheMinute).sorted { $0.play.playedAt < $1.play.playedAt }
        )
    }

    @Test(arguments: 0..<60)
    func `no purged day loses listening, no import is lost, nothing counts twice`(_ seed: Int) async throws {
        var random = SeededNumbers(seed: UInt64(7000 + seed))
        let (offered, exported) = Self.listening(using: &random)
        let purged = try await Ledger()
        // The same without purges: no day may ever exceed its highest total there.
        let whole = try await Ledger()
        var most: [String: Int64] = [:]
        var imported: Set<String> = []
        var next = 0
        var cutoff = Int64.min
        for _ in 0..<24 {
            let before = try await purged.days()
            switch Int.random(in: 0..<5, using: &random) {
            case 0, 1:
                // Spotify offers new plays, and again some that it offered before.
                let end = min(offered.count, next + Int.random(in: 1...9, using: &random))
                let start = max(0, next - Int.random(in: 0...12, using: &random))
                for ledger in [purged, whole] { try await ledger.take(Array(offered[start..<end])) }
                next = end
            case 2, 3:
                let start = Int.random(in: 0..<exported.count, using: &random)
                let rows = Array(exported[start..<min(exported.count, start + 15)])
                for ledger in [purged, whole] { try await ledger.take(rows) }
                let exact = rows.filter { !$0.play.isToTheMinute }
                imported.formUnion(exact.map { "\($0.play.trackID) \($0.play.playedAt.milliseconds)" })
            default:
                guard next > 0 else { continue }
                let moment = offered[Int.random(in: 0..<next, using: &random)].play.playedAt.milliseconds
                cutoff = max(cutoff, moment + Int64.random(in: -1...1, using: &random))
                let months = try await purged.rows(Self.sums)
                try await purged.purge(before: cutoff)
                let after = try await purged.rows(Self.contents)
                #expect(try await purged.days().map(\.sums) == before.map(\.sums), "a purge changes no day")
                #expect(try await purged.rows(Self.sums) == months)
                try await purged.purge(before: cutoff)
                #expect(try await purged.rows(Self.contents) == after)
            }
            for day in try await whole.days() { most[day.date] = max(most[day.date] ?? 0, day.listenedMs) }
            let after = try await purged.days()
            for day in before where day.isPurged {
                let listenedMs = try #require(after.first { $0.date == day.date }).listenedMs
                #expect(listenedMs >= day.listenedMs, "seed \(seed): \(day.date) fell")
            }
            for day in after {
                #expect(day.listenedMs <= most[day.date] ?? 0, "seed \(seed): \(day.date) has too much")
            }
            #expect(try await purged.importedKeys() == imported, "seed \(seed)")
            #expect(try await purged.offersBefore(cutoff) == 0, "seed \(seed)")
        }
    }

    @Test(arguments: 0..<40)
    func `a change of the time zone neither loses nor adds a play`(_ seed: Int) async throws {
        var random = SeededNumbers(seed: UInt64(8000 + seed))
        let (offered, exported) = Self.listening(using: &random)
        let ledger = try await Ledger()
        var cutoff = Int64.min
        for part in 1...6 {
            try await ledger.take(Array(offered[..<(offered.count * part / 6)].suffix(40)))
            let start = Int.random(in: 0..<exported.count, using: &random)
            try await ledger.take(Array(exported[start..<min(exported.count, start + 9)]))
            if Int.random(in: 0..<3, using: &random) > 0 {
                cutoff = max(cutoff, offered[offered.count * part / 7].play.playedAt.milliseconds)
                try await ledger.purge(before: cutoff)
            }
            let before = try await ledger.days()
            let zone = [
                "Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Kathmandu", "America/St_Johns", "Europe/Berlin", "UTC",
            ].randomElement(using: &random)
            try await ledger.move(to: zone ?? "UTC")
            let after = try await ledger.days()
            #expect(after.reduce(0) { $0 + $1.plays } == before.reduce(0) { $0 + $1.plays }, "seed \(seed)")
            #expect(after.reduce(0) { $0 + $1.listenedMs } == before.reduce(0) { $0 + $1.listenedMs }, "seed \(seed)")
            #expect(after.filter(\.isPurged) == before.filter(\.isPurged), "seed \(seed)")
        }
    }
}
