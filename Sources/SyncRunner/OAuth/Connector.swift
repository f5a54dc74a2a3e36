public import SiteModel

/// Connects a user: exchanges the browser's answer for tokens, and finds the account they belong to.
public struct Connector: Sendable {
    private let endpoint: TokenEndpoint
    private let client: SpotifyClient
    private let clock: WallClock

    /// A user who has just authorized.
    public struct Connection: Sendable {
        /// The account.
        public var profile: SpotifyAccount
        /// The tokens; ``TokenVault`` seals them for the store.
        public var grant: TokenGrant
        /// When the six months began.
        public var authorizedAt: Instant
    }

    /// Creates a connector for an app.
    public init(app: SpotifyApp, sender: HTTPSender, clock: WallClock = .system) {
        endpoint = TokenEndpoint(app: app, sender: sender, clock: clock)
        client = SpotifyClient(api: app.api, sender: sender)
        self.clock = clock
    }

    /// Exchanges the code in an answer for tokens, and asks which account they belong to.
    ///
    /// - Parameters:
    ///   - authorization: The attempt that the answer must belong to.
    ///   - answer: The address that the browser was sent to, or its query.
    /// - Returns: The connection; nothing is stored yet.
    /// - Throws: ``OAuthError`` or ``SpotifyError``.
    public func connect(_ authorization: Authorization, answer: String) async throws -> Connection {
        let code = try authorization.code(in: answer)
        let authorizedAt = clock.now()
        let grant = try await endpoint.exchange(code, for: authorization)
        return Connection(
            profile: try await client.currentUser(grant.accessToken), grant: grant, authorizedAt: authorizedAt)
    }
}
