public import SiteModel

/// One user's access token, fresh whenever it is asked for.
///
/// One refresh is sent for any number of callers, and no new access token is used before the refresh token that came with it is
/// stored, because the old one may be dead by then.
public actor AccessTokenProvider {
    /// The tokens as they are between two refreshes.
    public struct Tokens: Sendable {
        /// Opens the Web API.
        public var access: Secret
        /// Gets the next access token.
        public var refresh: Secret
        /// When the access token ends.
        public var expiresAt: Instant

        /// Creates a set of tokens.
        public init(access: Secret, refresh: Secret, expiresAt: Instant) {
            self.access = access
            self.refresh = refresh
            self.expiresAt = expiresAt
        }
    }

    /// A token with less left than this is refreshed before it is used.
    static let margin: Duration = .seconds(60)

    private let refreshTokens: @Sendable (Secret) async throws -> TokenGrant
    private let save: @Sendable (Tokens) async throws -> Void
    private let clock: WallClock

    private var tokens: Tokens
    /// Tokens that Spotify gave but the store has not taken yet: saved again before anything is sent.
    private var unsaved: Tokens?
    /// A refusal is final: it is not tried again.
    private var refusal: OAuthError?
    private var refreshing: Task<Tokens, any Error>?

    /// Creates a provider.
    ///
    /// - Parameters:
    ///   - tokens: What the store holds.
    ///   - clock: Tells when a token ends.
    ///   - refresh: Asks Spotify: ``TokenEndpoint/refresh(_:)``.
    ///   - save: Stores the new tokens, sealed; when it fails they are not used.
    public init(
        tokens: Tokens, clock: WallClock = .system, refresh: @escaping @Sendable (Secret) async throws -> TokenGrant,
        save: @escaping @Sendable (Tokens) async throws -> Void
    ) {
        self.tokens = tokens
        self.clock = clock
        refreshTokens = refresh
        self.save = save
    }

    /// An access token with at least a minute left.
    public func token() async throws -> Secret {
        if unsaved == nil, tokens.expiresAt.since(clock.now()) >= Self.margin { return tokens.access }
        return try await refreshed()
    }

    /// Runs `body` with a token; when Spotify refuses it, once more with a fresh one.
    ///
    /// - Parameter body: Sends requests; ``SpotifyError/unauthorized`` makes it run again.
    /// - Returns: What `body` returns.
    /// - Throws: What `body` throws, or what the refresh does.
    public nonisolated func withToken<Result: Sendable>(
        _ body: (Secret) async throws -> Result
    ) async throws -> Result {
        let first = try await token()
        do {
            return try await body(first)
        } catch SpotifyError.unauthorized {
            return try await body(replacement(for: first))
        }
    }

    /// A token other than `refused`: one that another caller has refreshed meanwhile, or a new one.
    private func replacement(for refused: Secret) async throws -> Secret {
        if tokens.access != refused { return try await token() }
        return try await refreshed()
    }

    private func refreshed() async throws -> Secret {
        if let refusal { throw refusal }
        return try await (refreshing ?? startRefresh()).value.access
    }

    private func startRefresh() -> Task<Tokens, any Error> {
        // Not a child of the first caller: one caller's cancellation must not cut a rotation that others wait for.
        let task = Task {
            // Cleared here and not by a waiter: a late one would wipe the next refresh.
            defer { refreshing = nil }
            return try await refreshAndSave()
        }
        refreshing = task
        return task
    }

    private func refreshAndSave() async throws -> Tokens {
        let new = if let unsaved { unsaved } else { try await newTokens() }
        unsaved = new
        try await save(new)
        unsaved = nil
        tokens = new
        return new
    }

    private func newTokens() async throws -> Tokens {
        do {
            let grant = try await refreshTokens(tokens.refresh)
            return Tokens(
                access: grant.accessToken, refresh: grant.refreshToken ?? tokens.refresh, expiresAt: grant.expiresAt)
        } catch OAuthError.refused {
            refusal = .refused
            throw OAuthError.refused
        }
    }
}
