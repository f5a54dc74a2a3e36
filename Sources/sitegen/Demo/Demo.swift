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
    private let clock: DemoClock

    /// The longest history of an invented listener is about 20 MB.
    private static let mostBytes = 128 << 20
    /// How long ago the hand-made listeners' lists were fetched for the first time, so that ranks have moved since.
    private static let betweenLists = Duration.days(9)

    /// Creates a demo.
    ///
    /// - Parameters:
    ///   - session: With the clock of the demo.
    ///   - clock: The same, to be put back.
    ///   - users: How many invented users it has.
    ///   - cast: Who the first of them are.
    init(_ session: Session, clock: DemoClock, users: Int, cast: SimulatorWorld.Cast) {
        var application = session.application
        var options = SpotifySimulator.Options(imageBaseURL: DemoArtwork.base, now: { clock.wall.now().milliseconds })
        if let address = application.settings.companion.address {
            options.redirectURIs.append(address.redirectAddress)
        }
        simulator = SpotifySimulator(
            world: SimulatorWorld(listeners: users, cast: cast, now: clock.wall.now().milliseconds), options: options)
        application.settings.spotifyClientID = simulator.options.clientID
        self.application = application
        self.clock = clock
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
        terminal.advice("Making a site of \(userCount); the first time takes a while.")
        try await removeOthers(application, store)
        var limits = HTTPTransport.Limits()
        limits.body = Self.mostBytes
        let sync = try await HTTPTransport.withLive(limits: limits) { transport in
            try await beginEarlier(application, store, transport)
            let users = try await connect(simulator.accounts, application, store, transport)
            // Before any history: listeners share tracks, and what Spotify says about a track that is known from a history
            // only, its code and its release, has every play of it counted again.
            let new = users.filter { $0.user.syncedAt == nil }.map(\.user.username.rawValue)
            if !new.isEmpty { _ = try await application.sync(store, users: new, force: false, refreshTop: false) }
            try await givePasts(to: users.prefix(simulator.world.handMade), application, store, transport)
            let sync = try await application.sync(store, users: nil, force: false, refreshTop: false)
            Summary.print(sync, terminal)
            try await givePasts(to: users, application, store, transport)
            return sync
        }
        let build = try await application.build(store, .everything)
        // A build makes stale recaps again, which may then name other tracks.
        try await DemoPictures(store: store, output: application.settings.output).write()
        Summary.print(build, isDryRun: false, terminal)
        sayWhereToLook(build)
        if let code = Summary.exitCode(sync: sync, build: build) { throw code }
    }

    /// Removes the users of an earlier demo that had more of them; who has signed up by hand stays.
    private func removeOthers(_ application: Application, _ store: Store) async throws {
        let names = try await store.users().map(\.username.rawValue)
        let wanted = Set(simulator.accounts.map(\.suggestedUsername))
        // An earlier demo had at least as many listeners as there are users.
        let invented = SimulatorWorld.usernames(listeners: names.count)
        for name in names where !wanted.contains(name) && invented.contains(name) {
            _ = try await application.beginLeaving(name, .isRemoved)
        }
        try await application.finishLeaving(store)
    }

    /// Lets the hand-made listeners who are not there yet begin some days ago, with what a site that has run for years
    /// knows: their music, and a former list of each kind.
    private func beginEarlier(
        _ application: Application, _ store: Store, _ transport: HTTPTransport
    ) async throws {
        let known = Set(try await store.users().map(\.username.rawValue))
        let accounts = simulator.accounts.prefix(simulator.world.handMade).filter {
            !known.contains($0.suggestedUsername)
        }
        guard !accounts.isEmpty else { return }
        try await DemoMusic(store: store, simulator: simulator).teach(tracksOf: accounts)
        try await clock.back(by: Self.betweenLists) {
            let users = try await connect(accounts, application, store, transport)
            _ = try await application.sync(
                store, users: users.map(\.user.username.rawValue), force: false, refreshTop: false)
        }
    }

    private func connect(
        _ accounts: some Collection<SimulatedAccount>, _ application: Application, _ store: Store,
        _ transport: HTTPTransport
    ) async throws -> [(user: User, account: SimulatedAccount)] {
        let connections = DemoConnections(
            store: store, app: try application.spotifyApp(), vault: try await application.vault(store),
            transport: transport, clock: application.clock)
        var users: [(user: User, account: SimulatedAccount)] = []
        for account in accounts {
            terminal.progress("Connecting", users.count + 1, of: accounts.count)
            users.append((try await connections.connected(account), account))
        }
        return users
    }

    /// Imports histories, two at a time: while one is stored, the next one is read.
    private func givePasts(
        to users: some Collection<(user: User, account: SimulatedAccount)>, _ application: Application, _ store: Store,
        _ transport: HTTPTransport
    ) async throws {
        let past = DemoPast(store: store, transport: transport, clock: application.clock)
        let accounts = try application.spotifyApp().accounts
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (index, (user, account)) in users.enumerated() {
                if index > 1 { try await group.next() }
                terminal.progress("Importing", index + 1, of: users.count)
                group.addTask { try await past.give(to: user, of: account, from: accounts) }
            }
            try await group.waitForAll()
        }
    }

    private var userCount: String {
        let users = simulator.accounts.count
        return users == 1 ? "1 invented user" : "\(users) invented users"
    }

    private func sayWhereToLook(_ build: BuildReport) {
        let output = application.settings.output
        let pages = build.written == 1 ? "1 file" : "\(build.written) files"
        terminal.advice(
            """
            \(userCount); \(build.written == 0 ? "nothing has changed since" : "\(pages) written") in \(output)
            Look at it:  open \(URL(filePath: output + "/index.html").absoluteString)
                    or:  python3 -m http.server --bind 127.0.0.1 --directory '\(output)' 8000
                         and then http://127.0.0.1:8000/
            """)
    }
}
