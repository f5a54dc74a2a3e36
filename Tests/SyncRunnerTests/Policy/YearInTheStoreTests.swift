import GRDB
import SiteModel
import TestSupport
import Testing

@testable import SyncRunner

/// A year of answers, fetched by cron runs under the policy and stored in a real store.
@Suite struct YearInTheStoreTests {
    @Test(arguments: [InventedYear.Kind.regular, .holiday])
    func `a year of syncs stores every offered play exactly once`(_ kind: InventedYear.Kind) async throws {
        let year = InventedYear(kind, seed: 77)
        let polling = PollingYear(of: year, cron: CronYear(seed: 78), way: .policy(DuePolicy()))
        let (store, database, user) = try await emptyStore()
        for answer in polling.answers {
            let record = SyncRecord(
                at: PollingYear.start + .seconds(answer.at), outcome: .synced, requests: 1, newPlays: 0, errorClass: nil
            )
            _ = try await store.recordSync(
                FetchedListening(plays: answer.plays.map { play(year.plays[$0]) }, isFull: answer.plays.count == 50),
                of: user.id, record: record, clock: .utc)
        }
        let offered = Set(polling.answers.flatMap(\.plays)).map { PollingYear.start + .seconds(year.plays[$0].end) }
            .sorted()
        let stored = try await store.plays(of: user.id)
        #expect(stored.map(\.playedAt) == offered)
        #expect(offered.count > 4000 && polling.lost * 200 < polling.plays)

        let (whole, wholeDatabase, ada) = try await emptyStore()
        let all = Set(polling.answers.flatMap(\.plays)).sorted().map { play(year.plays[$0]) }
        let record = SyncRecord(at: .sample, outcome: .synced, requests: 1, newPlays: 0, errorClass: nil)
        _ = try await whole.recordSync(FetchedListening(plays: all), of: ada.id, record: record, clock: .utc)
        #expect(try await days(database) == days(wholeDatabase))
        let candidate = try await store.syncCandidate(named: "ada")
        #expect(try await whole.syncCandidate(named: "ada").quickestStretch == candidate.quickestStretch)
        #expect(candidate.quickestStretch == quickest(offered))
    }

    private func play(_ play: InventedYear.Play) -> TrackPlay {
        let number = play.end % 40
        let track = Track(
            id: "track\(number)", name: "Title \(number)", durationMs: 200_000,
            artists: [Artist(id: "artist\(number % 7)", name: "Artist \(number % 7)")])
        return TrackPlay(
            track: track, play: Play(playedAt: PollingYear.start + .seconds(play.end), trackID: track.id))
    }

    private func days(_ database: DatabaseQueue) async throws -> [String] {
        try await database.read {
            try Row.fetchAll($0, sql: "SELECT * FROM listeningDay ORDER BY date").map { "\($0)" }
        }
    }

    private func quickest(_ ends: [Instant]) -> Duration? {
        let count = RecentPlays.stretch
        return (count - 1..<ends.count).map { ends[$0].since(ends[$0 - count + 1]) }.min()
    }
}
