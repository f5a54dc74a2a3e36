import Application
import Foundation
import SiteModel
import SpotifySimulator
import SpotifyTestSupport
import SyncRunner
import TestSupport

/// A site in a folder of its own, used without a process: real SQLite, real templates, a clock that stands still.
final class TestApplication: Sendable {
    static let now = Instant(milliseconds: 1_795_000_000_000)

    private let folder: TemporaryFolder
    private let spotify: SpotifySimulator?
    let application: Application

    var path: String { folder.path }

    /// Makes the folder of a site that connects with this Spotify.
    init(
        _ spotify: SpotifySimulator? = nil, observer: Observer = Observer(), at now: Instant = TestApplication.now,
        clock: WallClock? = nil
    ) throws {
        folder = try TemporaryFolder("application")
        self.spotify = spotify
        let path = folder.path
        var settings = try Settings(file: nil, folder: path)
        if let spotify {
            settings.spotifyClientID = spotify.options.clientID
            settings.spotifyAPIURL = spotify.apiURL
            settings.spotifyAccountsURL = spotify.accountsURL
        }
        let templates = URL(filePath: #filePath).appending(path: "../../../../templates").standardizedFileURL
        application = try Application(
            settings: settings, folder: path, builtInTemplates: templates.path(percentEncoded: false),
            clock: clock ?? .fixed(now), observer: observer)
    }

    /// Another site with the same files and their times, because the manifest has these; nothing may be open.
    func copy() throws -> TestApplication {
        let other = try TestApplication(spotify)
        let copying = Process()
        copying.executableURL = URL(filePath: "/bin/cp")
        copying.arguments = ["-pR", path + "/.", other.path]
        try copying.run()
        copying.waitUntilExit()
        guard copying.terminationStatus == 0 else { throw CocoaError(.fileWriteUnknown) }
        return other
    }

    /// Lends a site and a Spotify with one listener, whose clock is the site's.
    static func withSpotify(_ body: (TestApplication, SpotifySimulator) async throws -> Void) async throws {
        let simulator = SpotifySimulator(
            world: SimulatorWorld(listeners: 1, now: now.milliseconds), options: .init(now: { now.milliseconds }))
        try await simulator.whileListening { try await body(TestApplication(simulator), simulator) }
    }

    /// Connects a user as a person would: opens Spotify's address, agrees, and comes back with a code.
    func connect(_ name: String, _ change: UserChange = UserChange(), as account: SimulatedAccount) async throws -> User
    {
        let plan = try await application.planConnection(of: name, change)
        let connected = try await application.connect(plan) { connector in
            let authorization = try Authorization(app: plan.app)
            let answer = try await HTTPTransport.withLive { transport in
                try await Browser(transport: transport).answer(to: authorization.address, by: account)
            }
            return try await connector.connect(authorization, answer: answer)
        }
        if let problem = connected.problem { throw problem }
        return connected.user
    }

    /// A file of the output; `nil` when it is not there.
    func page(_ file: String) -> String? { try? String(contentsOfFile: path + "/output/" + file, encoding: .utf8) }

    /// Puts a link in place of a user's folder, so that the page in it cannot be deleted.
    func blockPage(of user: String) throws {
        let (folder, away) = (path + "/output/" + user, path + "/away-" + user)
        try FileManager.default.moveItem(atPath: folder, toPath: away)
        try FileManager.default.createSymbolicLink(atPath: folder, withDestinationPath: away)
    }

    /// Undoes ``blockPage(of:)``.
    func unblockPage(of user: String) throws {
        let (folder, away) = (path + "/output/" + user, path + "/away-" + user)
        try FileManager.default.removeItem(atPath: folder)
        try FileManager.default.moveItem(atPath: away, toPath: folder)
    }

    /// Adds a user with a page but without an account: with one imported play.
    func addUser(_ name: String, at playedAt: Instant = now - .seconds(90_000)) async throws {
        let time = playedAt.wholeSeconds.description
        let row = """
            [{"ts": "\(time)", "ms_played": 200000, "spotify_track_uri": "spotify:track:4uLU6hMCjMI75M1A2tKUQC",
            "master_metadata_track_name": "Song", "master_metadata_album_artist_name": "Band",
            "master_metadata_album_album_name": "Album", "incognito_mode": false}]
            """
        let file = path + "/Streaming_History_Audio_2026.json"
        try row.write(toFile: file, atomically: true, encoding: .utf8)
        let store = try application.store()
        _ = try await store.addUser(Username(name), timeZone: "UTC", visibility: .public, at: Self.now)
        _ = try await application.importHistory([file], of: name)
    }
}

extension Instant {
    fileprivate var wholeSeconds: Instant { Instant(milliseconds: milliseconds - milliseconds % 1000) }
}
