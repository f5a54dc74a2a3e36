package import SiteModel
package import SyncRunner

/// A user who has come back from Spotify.
package struct SignInOutcome: Sendable {
    /// The user as stored; a new one is private.
    package var user: User
    /// Whether the account is new here.
    package var isNew: Bool
}

/// Why somebody with a Spotify account cannot sign in; nothing was stored.
package enum SignInRefusal: Error, Hashable {
    /// The account is new here, and there is no invitation.
    case notInvited
    /// The invitation is over, or was used.
    case invitationOver
    /// A new user has not said under which name.
    case nameMissing
    /// Somebody else has the name.
    case nameTaken(String)
}

extension Application {
    /// Checks that Spotify can be asked, and begins an attempt to sign in.
    ///
    /// - Parameter redirectAddress: Where Spotify sends the browser back to.
    /// - Returns: The attempt, with the address that the browser has to open.
    /// - Throws: `SpotifyError.gateClosed` while Spotify asks to wait; ``SettingsError``, `OAuthError`, `KeyFileError`,
    ///   `StoreError`.
    package func beginSignIn(redirectAddress: String) async throws -> Authorization {
        let app = try spotifyApp()
        _ = try await openGate(store())
        return try Authorization(app: app, redirectAddress: redirectAddress)
    }

    /// Signs in somebody who comes back from Spotify: renews the connection of a known account, or adds a user.
    ///
    /// - Parameters:
    ///   - authorization: The attempt.
    ///   - answer: The query that the browser came back with.
    ///   - username: The name that a new user wishes for.
    ///   - invitation: SHA-256 of the code of an invitation.
    /// - Returns: The user.
    /// - Throws: ``SignInRefusal``, `OAuthError`, `SpotifyError`, `StoreError`, `LockError`, `KeyFileError`; nothing is stored
    ///   then, except a stop sign of Spotify's.
    package func finishSignIn(
        _ authorization: Authorization, answer: String, username: Username?, invitation: [UInt8]?
    ) async throws -> SignInOutcome {
        let store = try store()
        let connection = try await askingSpotifyOnce(store) { try await $0.connect(authorization, answer: answer) }
        try await finishLeaving(store)
        if let user = try await renewed(connection, store) { return SignInOutcome(user: user, isNew: false) }
        let newcomer = try await newcomer(username, invitation, store)
        do {
            return SignInOutcome(user: try await added(newcomer, connection, store), isNew: true)
        } catch StoreError.accountTaken {
            // The same account came back in two windows at once.
            if let user = try await renewed(connection, store) { return SignInOutcome(user: user, isNew: false) }
            throw SignInRefusal.nameTaken(newcomer.username.rawValue)
        } catch StoreError.usernameTaken(let name) {
            throw SignInRefusal.nameTaken(name)
        }
    }

    /// Asks Spotify once, for a person at a browser: better told to try again than kept waiting.
    private func askingSpotifyOnce<Result: Sendable>(
        _ store: Store, _ body: (Connector) async throws -> Result
    ) async throws -> Result {
        var limits = HTTPTransport.Limits()
        limits.whole = min(limits.whole, signInPatience / 2)
        var policy = RetryPolicy(wallClock: clock)
        policy.tries = 1
        policy.longestWait = .zero
        return try await askingSpotify(
            try spotifyApp(), try await openGate(store), limits: limits, policy: policy, body)
    }

    /// Stores a new connection of a known account; `nil` for an account that nobody has.
    private func renewed(_ connection: Connector.Connection, _ store: Store) async throws -> User? {
        guard let user = try await store.user(of: connection.profile) else { return nil }
        return try await inTurn(of: user.id, store) {
            // Read again: the user may have left while this one waited.
            guard try await store.user(of: connection.profile)?.id == user.id else { return nil }
            let credential = try await vault(store).credential(
                from: connection.grant, for: user.id, authorizedAt: connection.authorizedAt)
            try await store.connectAccount(connection.profile, credential: credential, at: connection.authorizedAt)
            return try await store.user(of: connection.profile)
        }
    }

    private func newcomer(
        _ username: Username?, _ invitation: [UInt8]?, _ store: Store
    ) async throws -> (username: Username, invitation: [UInt8]?) {
        if let invitation, settings.companion.signUp != .closed {
            guard let open = try await store.openInvitation(invitation, at: clock.now()) else {
                throw SignInRefusal.invitationOver
            }
            return (open.username, invitation)
        }
        guard settings.companion.signUp == .open else { throw SignInRefusal.notInvited }
        guard let username else { throw SignInRefusal.nameMissing }
        guard try await isFree(username, store) else { throw SignInRefusal.nameTaken(username.rawValue) }
        return (try newUsername(username.rawValue, store), nil)
    }

    /// Whether anybody may take a name: nobody has it, it is not promised to somebody else, and no rights hang on it.
    package func isFree(_ username: Username, _ store: Store) async throws -> Bool {
        let name = username.rawValue
        if settings.companion.admins.contains(name) { return false }
        if try await store.openInvitations(at: clock.now()).contains(where: { $0.username == username }) {
            return false
        }
        return try await !store.hasUser(named: name)
    }

    private func added(
        _ newcomer: (username: Username, invitation: [UInt8]?), _ connection: Connector.Connection, _ store: Store
    ) async throws -> User {
        try await inTurn(of: 0, store) {
            let vault = try await vault(store)
            return try await store.addUser(
                newcomer.username, timeZone: TimeZoneName.name(of: settings.siteTimeZone), visibility: .private,
                connectedTo: connection.profile, invitation: newcomer.invitation, at: connection.authorizedAt
            ) { userID in
                try vault.credential(from: connection.grant, for: userID, authorizedAt: connection.authorizedAt)
            }
        }
    }
}
