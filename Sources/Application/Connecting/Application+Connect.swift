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
        let username = try known?.username ?? newUsername(name)
        let app = try spotifyApp()
        // A key that cannot be used is better reported before the user has been to Spotify.
        _ = try await vault(store)
        let closure = try await store.gate(named: SyncRunner.gateName)
        if let closure, closure.holds(at: clock.now()) {
            throw ConnectTrouble(
                cause: .gateClosed(until: closure.notBefore, reason: closure.reason), username: username)
        }
        return ConnectPlan(
            username: username, known: known, app: app,
            change: change, gate: RateGate(closure: closure))
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
            let connection = try await HTTPTransport.withLive { transport in
                let sender = HTTPSender(transport: transport, gate: plan.gate, logger: logger)
                return try await visit(Connector(app: plan.app, sender: sender, clock: clock))
            }
            return try await store(connection, plan)
        } catch let error as SpotifyError {
            // A stop sign that Spotify set meanwhile holds for runs as well.
            if case .gateMustClose(let until, let reason) = error {
                try await store().setGate(Gate(notBefore: until, reason: reason), named: SyncRunner.gateName)
            }
            throw ConnectTrouble(cause: error, username: plan.username)
        }
    }

    /// Stores a connection, and the user if it is a new one.
    ///
    /// It waits until no run is under way: a run holds the former tokens and may store them again.
    ///
    /// - Returns: The user as stored, and the first problem after that.
    /// - Throws: `StoreError` such as `accountTaken`; a new user is then deleted again. ``RunLockError``.
    package func store(_ connection: Connector.Connection, _ plan: ConnectPlan) async throws -> ConnectedUser {
        let store = try store()
        let name = plan.username.rawValue
        return try await exclusivelyInTurn {
            try await finishLeaving(store)
            // Read again: a 'rekey' may have come while the user was away in the browser.
            let vault = try await vault(store)
            // So may the removal of the user.
            let known = try await store.users().first { $0.username == plan.username }
            let user: User
            if let known {
                user = known
            } else {
                user = try await store.addUser(
                    plan.username, timeZone: TimeZoneName.name(of: plan.change.timeZone ?? settings.siteTimeZone),
                    visibility: plan.change.visibility ?? .private, at: connection.authorizedAt)
            }
            do {
                let credential = try vault.credential(
                    from: connection.grant, for: user.id, authorizedAt: connection.authorizedAt)
                try await store.connectAccount(
                    connection.profile, credential: credential, at: connection.authorizedAt)
            } catch {
                if known == nil { try await store.removeUser(named: name) }
                throw error
            }
            // The account is connected: from here on, a failure is no reason to say that it is not.
            var problem: (any Error)?
            if known != nil {
                do {
                    try await applyAtOnce(plan.change, to: name, store)
                    if plan.change.visibility == .private { problem = try await deleteHiddenPages(of: [name], store) }
                    try await applyTimeZone(of: plan.change, to: name, store)
                } catch {
                    problem = problem ?? error
                }
            }
            return ConnectedUser(user: try await store.user(named: name), problem: problem)
        }
    }
}
