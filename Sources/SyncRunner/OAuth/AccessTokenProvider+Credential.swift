public import SiteModel

extension AccessTokenProvider {
    /// Creates a provider from a stored credential; it seals the tokens that it saves.
    ///
    /// - Parameters:
    ///   - credential: The user's connection, as stored.
    ///   - vault: Opens and seals its tokens.
    ///   - endpoint: Gives new tokens.
    ///   - clock: Tells when a token expires.
    ///   - save: Stores the credential with the new tokens.
    /// - Throws: ``TokenVaultError`` if the tokens cannot be opened.
    public init(
        credential: Credential, vault: TokenVault, endpoint: TokenEndpoint, clock: WallClock = .system,
        save: @escaping @Sendable (Credential) async throws -> Void
    ) throws {
        self.init(
            tokens: try vault.tokens(of: credential), clock: clock, refresh: { try await endpoint.refresh($0) },
            save: { tokens in try await save(vault.credential(credential, with: tokens)) })
    }
}

extension TokenVault {
    /// The credential of a user who has just authorized.
    ///
    /// - Parameters:
    ///   - grant: The result of exchanging the code.
    ///   - userID: The user's key.
    ///   - authorizedAt: When the user authorized, which begins the six months.
    /// - Returns: A credential for the store.
    /// - Throws: ``TokenVaultError`` if a token cannot be sealed.
    public func credential(
        from grant: TokenGrant, for userID: Int64, authorizedAt: Instant
    ) throws(TokenVaultError) -> Credential {
        Credential(
            userID: userID, sealedAccessToken: try seal(grant.accessToken, of: .access, for: userID),
            sealedRefreshToken: try seal(grant.refreshToken ?? Secret(""), of: .refresh, for: userID),
            expiresAt: grant.expiresAt, scopes: grant.scopes ?? SpotifyApp.scopes, authorizedAt: authorizedAt)
    }

    func tokens(of credential: Credential) throws(TokenVaultError) -> AccessTokenProvider.Tokens {
        AccessTokenProvider.Tokens(
            access: try open(credential.sealedAccessToken, of: .access, for: credential.userID),
            refresh: try open(credential.sealedRefreshToken, of: .refresh, for: credential.userID),
            expiresAt: credential.expiresAt)
    }

    func credential(
        _ former: Credential, with tokens: AccessTokenProvider.Tokens
    ) throws(TokenVaultError) -> Credential {
        var credential = former
        credential.sealedAccessToken = try seal(tokens.access, of: .access, for: former.userID)
        credential.sealedRefreshToken = try seal(tokens.refresh, of: .refresh, for: former.userID)
        credential.expiresAt = tokens.expiresAt
        return credential
    }
}
