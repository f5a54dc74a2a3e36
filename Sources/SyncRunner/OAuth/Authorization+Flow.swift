extension Authorization {
    /// What must be kept of an attempt until the browser comes back.
    ///
    /// Encoded, the secrets are readable: seal it before it leaves the process.
    package struct Flow: Hashable, Sendable {
        let state: Secret
        let verifier: Secret
        let redirectAddress: String
        let accounts: String
    }

    /// The attempt, taken apart.
    package var flow: Flow {
        Flow(state: state, verifier: pkce.verifier, redirectAddress: redirectAddress, accounts: accounts)
    }

    /// Takes up an attempt that was begun earlier.
    ///
    /// - Parameters:
    ///   - flow: What was kept of it.
    ///   - app: The operator's app.
    ///   - redirectAddress: Where Spotify sends users back to now.
    /// - Throws: ``OAuthError`` `.stateMismatch` if the attempt was begun at another Spotify or leads back to another
    ///   address; `.badRedirect`.
    package init(resuming flow: Flow, app: SpotifyApp, redirectAddress: String) throws(OAuthError) {
        guard flow.redirectAddress == redirectAddress, flow.accounts == app.accounts.description else {
            throw .stateMismatch
        }
        try self.init(
            app: app, redirectAddress: redirectAddress, pkce: PKCE(verifier: flow.verifier), state: flow.state)
    }
}

extension Authorization.Flow: Codable {
    private enum CodingKeys: String, CodingKey {
        case state, verifier, redirectAddress, accounts
    }

    /// Reads what ``encode(to:)`` wrote.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        state = Secret(try container.decode(String.self, forKey: .state))
        verifier = Secret(try container.decode(String.self, forKey: .verifier))
        redirectAddress = try container.decode(String.self, forKey: .redirectAddress)
        accounts = try container.decode(String.self, forKey: .accounts)
    }

    /// Writes the secrets as they are; only for what is sealed afterwards.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(state.reveal(), forKey: .state)
        try container.encode(verifier.reveal(), forKey: .verifier)
        try container.encode(redirectAddress, forKey: .redirectAddress)
        try container.encode(accounts, forKey: .accounts)
    }
}
