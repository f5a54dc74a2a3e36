package import SiteModel
package import SpotifySimulator
package import SyncRunner

/// Connects simulated accounts as a person would: opens the address, agrees, and exchanges the code.
package struct AccountConnector: Sendable {
    private let store: Store
    private let vault: TokenVault
    private let app: SpotifyApp
    private let transport: HTTPTransport
    private let sender: HTTPSender
    private let clock: WallClock

    /// Connects users of `store` with the keys of `vault`; by default `transport` exchanges the code, too.
    package init(
        store: Store, vault: TokenVault, app: SpotifyApp, transport: HTTPTransport, sender: HTTPSender? = nil,
        clock: WallClock = .system
    ) {
        self.store = store
        self.vault = vault
        self.app = app
        self.transport = transport
        self.sender = sender ?? HTTPSender(transport: transport)
        self.clock = clock
    }

    /// Connects an account as a user named after it, who is added if there is none, by default in the account's zone.
    @discardableResult
    package func connect(_ account: SimulatedAccount, timeZone: String? = nil) async throws -> User {
        let user = try await user(of: account, timeZone: timeZone ?? account.timeZone)
        let authorization = try Authorization(app: app)
        let answer = try await Browser(transport: transport).answer(to: authorization.address, by: account)
        let connection = try await Connector(app: app, sender: sender, clock: clock)
            .connect(authorization, answer: answer)
        let credential = try vault.credential(
            from: connection.grant, for: user.id, authorizedAt: connection.authorizedAt)
        try await store.connectAccount(connection.profile, credential: credential, at: connection.authorizedAt)
        return user
    }

    private func user(of account: SimulatedAccount, timeZone: String) async throws -> User {
        do {
            return try await store.user(named: account.suggestedUsername)
        } catch StoreError.unknownUser {
            return try await store.addUser(
                Username(account.suggestedUsername), timeZone: timeZone, visibility: .public, at: clock.now())
        }
    }
}

extension SpotifyApp {
    /// The app that is registered at a simulator that listens.
    package init(registeredAt simulator: SpotifySimulator) throws {
        self.init(
            clientID: simulator.options.clientID, clientSecret: simulator.options.clientSecret.map { Secret($0) },
            accounts: try ServiceAddress(simulator.accountsURL, setting: "spotify.accountsURL"),
            api: try ServiceAddress(simulator.apiURL, setting: "spotify.apiURL"))
    }
}
