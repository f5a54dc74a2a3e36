import Foundation
import GRDB
import Logging
import SiteModel
import SpotifySimulator
import SpotifyTestSupport
import TestSupport

@testable import SyncRunner

/// A store, a simulated Spotify on loopback, and users connected by a real code exchange.
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

    /// Runs `body` with this many connected users, named after their accounts.
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
        try await simulator.whileListening {
            try await withTemporaryFolder { folder in
                try await HTTPTransport.withLive { transport in
                    let path = folder + "/sitegen.sqlite"
                    let bench = SyncBench(
                        simulator: simulator, store: try Store.open(path: path), database: try DatabasePool(path: path),
                        databasePath: path, clock: clock,
                        vault: try KeyFile.vault(at: folder + "/sitegen.key", hasSealedTokens: false),
                        app: try SpotifyApp(registeredAt: simulator), transport: transport)
                    for account in simulator.accounts { try await bench.connect(account) }
                    simulator.resetRequests()
                    try await body(bench)
                }
            }
        }
    }

    /// Connects an account for the first time or again.
    func connect(_ account: SimulatedAccount) async throws {
        let sender = HTTPSender(transport: transport, policy: .manual(clock), logger: .capturing(log))
        try await AccountConnector(
            store: store, vault: vault, app: app, transport: transport, sender: sender, clock: clock.wall
        ).connect(account)
    }

    func runner(
        settings: SyncSettings = SyncSettings(), app: SpotifyApp? = nil, transport: HTTPTransport? = nil,
        save: (@Sendable (Credential) async throws -> Void)? = nil
    ) -> SyncRunner {
        let store = store
        return SyncRunner(
            store: store,
            spotify: .live(
                app: app ?? self.app, transport: transport ?? self.transport, vault: { [vault] in vault },
                clock: clock.wall,
                retry: .manual(clock),
                logger: .capturing(log), save: save ?? { try await store.saveCredential($0) }),
            clock: clock.wall, settings: settings, logger: .capturing(log))
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
