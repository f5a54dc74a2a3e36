import GRDB
import SiteModel
import TestSupport
import Testing

/// Syncs, imports, purges and moves to other zones, in any order.
@Suite struct SplitStreamPurgeTests {
    @Test(arguments: 0..<60)
    func `no purged day falls, no import is lost, nothing is counted twice`(_ seed: Int) async throws {
        var random = SeededNumbers(seed: UInt64(7000 + seed))
        let (offered, exported) = Self.listening(using: &random)
        let purged = try await Ledger()
        // The same without purges: no day may ever have more than it had there at some time.
        let whole = try await Ledger()
        var most: [String: Int64] = [:]
        var imported: Set<String> = []
        var next = 0
        var cutoff = Int64.min
        for _ in 0..<24 {
            let before = try await purged.days()
            switch Int.random(in: 0..<5, using: &random) {
            case 0, 1:
                // Spotify offers what is new, and again what it offered before.
                let end = min(offered.count, next + Int.random(in: 1...9, using: &random))
                let start = max(0, next - Int.random(in: 0...12, using: &random))
                for ledger in [purged, whole] { try await ledger.sync(Array(offered[start..<end])) }
                next = end
            case 2, 3:
                let start = Int.random(in: 0..<exported.count, using: &random)
                let rows = Array(exported[start..<min(exported.count, start + 15)])
                for ledger in [purged, whole] { try await ledger.insert(rows) }
                let exact = rows.filter { !$0.play.isToTheMinute }
                imported.formUnion(exact.map { "\($0.play.trackID) \($0.play.playedAt.milliseconds)" })
            default:
                guard next > 0 else { continue }
                let moment = offered[Int.random(in: 0..<next, using: &random)].play.playedAt.milliseconds
                cutoff = max(cutoff, moment + Int64.random(in: -1...1, using: &random))
                let months = try await purged.months()
                try await purged.purge(before: cutoff)
                let after = try await purged.contents()
                #expect(try await purged.days().map(\.sums) == before.map(\.sums), "a purge changes no day")
                #expect(try await purged.months() == months)
                try await purged.purge(before: cutoff)
                #expect(try await purged.contents() == after)
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
    func `a move to another zone neither loses nor adds a play`(_ seed: Int) async throws {
        var random = SeededNumbers(seed: UInt64(8000 + seed))
        let (offered, exported) = Self.listening(using: &random)
        let ledger = try await Ledger()
        var cutoff = Int64.min
        for part in 1...6 {
            try await ledger.sync(Array(offered[..<(offered.count * part / 6)].suffix(40)))
            let start = Int.random(in: 0..<exported.count, using: &random)
            try await ledger.insert(Array(exported[start..<min(exported.count, start + 9)]))
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

    /// Two weeks: what the API offers, in order, and what an export tells of the same and of more.
    private static func listening(using random: inout SeededNumbers) -> (offered: [TrackPlay], exported: [TrackPlay]) {
        var offered: [TrackPlay] = []
        var exported: [TrackPlay] = []
        // Sunday, 25 October 2026, when Europe's clocks go back, lies in it.
        var moment: Int64 = 1_792_400_000_000
        for _ in 0..<90 {
            moment += Int64.random(in: 31_000...300_000, using: &random)
            if Int.random(in: 0..<8, using: &random) == 0 {
                moment += Int64.random(in: 1_000_000...90_000_000, using: &random)
            }
            let number = Int.random(in: 0..<5, using: &random)
            let track = Track(
                id: "t\(number)", name: "Track \(number)", durationMs: 60_000 + Int64(number) * 50_000,
                artists: [Artist(id: "a\(number / 2)", name: "Artist \(number / 2)")])
            let isOffered = Int.random(in: 0..<10, using: &random) < 8
            if isOffered {
                offered.append(
                    TrackPlay(track: track, play: Play(playedAt: Instant(milliseconds: moment), trackID: track.id)))
            }
            let listenedMs = Int64.random(in: 30_000...60_000, using: &random)
            if Int.random(in: 0..<3, using: &random) == 0 {
                exported.append(Self.toTheMinute(track, at: moment, listenedMs: listenedMs))
            }
            guard !isOffered || Bool.random(using: &random) else { continue }
            exported.append(
                TrackPlay(
                    track: Track(id: track.id, name: track.name, artists: [Artist(named: "Artist \(number / 2)")]),
                    play: Play(
                        playedAt: Instant(milliseconds: moment / 1000 * 1000), trackID: track.id,
                        listenedMs: listenedMs, source: .history)))
        }
        return (offered, exported)
    }

    private static func toTheMinute(_ track: Track, at moment: Int64, listenedMs: Int64) -> TrackPlay {
        let artist = track.artists.first?.name ?? ""
        let id = RecordingName(artist: artist, title: track.name)?.trackID ?? ""
        return TrackPlay(
            track: Track(id: id, name: track.name, artists: [Artist(named: artist)]),
            play: Play(
                playedAt: Instant(milliseconds: moment / 60_000 * 60_000), trackID: id, listenedMs: listenedMs,
                source: .history, isToTheMinute: true))
    }
}

/// A store with one user, and what can be read off it.
private struct Ledger {
    struct Day: Equatable {
        var date: String
        var listenedMs: Int64
        var plays: Int
        var isPurged: Bool
        var sums: String { "\(date) \(listenedMs) \(plays)" }
    }

    let queue: DatabaseQueue
    let store: Store
    let user: User

    init() async throws {
        queue = try DatabaseQueue()
        store = try Store(queue)
        user = try await store.addUser(
            Username("ada"), timeZone: "UTC", visibility: .public, at: Instant(seconds: 0))
    }

    private func clock() async throws -> ZoneOffsets {
        try #require(ZoneOffsets(identifier: try await store.user(named: "ada").timeZone))
    }

    func sync(_ plays: [TrackPlay]) async throws {
        let record = SyncRecord(at: Instant(seconds: 0), outcome: .synced, requests: 1, newPlays: 0, errorClass: nil)
        _ = try await store.recordSync(
            FetchedListening(plays: plays), of: user.id, record: record, clock: clock())
    }

    func insert(_ plays: [TrackPlay]) async throws {
        _ = try await store.insertPlays(plays, of: user.id, clock: clock())
    }

    func purge(before cutoff: Int64) async throws {
        _ = try await store.purgePlays(of: [user.id], endedBefore: Instant(milliseconds: cutoff))
    }

    func move(to zone: String) async throws {
        try await store.setTimeZone(
            ofUserNamed: "ada", to: zone, clock: try #require(ZoneOffsets(identifier: zone)))
    }

    func days() async throws -> [Day] {
        try await queue.read { database in
            try Row.fetchAll(database, sql: "SELECT date, listenedMs, plays, isPurged FROM listeningDay ORDER BY date")
                .map { Day(date: $0[0], listenedMs: $0[1], plays: $0[2], isPurged: $0[3]) }
        }
    }

    func months() async throws -> [String] {
        try await queue.read { database in
            try ["listeningMonth", "artistHeard"].flatMap { table in
                try Row.fetchAll(database, sql: "SELECT * FROM \(table) ORDER BY 1, 2").map { "\($0)" }
            }
        }
    }

    func importedKeys() async throws -> Set<String> {
        try await queue.read {
            try String.fetchSet(
                $0,
                sql: "SELECT trackID || ' ' || exportedAt FROM play WHERE exportedAt IS NOT NULL AND NOT isByAccount")
        }
    }

    func offersBefore(_ cutoff: Int64) async throws -> Int {
        try await queue.read {
            try Int.fetchOne(
                $0, sql: "SELECT count(*) FROM play WHERE source = 'api' AND playedAt < ?", arguments: [cutoff]) ?? 0
        }
    }

    func contents() async throws -> [String] {
        try await queue.read { database in
            try ["user", "play", "listeningDay", "track", "artist", "zoneSpan"].flatMap { table in
                try Row.fetchAll(database, sql: "SELECT * FROM \(table) ORDER BY 1, 2").map { "\(table) \($0)" }
            }
        }
    }
}
