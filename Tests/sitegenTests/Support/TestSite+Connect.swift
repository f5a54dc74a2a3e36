import Foundation
import SiteModel
import SpotifySimulator
import SyncRunner

extension TestSite {
    /// Connects accounts by the real code exchange, into the database and with the key that the program will use.
    ///
    /// The users get the zones in turn; without any, each that of the account.
    func connect(_ accounts: [SimulatedAccount], zones: [String] = [], at spotify: RunningSpotify) async throws {
        let store = try Store.open(path: database)
        let simulator = spotify.simulator
        let app = SpotifyApp(
            clientID: simulator.options.clientID,
            accounts: try ServiceAddress(simulator.accountsURL, setting: "accountsURL"),
            api: try ServiceAddress(simulator.apiURL, setting: "apiURL"))
        let vault = try KeyFile.vault(at: path + "/sitegen.key", hasSealedTokens: try await store.hasCredentials())
        try await HTTPTransport.withLive { transport in
            let connector = Connector(app: app, sender: HTTPSender(transport: transport))
            for (index, account) in accounts.enumerated() {
                let zone = zones.isEmpty ? account.timeZone : zones[index % zones.count]
                let username = try Username(account.suggestedUsername)
                let user = try await store.addUser(
                    username, timeZone: zone, visibility: .public, at: WallClock.system.now())
                _ = try await store.updateUser(named: username.rawValue, bio: account.bio)
                let authorization = try Authorization(app: app)
                let answer = try await Browser(transport: transport).answer(to: authorization.address, by: account)
                let connection = try await connector.connect(authorization, answer: answer)
                let credential = try vault.credential(
                    from: connection.grant, for: user.id, authorizedAt: connection.authorizedAt)
                try await store.connectAccount(connection.profile, credential: credential, at: connection.authorizedAt)
            }
        }
        try store.close()
    }

    /// Every token that is stored now, opened.
    func storedTokens() async throws -> Set<String> {
        let store = try Store.open(path: database)
        let vault = try KeyFile.vault(at: path + "/sitegen.key", hasSealedTokens: true)
        var tokens: Set<String> = []
        for user in try await store.users() {
            guard let credential = try await store.credential(of: user.id) else { continue }
            tokens.insert(try vault.open(credential.sealedAccessToken, of: .access, for: user.id).reveal())
            tokens.insert(try vault.open(credential.sealedRefreshToken, of: .refresh, for: user.id).reveal())
        }
        try store.close()
        return tokens
    }
}
