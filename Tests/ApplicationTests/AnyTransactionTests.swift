import Application
import Foundation
import SiteModel
import SpotifySimulator
import SpotifyTestSupport
import Synchronization
import SyncRunner
import TestSupport
import Testing

/// Every transaction of a use case fails once: nothing is torn, and the next run brings the site to where it would be without the fault.
@Suite(.timeLimit(.minutes(20))) struct AnyTransactionTests {
    /// What an operator starts.
    enum Use: CaseIterable {
        case run, importing, changing, disconnecting

        func start(_ application: Application, _ history: String) async throws {
            switch self {
            case .run: _ = try await application.run(force: true)
            case .importing: _ = try await application.importHistory([history], of: "ada")
            case .changing: _ = try await application.changeUser("ada", UserChange(visibility: .private, bio: "Hello"))
            case .disconnecting:
                let departure = try await application.disconnect("ada")
                if let problem = departure.problem { throw problem }
            }
        }
    }

    /// Fails one transaction, counted from zero.
    private final class Faults: Sendable {
        private let left: Mutex<Int>
        private let failed = Mutex(false)

        init(at number: Int) { left = Mutex(number) }

        var hasFailed: Bool { failed.withLock(\.self) }

        func check() throws {
            let isDue = left.withLock { left in
                left -= 1
                return left == -1
            }
            guard isDue else { return }
            failed.withLock { $0 = true }
            throw StoreError.database(path: "sitegen.sqlite", message: "disk I/O error")
        }
    }

    @Test(arguments: Use.allCases)
    func `whichever transaction fails, the next run makes the same site`(use: Use) async throws {
        try await TestApplication.withSpotify { original, spotify in
            _ = try await original.connect("ada", UserChange(visibility: .public), as: spotify.accounts[0])
            _ = try await original.application.run()
            let history = try self.history(in: original)
            let wanted = try await outcome(of: use, history, on: original.copy())
            #expect(wanted.hasFailed == false)
            var number = 0
            while true {
                let site = try original.copy()
                let faults = Faults(at: number)
                let outcome = try await outcome(of: use, history, on: site, failing: faults)
                guard outcome.hasFailed else { break }
                #expect(outcome.tree == wanted.tree, "transaction \(number)")
                #expect(outcome.data == wanted.data, "transaction \(number)")
                number += 1
            }
            // A use case of one transaction would make the test an empty one.
            #expect(number > 3)
        }
    }

    private struct Outcome {
        var tree: [String: Data]
        var data: [String: JSONValue]
        var hasFailed: Bool
    }

    /// Starts a use case, once more if it says that nothing was done, and then a run.
    private func outcome(
        of use: Use, _ history: String, on site: TestApplication, failing faults: Faults = Faults(at: .max)
    ) async throws -> Outcome {
        var application = site.application
        var store = try application.store()
        store.checkpoint = { try faults.check() }
        application.sharedStore = store
        do {
            try await use.start(application, history)
        } catch {
            // The operator is told, and tries again.
            #expect(faults.hasFailed, "\(error)")
            store.checkpoint = nil
            application.sharedStore = store
            try? await use.start(application, history)
        }
        let hasFailed = faults.hasFailed
        store.checkpoint = nil
        application.sharedStore = store
        _ = try await application.run(force: true)
        let text = Mutex("")
        try await application.writeUserData(of: "ada") { piece in text.withLock { $0 += piece } }
        var data = try JSONDecoder().decode([String: JSONValue].self, from: Data(text.withLock(\.self).utf8))
        // How often it was tried does not matter.
        data["syncs"] = nil
        data["profile"] = nil
        return Outcome(tree: try FileTree(site.path + "/output").contents(), data: data, hasFailed: hasFailed)
    }

    private func history(in site: TestApplication) throws -> String {
        let file = site.path + "/Streaming_History_Audio_2025.json"
        let rows = (10...29).map { day in
            """
            {"ts": "2025-06-\(day)T12:00:00Z", "ms_played": 200000, "spotify_track_uri": "spotify:track:track\(day % 7)",
            "master_metadata_track_name": "Song \(day % 7)", "master_metadata_album_artist_name": "Band",
            "master_metadata_album_album_name": "Album", "incognito_mode": false}
            """
        }
        try "[\(rows.joined(separator: ","))]".write(toFile: file, atomically: true, encoding: .utf8)
        return file
    }
}
