import Foundation
import SiteModel
import SpotifySimulator
import SpotifyTestSupport
import SyncRunner

extension TestSite {
    /// Connects accounts by a real code exchange, with the database and the key that the program uses.
    ///
    /// The users get the zones in turn; without zones, each user gets the zone of the account.
    func connect(_ accounts: [SimulatedAccount], zones: [String] = [], at spotify: RunningSpotify) async throws {
        let store = try Store.open(path: database)
        let app = try SpotifyApp(registeredAt: spotify.simulator)
        let vault = try KeyFile.vault(at: path + "/sitegen.key", hasSealedTokens: try await store.hasCredentials())
        try await HTTPTransport.withLive { transport in
            let connector = AccountConnector(store: store, vault: vault, app: app, transport: transport)
            for (index, account) in accounts.enumerated() {
                try await connector.connect(account, timeZone: zones.isEmpty ? nil : zones[index % zones.count])
                _ = try await store.updateUser(named: account.suggestedUsername, bio: account.bio)
            }
        }
        try store.close()
    }

    /// Every credential that is stored now; its tokens are sealed.
    func storedCredentials() async throws -> [Credential] {
        let store = try Store.open(path: database)
        let credentials = try await store.credentials().map(\.credential)
        try store.close()
        return credentials
    }

    /// Every token that is stored now, decrypted.
    func storedTokens() async throws -> Set<String> {
        let vault = try KeyFile.vault(at: path + "/sitegen.key", hasSealedTokens: true)
        var tokens: Set<String> = []
        for credential in try await storedCredentials() {
            let user = credential.userID
            tokens.insert(try vault.open(credential.sealedAccessToken, of: .access, for: user).reveal())
            tokens.insert(try vault.open(credential.sealedRefreshToken, of: .refresh, for: user).reveal())
        }
        return tokens
    }
}
