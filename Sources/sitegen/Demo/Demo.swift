import Application
import Companion
import Foundation
import Rendering
import SiteModel
import SpotifySimulator
import SyncRunner

/// A site of invented users that went the real way: code exchange, HTTP, JSON, SQLite, templates, atomic files.
struct Demo {
    private let application: Application
    private let terminal: Terminal
    private let simulator: SpotifySimulator

    /// The longest history of an invented listener is about 20 MB.
    private static let mostBytes = 128 << 20

    /// Creates a demo of this many users.
    init(_ session: Session, users: Int) throws {
        var application = session.application
        let clock = application.clock
        var options = SpotifySimulator.Options(imageBaseURL: DemoArtwork.base, now: { clock.now().milliseconds })
        if let address = application.settings.companion.address {
            options.redirectURIs.append(address.redirectAddress)
        }
        simulator = SpotifySimulator(
            world: SimulatorWorld(listeners: users, now: clock.now().milliseconds), options: options)
        application.settings.spotifyClientID = simulator.options.clientID
        self.application = application
        terminal = session.terminal
    }

    /// Makes the site, or brings it up to date.
    ///
    /// - Parameters:
    ///   - isServing: Whether the companion is served afterwards, until a signal comes.
    ///   - whenItsOwn: Called before anything is written to the output, once that is known to be the demo's.
    /// - Throws: ``DemoError``, `OperatingError.otherSite`, what the use cases and `whenItsOwn` throw.
    func run(serving isServing: Bool = false, whenItsOwn: () throws -> Void) async throws {
        try await simulator.whileListening {
            var application = application
            application.settings.spotifyAPIURL = simulator.apiURL
            application.settings.spotifyAccountsURL = simulator.accountsURL
            try await application.exclusively {
                let store = try application.store()
                try await application.requireOwnOutput(store)
                try whenItsOwn()
                try await fill(application, store)
            }
            if isServing { try await serve(application) }
        }
    }

    private func serve(_ application: Application) async throws {
        let companion = try await Companion(application)
        let listen = application.settings.companion.listen
        try await companion.serve { port in
            terminal.notice("Sign in as any of them: \(companion.address) (served on \(listen.listening(on: port)))")
        }
    }

    private func fill(_ application: Application, _ store: Store) async throws {
        var limits = HTTPTransport.Limits()
        limits.body = Self.mostBytes
        let sync = try await HTTPTransport.withLive(limits: limits) { transport in
            let users = try await connectAll(application, store, transport)
            let sync = try await application.sync(store, users: nil, force: false, refreshTop: false)
            Summary.print(sync, terminal)
            try await givePasts(to: users, application, store, transport)
            return sync
        }
        try await DemoPictures(store: store, output: application.settings.output).write()
        let build = try await application.build(store, .everything)
        Summary.print(build, isDryRun: false, terminal)
        sayWhereToLook(build, users: try await store.users().count)
        if let code = Summary.exitCode(sync: sync, build: build) { throw code }
    }

    private func connectAll(
        _ application: Application, _ store: Store, _ transport: HTTPTransport
    ) async throws -> [(User, SimulatedAccount)] {
        let connections = DemoConnections(
            store: store, app: try application.spotifyApp(), vault: try await application.vault(store),
            transport: transport, clock: application.clock)
        var users: [(User, SimulatedAccount)] = []
        for (index, account) in simulator.accounts.enumerated() {
            terminal.progress("Connecting \(index + 1)/\(simulator.accounts.count)")
            users.append((try await connections.connected(account), account))
        }
        return users
    }

    /// Imports histories, after everybody's first sync: listeners share tracks, and what Spotify says about a track that is
    /// known from a history only, its code and its release, has every play of it counted again.
    private func givePasts(
        to users: [(User, SimulatedAccount)], _ application: Application, _ store: Store, _ transport: HTTPTransport
    ) async throws {
        let past = DemoPast(store: store, transport: transport, clock: application.clock)
        let accounts = try application.spotifyApp().accounts
        for (index, (user, account)) in users.enumerated() {
            terminal.progress("Importing \(index + 1)/\(users.count)")
            try await past.give(to: user, of: account, from: accounts)
        }
    }

    private func sayWhereToLook(_ build: BuildReport, users: Int) {
        let output = application.settings.output
        let asked = simulator.accounts.count
        // An earlier demo may have made more.
        let names =
            (users == 1 ? "1 invented user" : "\(users) invented users")
            + (users > asked ? " (\(users - asked) of an earlier demo)" : "")
        let pages = build.written == 1 ? "1 file" : "\(build.written) files"
        terminal.advice(
            """
            \(names); \(build.written == 0 ? "nothing has changed since" : "\(pages) written") in \(output)
            Look at it:  open \(URL(filePath: output + "/index.html").absoluteString)
                    or:  python3 -m http.server --bind 127.0.0.1 --directory '\(output)' 8000
                         and then http://127.0.0.1:8000/
            """)
    }
}
