import Foundation
import GRDB

@testable import SiteModel

extension StoreOfAda {
    /// Makes the recaps that are due at a moment.
    func tell(at now: Instant) async throws { try await store.updateRecaps(of: ada.id, zone: .utc, at: now) }

    /// A stored recap.
    func recap(_ code: Int) throws -> Recap? {
        guard let period = RecapPeriod(code: code) else { return nil }
        return try store.recap(period, of: ada.id)?.recap
    }

    /// Every stored recap as it is written, by period.
    func recaps() async throws -> [String] {
        try await queue.read { database in
            try Row.fetchAll(database, sql: "SELECT period, through, report FROM recap ORDER BY period")
                .map { "\($0[0] as Int) \($0[1] as String) \($0[2] as String? ?? "-")" }
        }
    }

    /// The periods that the user's marks name.
    func marks() async throws -> [Int] { try await store.user(named: "ada").recaps.all.map(\.period.code) }

    func purge(before cutoff: Instant) async throws {
        _ = try await store.purgePlays(
            of: [ada.id], endedBefore: cutoff, keepingMonthOf: cutoff + .seconds(86_400 * 40))
    }
}

extension Instant {
    /// Midnight of a date in UTC, and some seconds.
    static func on(_ year: Int, _ month: Int, _ day: Int, seconds: Int64 = 0) -> Instant {
        Instant(seconds: Int64(LocalDate(year: year, month: month, day: day)?.dayNumber ?? 0) * 86_400 + seconds)
    }
}

extension TrackPlay {
    /// A play of three minutes that ended then, with an album and a release.
    static func heard(
        _ track: String, by artist: String, at end: Instant, album: String? = "Album", year: Int = 2004,
        source: PlaySource = .api
    ) -> TrackPlay {
        var music = Track.sample(track, by: artist)
        if source == .api { (music.album, music.releaseDate, music.releaseDatePrecision) = (album, "\(year)", .year) }
        return TrackPlay(
            track: music,
            play: source == .api
                ? Play(playedAt: end, trackID: track)
                : Play(playedAt: end, trackID: track, listenedMs: 180_000, source: .history))
    }

    /// Plays of six artists every hour from a moment on.
    static func hours(_ count: Int, from start: Instant, source: PlaySource = .api) -> [TrackPlay] {
        (0..<count).map {
            .heard("t\($0 % 12)", by: "a\($0 % 6)", at: start + .seconds(Int64($0) * 3600), source: source)
        }
    }
}
