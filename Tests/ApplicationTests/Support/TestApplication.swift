import Application
import Foundation
import SiteModel
import SpotifySimulator
import SyncRunner

/// A site in a folder of its own, used without a process: real SQLite, real templates, a clock that stands still.
final class TestApplication: Sendable {
    static let now = Instant(milliseconds: 1_795_000_000_000)

    let path: String
    let application: Application

    /// Makes the folder of a site that connects with this Spotify.
    init(_ spotify: SpotifySimulator? = nil, observer: Observer = Observer()) throws {
        path = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
            .appending(path: "sitegen-application-\(UUID().uuidString)").path(percentEncoded: false)
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        var settings = try Settings(file: nil, folder: path)
        if let spotify {
            settings.spotifyClientID = spotify.options.clientID
            settings.spotifyAPIURL = spotify.apiURL
            settings.spotifyAccountsURL = spotify.accountsURL
        }
        let templates = URL(filePath: #filePath).appending(path: "../../../../templates").standardizedFileURL
        application = try Application(
            settings: settings, folder: path, builtInTemplates: templates.path(percentEncoded: false),
            clock: .fixed(Self.now), observer: observer)
    }

    deinit {
        // What is left of it is of no use to anybody, and the system clears the folder.
        try? FileManager.default.removeItem(atPath: path)
    }

    /// Lends a site and a Spotify with one listener, whose clock is the site's.
    static func withSpotify(_ body: (TestApplication, SpotifySimulator) async throws -> Void) async throws {
        let simulator = SpotifySimulator(
            world: SimulatorWorld(listeners: 1, now: now.milliseconds), options: .init(now: { now.milliseconds }))
        try await simulator.start()
        do {
            try await body(TestApplication(simulator), simulator)
        } catch {
            await simulator.stop()
            throw error
        }
        await simulator.stop()
    }

    /// Connects a user as a person would: opens Spotify's address, agrees, and comes back with a code.
    func connect(_ name: String, _ change: UserChange = UserChange(), as account: SimulatedAccount) async throws -> User
    {
        let plan = try await application.planConnection(of: name, change)
        return try await application.connect(plan) { connector in
            let authorization = try Authorization(app: plan.app)
            let query = URLComponents(string: authorization.address)?.queryItems ?? []
            let fields = query.map { (name: $0.name, value: $0.value ?? "") } + [(name: "login", value: account.id)]
            let answer = try await HTTPTransport.withLive { transport in
                try await transport.send(
                    HTTPRequest(.get, plan.app.accounts, path: "/authorize", query: fields)
                ).headers["location"]
            }
            return try await connector.connect(authorization, answer: answer ?? "")
        }
    }

    /// A file of the output; `nil` when it is not there.
    func page(_ file: String) -> String? { try? String(contentsOfFile: path + "/output/" + file, encoding: .utf8) }

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
