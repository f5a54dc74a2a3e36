public import SiteModel

/// Provides one user's access token, refreshed when necessary.
///
/// Any number of callers share one refresh. A new access token is not used before the refresh token that came with it
/// is stored, because the old one may no longer be valid.
public actor AccessTokenProvider {
    /// The tokens between two refreshes.
    public struct Tokens: Sendable {
        /// The access token for the Web API.
        public var access: Secret
        /// The refresh token.
        public var refresh: Secret
        /// When the access token expires.
        public var expiresAt: Instant

        /// Creates a set of tokens.
        public init(access: Secret, refresh: Secret, expiresAt: Instant) {
            self.access = access
            self.refresh = refresh
            self.expiresAt = expiresAt
        }
    }

    /// A token that expires within this time is refreshed before it is used.
    static let margin: Duration = .seconds(60)

    private let refreshTokens: @Sendable (Secret) async throws -> TokenGrant
    private let save: @Sendable (Tokens) async throws -> Void
    private let clock: WallClock

    private var tokens: Tokens
    /// Tokens that could not be stored yet; they are saved again before anything is sent.
    private var unsaved: Tokens?
    /// A refusal is final; no further refresh is tried.
    private var refusal: OAuthError?
    private var refreshing: Task<Tokens, any Error>?

    /// Creates a provider.
    ///
    /// - Parameters:
    ///   - tokens: What the store holds.
    ///   - clock: Tells when a token expires.
    ///   - refresh: Gets new tokens: ``TokenEndpoint/refresh(_:)``.
    ///   - save: Stores the new tokens, sealed; if it fails, they are not used.
    public init(
        tokens: Tokens, clock: WallClock = .system, refresh: @escaping @Sendable (Secret) async throws -> TokenGrant,
        save: @escaping @Sendable (Tokens) async throws -> Void
    ) {
        self.tokens = tokens
        self.clock = clock
        refreshTokens = refresh
        self.save = save
    }

    /// An access token that is valid for at least another minute.
    public func token() async throws -> Secret {
        if unsaved == nil, tokens.expiresAt.since(clock.now()) >= Self.margin { return tokens.access }
        return try await refreshed()
    }

    /// Runs `body` with a token, and once more with a new one if Spotify refuses it.
    ///
    /// - Parameter body: Sends requests; ``SpotifyError/unauthorized`` makes it run again.
    /// - Returns: What `body` returns.
    /// - Throws: What `body` or the refresh throws.
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

    /// A token other than `refused`: another caller's new token, or one from a refresh.
    private func replacement(for refused: Secret) async throws -> Secret {
        if tokens.access != refused { return try await token() }
        return try await refreshed()
    }

    private func refreshed() async throws -> Secret {
        if let refusal { throw refusal }
        return try await (refreshing ?? startRefresh()).value.access
    }

    private func startRefresh() -> Task<Tokens, any Error> {
        // Not a child task of the first caller, whose cancellation must not stop a refresh that others wait for.
        let task = Task {
            // Cleared here and not by a caller: a late one would clear the next refresh.
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
