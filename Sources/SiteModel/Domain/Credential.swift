/// A user's connection to Spotify; the tokens are sealed.
public struct Credential: Hashable, Sendable {
    /// Whether the connection can be used.
    public enum State: String, Sendable, CaseIterable {
        case active
        /// The refresh token was refused; the user must connect again.
        case needsReconnect
    }

    /// The user's key.
    public var userID: Int64
    /// The access token, sealed.
    public var sealedAccessToken: [UInt8]
    /// The refresh token, sealed.
    public var sealedRefreshToken: [UInt8]
    /// When the access token expires.
    public var expiresAt: Instant
    /// The scopes that the user granted, separated by spaces, as Spotify writes them.
    public var scopes: String
    /// When the user authorized; the refresh token expires six months later.
    public var authorizedAt: Instant
    /// Whether the connection can be used.
    public var state: State

    /// Creates a credential.
    public init(
        userID: Int64, sealedAccessToken: [UInt8], sealedRefreshToken: [UInt8], expiresAt: Instant, scopes: String,
        authorizedAt: Instant, state: State = .active
    ) {
        self.userID = userID
        self.sealedAccessToken = sealedAccessToken
        self.sealedRefreshToken = sealedRefreshToken
        self.expiresAt = expiresAt
        self.scopes = scopes
        self.authorizedAt = authorizedAt
        self.state = state
    }
}
