import Rendering
import SiteModel
import SyncRunner

extension Live {
    /// The operator's app, by the settings.
    ///
    /// - Throws: ``SettingsError`` when no client id is set.
    func spotifyApp() throws -> SpotifyApp {
        guard let clientID = settings.spotifyClientID else {
            throw SettingsError.missing(
                key: .spotifyClientID,
                purpose: "Spotify answers only to an app of your own (README, 'Connect an account')")
        }
        return SpotifyApp(
            clientID: clientID, clientSecret: settings.spotifyClientSecret.map { Secret($0) },
            accounts: try ServiceAddress(settings.spotifyAccountsURL, setting: SettingKey.spotifyAccountsURL.rawValue),
            api: try ServiceAddress(settings.spotifyAPIURL, setting: SettingKey.spotifyAPIURL.rawValue))
    }

    /// The vault of the key that seals this store's tokens.
    func vault(_ store: Store) async throws -> TokenVault {
        try KeyFile.vault(at: settings.secretKeyFile, hasSealedTokens: try await store.hasCredentials())
    }

    /// Syncs who is due, or who is named.
    ///
    /// Without a client id and without a connected user there is nobody to sync, and that is no mistake: pages may come
    /// from exports alone.
    func sync(_ store: Store, users: [String]?, force: Bool, refreshTop: Bool) async throws -> SyncReport {
        if settings.spotifyClientID == nil, try await !store.hasCredentials(), users == nil { return SyncReport() }
        let app = try spotifyApp()
        let vault = try await vault(store)
        return try await HTTPTransport.withLive { transport in
            let spotify = SpotifyService.live(
                app: app, transport: transport, vault: vault, store: store, clock: clock, logger: logger)
            let runner = SyncRunner(
                store: store, spotify: spotify, clock: clock,
                settings: settings.sync, logger: logger)
            return try await runner.run(users: users, force: force, refreshTop: refreshTop) { progress in
                switch progress {
                case .started(let users): console.progress("Syncing \(users) users")
                case .finished(_, let done, let users): console.progress("Syncing \(done)/\(users)")
                }
            }
        }
    }

    /// Builds what is not fresh.
    func build(
        _ store: Store, _ scope: Site.Scope, rendersAll: Bool = false, isDryRun: Bool = false
    ) async throws -> BuildReport {
        try await site(store).build(scope, rendersAll: rendersAll, isDryRun: isDryRun) { users in
            console.progress("Building: \(users) users")
        }
    }
}
