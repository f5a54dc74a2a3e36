import Foundation
import GRDB
import TestSupport
import Testing

@testable import SiteModel

/// Noon on the day of these tests.
let noon = Instant(milliseconds: 1_795_348_800_000)

extension Track {
    static func sample(
        _ id: String, by artist: String = "a1", durationMs: Int64? = 180_000, isrc: String? = nil
    ) -> Track {
        Track(
            id: id, name: "Track \(id)", url: "https://open.spotify.com/track/\(id)", durationMs: durationMs,
            isrc: isrc, artists: [.sample(artist)])
    }
}

extension Artist {
    static func sample(_ id: String) -> Artist {
        Artist(id: id, name: "Artist \(id)", url: "https://open.spotify.com/artist/\(id)")
    }
}

extension TrackPlay {
    /// A play that ended this many seconds after noon.
    static func offered(_ track: Track, at seconds: Double, context: String? = nil) -> TrackPlay {
        TrackPlay(
            track: track,
            play: Play(playedAt: noon + .seconds(seconds), trackID: track.id, contextType: context))
    }

    /// A history row that ended this many seconds after noon.
    static func exported(_ track: Track, at seconds: Double, listenedMs: Int64) -> TrackPlay {
        TrackPlay(
            track: Track(id: track.id, name: track.name, artists: track.artists),
            play: Play(
                playedAt: noon + .seconds(seconds), trackID: track.id, listenedMs: listenedMs, source: .history))
    }
}

extension [UInt8] {
    /// Stands for the hash of a session's secret, or of an invitation's code.
    static func digest(_ number: UInt8) -> [UInt8] { Array(repeating: number, count: 32) }
}

extension SyncRecord {
    static func sample(at instant: Instant = noon) -> SyncRecord {
        SyncRecord(at: instant, outcome: .synced, requests: 1, newPlays: 0, errorClass: nil)
    }
}

/// A store in memory with one user, `ada`, in UTC.
struct StoreOfAda {
    let store: Store
    let queue: DatabaseQueue
    let ada: User

    init() async throws {
        queue = try DatabaseQueue()
        store = try Store(queue)
        ada = try await store.addUser(Username("ada"), timeZone: "UTC", visibility: .public, at: noon)
    }

    @discardableResult
    func sync(_ listening: FetchedListening, of user: User? = nil, at instant: Instant = noon) async throws
        -> RecordedListening
    {
        try await store.recordSync(
            listening, of: (user ?? ada).id, record: .sample(at: instant), clock: .utc)
    }

    @discardableResult
    func sync(_ plays: [TrackPlay], isFull: Bool = false) async throws -> RecordedListening {
        try await sync(FetchedListening(plays: plays, isFull: isFull))
    }

    @discardableResult
    func insert(_ plays: [TrackPlay], of user: User? = nil) async throws -> RecordedListening {
        try await store.insertPlays(plays, of: (user ?? ada).id, clock: .utc)
    }

    func plays(of user: User? = nil) async throws -> [Play] {
        try await store.plays(of: (user ?? ada).id)
    }

    /// The days with their artists and tracks, which a profile leaves out.
    func days(of user: User? = nil) throws -> [ListeningDay] {
        try queue.read { database in
            try Row.fetchAll(
                database, sql: "SELECT * FROM listeningDay WHERE userID = ? ORDER BY date",
                arguments: [(user ?? ada).id]
            ).map { row in
                ListeningDay(
                    date: try #require(LocalDate(row["date"] as String)), listenedMs: row["listenedMs"],
                    plays: row["plays"],
                    hours: (row["hours"] as Data).withUnsafeBytes(HourTotals.init(stored:)),
                    topArtistID: row["topArtistID"], topTrackID: row["topTrackID"])
            }
        }
    }

    func profile() throws -> ProfileListening {
        try #require(try store.profile(of: ada.id, from: LocalDate(dayNumber: 0), listLength: 50))
    }

    func dataVersion() async throws -> Int64 {
        try await store.user(named: "ada").dataVersion
    }

    /// How many rows a table has.
    func count(_ table: String) async throws -> Int {
        try await queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM \(table)") ?? 0 }
    }
}
