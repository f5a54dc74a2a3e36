import Foundation
import GRDB
import Logging
import SiteModel
import SpotifySimulator

@testable import SyncRunner

/// A store, a Spotify on loopback, and users who connected by the real code exchange.
struct SyncBench {
    let simulator: SpotifySimulator
    let store: Store
    let database: DatabasePool
    let databasePath: String
    let clock: ManualClock
    let vault: TokenVault
    let app: SpotifyApp
    let transport: HTTPTransport
    let log = LogCapture()

    /// Runs `body` with so many connected users, named after their accounts.
    static func run(
        users: Int = 1, options: SpotifySimulator.Options = .init(), historyDays: Int = 3,
        _ body: (SyncBench) async throws -> Void
    ) async throws {
        let clock = ManualClock()
        var options = options
        options.now = { clock.wall.now().milliseconds }
        let world = SimulatorWorld(
            seed: 7, listeners: users, now: Instant.sample.milliseconds, historyDays: historyDays)
        let simulator = SpotifySimulator(world: world, options: options)
        try await simulator.start()
        do {
            try await withTemporaryFolder { folder in
                try await HTTPTransport.withLive { transport in
                    let path = folder + "/sitegen.sqlite"
                    let store = try Store.open(path: path)
                    let bench = SyncBench(
                        simulator: simulator, store: store, database: try DatabasePool(path: path), databasePath: path,
                        clock: clock, vault: try KeyFile.vault(at: folder + "/sitegen.key", hasSealedTokens: false),
                        app: SpotifyApp(
                            clientID: options.clientID, accounts: .test(simulator.accountsURL),
                            api: .test(simulator.apiURL)), transport: transport)
                    for account in simulator.accounts { try await bench.connect(account) }
                    simulator.resetRequests()
                    try await body(bench)
                }
            }
        } catch {
            await simulator.stop()
            throw error
        }
        await simulator.stop()
    }

    /// Connects an account as a user, or again.
    func connect(_ account: SimulatedAccount) async throws {
        let name = account.suggestedUsername
        let user: User
        do {
            user = try await store.user(named: name)
        } catch StoreError.unknownUser {
            user = try await store.addUser(
                Username(name), timeZone: account.timeZone, visibility: .public, at: clock.wall.now())
        }
        let authorization = try Authorization(app: app, redirectAddress: "http://127.0.0.1:5/callback")
        let query = authorization.address.split(separator: "?")[1]
        let fields = (FormEncoding.decode(query) ?? []).map { (name: $0.name, value: $0.value) }
        let answer = try await transport.send(
            HTTPRequest(.get, app.accounts, path: "/authorize", query: fields + [("login", account.id)]))
        let connection = try await Connector(app: app, sender: sender(), clock: clock.wall)
            .connect(authorization, answer: answer.headers["location"] ?? "")
        let credential = try vault.credential(
            from: connection.grant, for: user.id, authorizedAt: connection.authorizedAt)
        try await store.connectAccount(connection.profile, credential: credential, at: connection.authorizedAt)
    }

    func runner(
        settings: SyncSettings = SyncSettings(), app: SpotifyApp? = nil, transport: HTTPTransport? = nil,
        save: (@Sendable (Credential) async throws -> Void)? = nil
    ) -> SyncRunner {
        let store = store
        return SyncRunner(
            store: store,
            spotify: .live(
                app: app ?? self.app, transport: transport ?? self.transport, vault: vault, clock: clock.wall,
                retry: .manual(clock),
                logger: .capturing(log), save: save ?? { try await store.saveCredential($0) }),
            clock: clock.wall, settings: settings, logger: .capturing(log))
    }

    private func sender() -> HTTPSender {
        HTTPSender(transport: transport, policy: .manual(clock), logger: .capturing(log))
    }

    func account(_ index: Int) -> SimulatedAccount { simulator.accounts[index] }
    func name(_ index: Int) -> String { account(index).suggestedUsername }
    func id(_ index: Int) -> String { account(index).id }

    func state(_ index: Int) async throws -> Credential.State? {
        try await store.credential(of: store.user(named: name(index)).id)?.state
    }

    func rows(_ sql: String) async throws -> [String] {
        try await database.read { try Row.fetchAll($0, sql: sql).map { "\($0)" } }
    }

    func plays(_ index: Int) async throws -> [Play] {
        try await store.plays(of: store.user(named: name(index)).id)
    }

    func history(_ index: Int) async throws -> [SyncRecord] {
        try await store.syncRecords(of: store.user(named: name(index)).id)
    }
}

extension SyncReport {
    func user(_ name: String) -> User? { users.first { $0.username == name } }
}
