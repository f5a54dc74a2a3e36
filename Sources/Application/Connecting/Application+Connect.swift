import Rendering
import SiteModel
package import SyncRunner

extension Application {
    /// Checks everything that can be checked before the user goes to Spotify.
    ///
    /// - Parameters:
    ///   - name: The username, new or known.
    ///   - change: What is set along with the connection.
    /// - Returns: The plan, to be completed and given to ``connect(_:visit:)``.
    /// - Throws: `UsernameError`, ``SettingsError``, `KeyFileError`, `StoreError`; ``ConnectTrouble`` while Spotify asks to
    ///   wait, because the user would agree in vain.
    package func planConnection(of name: String, _ change: UserChange = UserChange()) async throws -> ConnectPlan {
        let store = try store()
        let known = try await store.users().first { $0.username.rawValue == name }
        // A name that was reserved later stays with the user who has it.
        let username = try known?.username ?? newUsername(name, store)
        let app = try spotifyApp()
        do {
            return ConnectPlan(
                username: username, known: known, app: app, change: change, gate: try await openGate(store))
        } catch let error as SpotifyError {
            throw ConnectTrouble(cause: error, username: username)
        }
    }

    /// Checks that a user who is sent to Spotify does not go there for nothing.
    ///
    /// - Returns: The gate that requests pass.
    /// - Throws: `SpotifyError.gateClosed` while Spotify asks to wait; `KeyFileError`, `StoreError`.
    func openGate(_ store: Store) async throws -> RateGate {
        _ = try await vault(store)
        let closure = try await store.gate(named: SyncRunner.gateName)
        if let closure, closure.holds(at: clock.now()) {
            throw SpotifyError.gateClosed(until: closure.notBefore, reason: closure.reason)
        }
        return RateGate(closure: closure)
    }

    /// Asks Spotify for a user who connects.
    ///
    /// - Parameters:
    ///   - app: The operator's app.
    ///   - gate: What requests pass.
    ///   - limits: How long Spotify may take.
    ///   - policy: How often a request is repeated.
    ///   - body: Asks.
    /// - Returns: What the body returns.
    /// - Throws: What the body throws. A stop sign that Spotify sets meanwhile is stored: it holds for runs as well.
    func askingSpotify<Result: Sendable>(
        _ app: SpotifyApp, _ gate: RateGate, limits: HTTPTransport.Limits = .init(),
        policy: RetryPolicy = RetryPolicy(), _ body: (Connector) async throws -> Result
    ) async throws -> Result {
        do {
            return try await HTTPTransport.withLive(limits: limits) { transport in
                let sender = HTTPSender(transport: transport, policy: policy, gate: gate, logger: logger)
                return try await body(Connector(app: app, sender: sender, clock: clock))
            }
        } catch SpotifyError.gateMustClose(let until, let reason) {
            try await store().setGate(Gate(notBefore: until, reason: reason), named: SyncRunner.gateName)
            throw SpotifyError.gateMustClose(until: until, reason: reason)
        }
    }

    /// Connects a user.
    ///
    /// - Parameters:
    ///   - plan: The user.
    ///   - visit: Sends the user to Spotify, waits for the answer, and exchanges it.
    /// - Returns: The user as stored, and the first problem after that.
    /// - Throws: ``ConnectTrouble``, `OAuthError`, what `visit` throws; and what ``store(_:_:)`` throws.
    package func connect(
        _ plan: ConnectPlan, visit: (Connector) async throws -> Connector.Connection
    ) async throws -> ConnectedUser {
        do {
            let connection = try await askingSpotify(plan.app, plan.gate, visit)
            return try await store(connection, plan)
        } catch let error as SpotifyError {
            throw ConnectTrouble(cause: error, username: plan.username)
        }
    }

    /// Stores a connection, and the user if it is a new one.
    ///
    /// It waits for a sync of the user, which has the former tokens and may store them once more.
    ///
    /// - Returns: The user as stored, and what could not be done after that.
    /// - Throws: `StoreError.accountTaken` and the like; a new user is then not left behind. `LockError`.
    package func store(_ connection: Connector.Connection, _ plan: ConnectPlan) async throws -> ConnectedUser {
        let store = try store()
        let name = plan.username.rawValue
        try await finishLeaving(of: name, store)
        // Read again: the user may have been removed, or added, while the browser was away.
        let known = try await store.users().first { $0.username == plan.username }
        // A new user has no key yet. The lock of key 0 makes a 'rekey' wait while these tokens are sealed.
        try await inTurn(of: known?.id ?? 0, store) {
            let vault = try await vault(store)
            let credential = { @Sendable (userID: Int64) throws -> Credential in
                try vault.credential(from: connection.grant, for: userID, authorizedAt: connection.authorizedAt)
            }
            if let known {
                try await store.connectAccount(
                    connection.profile, credential: credential(known.id), at: connection.authorizedAt)
            } else {
                try await store.addUser(
                    plan.username, timeZone: TimeZoneName.name(of: plan.change.timeZone ?? settings.siteTimeZone),
                    visibility: plan.change.visibility ?? .private, connectedTo: connection.profile,
                    at: connection.authorizedAt, credential: credential)
            }
        }
        let problem = known == nil ? nil : await applied(plan.change, to: name, store)
        return ConnectedUser(user: try await store.user(named: name), problem: problem)
    }

    /// Makes the changes that came with a connection.
    ///
    /// - Returns: What failed. The account is connected: that is no reason to say that it is not.
    private func applied(_ change: UserChange, to name: String, _ store: Store) async -> (any Error)? {
        do {
            try await applyAtOnce(change, to: name, store)
            let problem = change.visibility == .private ? try await deleteHiddenPages(of: [name], store) : nil
            try await applyTimeZone(of: change, to: name, store)
            return problem
        } catch {
            return error
        }
    }
}
