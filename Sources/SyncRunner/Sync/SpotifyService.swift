public import Logging
public import SiteModel

/// Spotify as the sync sees it: one session per user, over the network or from a test.
public struct SpotifyService: Sendable {
    /// Begins a session for the user of a credential; all sessions of a run share the gate.
    var session: @Sendable (_ credential: Credential, _ gate: RateGate) throws -> SpotifySession

    /// Creates a service from the function that begins a session.
    init(session: @escaping @Sendable (_ credential: Credential, _ gate: RateGate) throws -> SpotifySession) {
        self.session = session
    }

    /// Spotify over the real protocol.
    ///
    /// - Parameters:
    ///   - app: The operator's app, and Spotify's addresses.
    ///   - transport: How requests leave the program.
    ///   - vault: Opens and seals the tokens.
    ///   - store: Refreshed tokens are saved here before they are used.
    ///   - clock: Tells when a token expires.
    ///   - retry: How often a request is repeated.
    ///   - logger: Gets methods, paths and statuses; nothing else.
    /// - Returns: A service for ``SyncRunner``.
    public static func live(
        app: SpotifyApp, transport: HTTPTransport, vault: @escaping @Sendable () throws -> TokenVault, store: Store,
        clock: WallClock = .system,
        retry: RetryPolicy = RetryPolicy(), logger: Logger = Logger(label: "sitegen.http")
    ) -> SpotifyService {
        live(
            app: app, transport: transport, vault: vault, clock: clock, retry: retry, logger: logger,
            save: { try await store.saveCredential($0) })
    }

    /// The same with another place to save refreshed tokens.
    static func live(
        app: SpotifyApp, transport: HTTPTransport, vault: @escaping @Sendable () throws -> TokenVault, clock: WallClock,
        retry: RetryPolicy,
        logger: Logger, save: @escaping @Sendable (Credential) async throws -> Void
    ) -> SpotifyService {
        SpotifyService { credential, gate in
            let sender = HTTPSender(transport: transport, policy: retry, gate: gate, logger: logger)
            let provider = try AccessTokenProvider(
                credential: credential, vault: try vault(),
                endpoint: TokenEndpoint(app: app, sender: sender, clock: clock),
                clock: clock, save: save)
            return SpotifySession(
                client: SpotifyClient(api: app.api, sender: sender), provider: provider,
                counter: sender.counter)
        }
    }
}

/// The requests that can be made for one user.
struct SpotifySession: Sendable {
    /// The last plays; `isFull` says that Spotify offered as many as it ever does.
    var recentlyPlayed: @Sendable () async throws -> (plays: [TrackPlay], isFull: Bool)
    var topArtists: @Sendable (TimeRange) async throws -> [Artist]
    var topTracks: @Sendable (TimeRange) async throws -> [Track]
    var currentUser: @Sendable () async throws -> SpotifyAccount
    /// How many requests were sent so far, including retries and refreshes.
    var requests: @Sendable () -> Int
}

extension SpotifySession {
    fileprivate init(client: SpotifyClient, provider: AccessTokenProvider, counter: RequestCounter) {
        recentlyPlayed = {
            let listing = try await provider.withToken { try await client.recentlyPlayed($0) }
            return (listing.items, listing.count >= RecentPlays.limit)
        }
        topArtists = { range in try await provider.withToken { try await client.topArtists(over: range, $0) }.items }
        topTracks = { range in try await provider.withToken { try await client.topTracks(over: range, $0) }.items }
        currentUser = { try await provider.withToken { try await client.currentUser($0) } }
        requests = { counter.count }
    }
}
