import Foundation
import Rendering
import SiteModel
import SpotifySimulator
import SyncRunner

/// A site of invented users that went the real way: code exchange, HTTP, JSON, SQLite, templates, atomic files.
struct Demo {
    let live: Live
    let folder: DemoFolder
    let users: Int

    /// The longest history of an invented listener is about 20 MB.
    private static let mostBytes = 128 << 20

    /// Makes the site, or brings it up to date.
    func run() async throws {
        let lock = try await RunLock.take(for: live.settings.database)
        defer { withExtendedLifetime(lock) {} }
        let store = try live.store()
        let clock = live.clock
        let simulator = SpotifySimulator(
            world: SimulatorWorld(listeners: users, now: clock.now().milliseconds),
            options: .init(imageBaseURL: DemoArtwork.base, now: { clock.now().milliseconds }))
        try await simulator.start()
        do {
            try await fill(store, from: simulator)
        } catch {
            await simulator.stop()
            throw error
        }
        await simulator.stop()
    }

    private func fill(_ store: Store, from simulator: SpotifySimulator) async throws {
        var live = live
        live.settings.spotifyClientID = simulator.options.clientID
        live.settings.spotifyAPIURL = simulator.apiURL
        live.settings.spotifyAccountsURL = simulator.accountsURL
        let app = try live.spotifyApp()
        let vault = try await live.vault(store)
        var limits = HTTPTransport.Limits()
        limits.body = Self.mostBytes
        try await HTTPTransport.withLive(limits: limits) { transport in
            let connections = DemoConnections(
                store: store, app: app, vault: vault, transport: transport, clock: live.clock)
            let past = DemoPast(store: store, transport: transport, clock: live.clock)
            for (index, account) in simulator.accounts.enumerated() {
                live.console.progress("Connecting \(index + 1)/\(users)")
                let user = try await connections.connected(account)
                try await past.give(to: user, of: account, from: app.accounts)
            }
        }
        let sync = try await live.sync(store, users: nil, force: false, refreshTop: false)
        Summary.print(sync, live.console)
        try await DemoPictures(store: store, output: live.settings.output).write()
        let build = try await live.build(store, .everything)
        Summary.print(build, isDryRun: false, live.console)
        sayWhereToLook(build)
        if let code = Summary.exitCode(sync: sync, build: build) { throw code }
    }

    private func sayWhereToLook(_ build: BuildReport) {
        let output = live.settings.output
        let pages = build.written == 1 ? "1 file" : "\(build.written) files"
        live.console.advice(
            """
            \(users) invented users; \(build.written == 0 ? "nothing has changed since" : "\(pages) written") in \(output)
            Look at it:  open \(URL(filePath: output + "/index.html").absoluteString)
                    or:  python3 -m http.server --bind 127.0.0.1 --directory '\(output)' 8000
                         and then http://127.0.0.1:8000/
            """)
    }
}
