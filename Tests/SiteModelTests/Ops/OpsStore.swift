import Foundation
import GRDB
import SiteModel
import TestSupport

/// A store in its own file, with the user `ada`; the folder is deleted with the value.
final class OpsStore: Sendable {
    static let now = Instant(seconds: 1_795_348_800)

    private let temporary: TemporaryFolder
    let store: Store
    let ada: User
    var folder: String { temporary.path }
    var path: String { folder + "/site.sqlite" }

    init() async throws {
        temporary = try TemporaryFolder("store")
        store = try Store.open(path: temporary.path + "/site.sqlite")
        ada = try await store.addUser(Username("ada"), timeZone: "UTC", visibility: .public, at: Self.now)
    }

    /// Does to the file what another program, or an accident, might do.
    func execute(_ sql: String, arguments: StatementArguments = []) throws {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        configuration.busyMode = .timeout(10)
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        try queue.write { try $0.execute(sql: sql, arguments: arguments) }
        try queue.close()
    }

    /// Inserts plays of a few tracks, one per hour, beginning in 1970.
    func insertPlays(_ count: Int) async throws {
        let plays = (0..<count).map { index in
            let track = Track(
                id: "t\(index % 7)", name: "Track \"\(index % 7)\"\u{7}\u{301}", durationMs: 200_000,
                artists: [Artist(id: "a1", name: "Ada & Co"), Artist(id: "a0", name: "Zoë\n")])
            return TrackPlay(
                track: track,
                play: Play(playedAt: Instant(milliseconds: Int64(index) * 3_600_000 + 7), trackID: track.id))
        }
        _ = try await store.insertPlays(plays, of: ada.id, clock: .utc)
    }
}
