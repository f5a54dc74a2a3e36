package import SiteModel
internal import SyncRunner

/// Begins, finds and ends the sessions of browsers.
///
/// A session is a signed token in a cookie, and a row in the store. Ending it deletes the row, which holds at once.
package struct SessionKeeper: Sendable {
    private let store: Store
    private let keyFile: String
    private let issuer: String
    private let clock: WallClock

    /// Creates a keeper.
    ///
    /// - Parameters:
    ///   - store: Has the rows.
    ///   - keyFile: `secretKeyFile`, made absolute; read at each use, so that a new key ends every session.
    ///   - issuer: `site.baseURL`.
    ///   - clock: Tells when a session is over.
    package init(store: Store, keyFile: String, issuer: String, clock: WallClock = .system) {
        self.store = store
        self.keyFile = keyFile
        self.issuer = issuer
        self.clock = clock
    }

    /// Begins a session for a user who has just come back from Spotify.
    ///
    /// - Parameters:
    ///   - user: Who signs in.
    ///   - agent: The header `User-Agent`.
    ///   - former: The session cookie that the browser sent. That session ends, also one of another user.
    /// - Returns: The value of the session cookie.
    /// - Throws: `StoreError` and `KeyFileError`; the former session then lasts.
    package func begin(for user: User, agent: String?, replacing former: String?) async throws -> String {
        let key = try KeyFile.derivedKey(for: .session, at: keyFile)
        let now = clock.now()
        let formerToken = await token(in: former, key, now)
        let token = SessionToken(
            userID: user.id, secret: SecretCode(), issuedAt: now, expiresAt: now + CompanionSession.lifetime)
        let value = try await token.signed(by: issuer, with: key)
        try await store.beginSession(
            token.secret.hash, of: user, agent: agent.flatMap(Self.shown), at: now, replacing: formerToken?.secret.hash)
        return value
    }

    /// Finds out who sends a request.
    ///
    /// - Parameter cookie: The session cookie that the browser sent.
    /// - Returns: `nil` for nobody: without a cookie, or with one that does not stand for a session that lasts.
    /// - Throws: `StoreError` and `KeyFileError`, when it cannot be found out: nobody may then be treated as signed in.
    package func session(fromCookie cookie: String?) async throws -> SignedIn? {
        guard cookie != nil else { return nil }
        let now = clock.now()
        guard let token = await token(in: cookie, try KeyFile.derivedKey(for: .session, at: keyFile), now),
            let (session, user) = try await store.session(token.secret.hash, at: now), user.id == token.userID
        else { return nil }
        if now.since(session.seenAt) >= CompanionSession.seenEvery {
            try await store.touchSession(session.id, at: now)
        }
        return SignedIn(user: user, session: session, secret: token.secret)
    }

    /// The sessions of a user, the one used last first.
    package func sessions(of signedIn: SignedIn) async throws -> [CompanionSession] {
        try await store.sessions(of: signedIn.user.id, at: clock.now())
    }

    /// Ends the session that a request belongs to.
    package func end(_ signedIn: SignedIn) async throws {
        try await store.endSession(signedIn.session.id)
    }

    /// Ends every session of a user, this one as well.
    package func endAll(of signedIn: SignedIn) async throws {
        try await store.endSessions(of: signedIn.user.id)
    }

    /// Ends every session of a user but this one.
    package func endOthers(of signedIn: SignedIn) async throws {
        try await store.endSessions(of: signedIn.user.id, except: signedIn.session.id)
    }

    /// Ends one of a user's sessions, named by its ``CompanionSession/publicID``.
    ///
    /// - Returns: Whether the user had such a session.
    package func end(publicID: String, of signedIn: SignedIn) async throws -> Bool {
        try await store.endSession(publicID: publicID, of: signedIn.user.id)
    }

    private func token(in cookie: String?, _ key: DerivedKey, _ now: Instant) async -> SessionToken? {
        guard let cookie else { return nil }
        return await SessionToken(cookie, issuer: issuer, key: key, at: now)
    }

    /// What is kept of a `User-Agent`: 200 printable ASCII characters, which every browser's has.
    private static func shown(_ agent: String) -> String? {
        let bytes = agent.utf8.filter { (0x20...0x7E).contains($0) }.prefix(200)
        return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
    }
}
