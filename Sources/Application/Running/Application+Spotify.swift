package import SiteModel
package import SyncRunner

extension Application {
    /// The operator's Spotify app, from the settings.
    ///
    /// - Throws: ``SettingsError`` when no client id is set, or only the one of the examples.
    package func spotifyApp() throws -> SpotifyApp {
        guard let clientID = settings.spotifyClientID, clientID != "your-apps-client-id" else {
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
    package func vault(_ store: Store) async throws -> TokenVault {
        try KeyFile.vault(at: settings.secretKeyFile, hasSealedTokens: try await store.hasCredentials())
    }

    /// Syncs users who are due, or the named ones.
    ///
    /// Without a client id and without a connected user there is nobody to sync, and that is no mistake: pages may come
    /// from imported history alone.
    ///
    /// Once `isOver` says so, nobody else is asked.
    package func sync(
        _ store: Store, users: [String]?, force: Bool, refreshTop: Bool, occasion: SyncOccasion = .run,
        isOver: @escaping @Sendable () -> Bool = { false }
    ) async throws -> SyncReport {
        if settings.spotifyClientID == nil, try await !store.hasCredentials(), users == nil { return SyncReport() }
        let app = try spotifyApp()
        // A key that cannot be used is told before anybody is asked. Each user's sync then reads it in turn: a 'rekey' waits.
        _ = try await vault(store)
        let keyFile = settings.secretKeyFile
        return try await HTTPTransport.withLive { transport in
            let spotify = SpotifyService.live(
                app: app, transport: transport, vault: { try KeyFile.vault(at: keyFile, hasSealedTokens: true) },
                store: store,
                clock: clock, logger: logger)
            let runner = SyncRunner(
                store: store, spotify: spotify, clock: clock, settings: settings.sync, logger: logger)
            let report = try await runner.run(
                users: users, force: force, refreshTop: refreshTop, occasion: occasion, isOver: isOver,
                progress: observer.syncs)
            log(report)
            return report
        }
    }
}
