import Logging
import SiteModel

/// The result of one user's sync in a run.
struct Attempt: Sendable {
    var user: User
    var newPlays = 0
    var requests = 0
    /// `nil` after a success.
    var failure: SyncFailure?
    /// What it says about the token endpoint.
    var sign = RefusalStreak.Sign.none
    /// Whether the attempt is already recorded in the store.
    var isRecorded = false
    /// `false` for a user who was named but not synced.
    var wasDue = true
    /// Whether the user of a scheduled run was left to the next, because another program is at work on the user.
    var isLeftOut = false
    /// The authorization that Spotify was asked with.
    var authorizedAt: Instant?
    /// Why the user was synced.
    var occasion = SyncOccasion.run

    init(_ user: User) {
        self.user = user
    }

    init(_ user: User, failure: SyncFailure) {
        self.user = user
        self.failure = failure
        wasDue = false
    }
}

/// One user's sync in a run, from the token to the one transaction.
///
/// The caller holds the user's lock.
struct UserSync: Sendable {
    let runner: SyncRunner
    let state: RunGuard
    let user: User
    let credential: Credential
    let refreshesTop: Bool
    let occasion: SyncOccasion

    /// Fetches from Spotify and stores the result.
    ///
    /// - Returns: How it went, including failures.
    /// - Throws: ``StoreError`` if the store fails for everyone; `CancellationError`.
    func attempt() async throws -> Attempt {
        var attempt = Attempt(user)
        attempt.authorizedAt = credential.authorizedAt
        attempt.occasion = occasion
        do {
            let session = try runner.spotify.session(credential, state.gate)
            defer { attempt.requests = session.requests() }
            try await fetchAndStore(session, into: &attempt)
        } catch let error as CancellationError {
            throw error
        } catch let error as StoreError where error.concernsEveryone {
            throw error
        } catch {
            attempt.failure = SyncFailure(error)
        }
        attempt.sign = sign(of: attempt)
        state.count(attempt.failure)
        try await settle(attempt)
        return attempt
    }

    private func fetchAndStore(_ session: SpotifySession, into attempt: inout Attempt) async throws {
        // Before anything is sent: plays that cannot be dated are not worth a request.
        guard let zone = ZoneOffsets(identifier: user.timeZone) else {
            throw SyncError.unknownTimeZone(user.timeZone, username: user.username.rawValue)
        }
        let steps = UserFetch(session: session, policy: runner.policy, clock: runner.clock, refreshesTop: refreshesTop)
        let result = try await steps.fetch(user, listDates: runner.store.topListDates(of: user.id))
        if result.impossible > 0 {
            runner.logger.warning(
                "plays with an impossible date were left out; check this machine's clock",
                metadata: ["user": "\(user.username)", "plays": "\(result.impossible)"])
        }
        let record = SyncRecord(
            at: runner.clock.now(), outcome: result.failure?.outcome ?? .synced, requests: session.requests(),
            newPlays: 0, errorWord: result.failure?.errorWord, occasion: occasion)
        let stored = try await store(result.listening, record: record, clock: zone)
        attempt.newPlays = stored.newPlays
        attempt.failure = result.failure
        attempt.isRecorded = true
        try await TemperamentKeeper(store: runner.store, clock: runner.clock)
            .measure(user.id, zone: zone, isChanged: stored.changedPlays)
        try await runner.store.updateRecaps(of: user.id, zone: zone, at: runner.clock.now())
    }

    private func store(
        _ listening: FetchedListening, record: SyncRecord, clock: ZoneOffsets
    ) async throws -> RecordedListening {
        do {
            return try await runner.store.recordSync(listening, of: user.id, record: record, clock: clock)
        } catch StoreError.otherAccount(let username) {
            throw SyncError.otherAccount(username: username)
        }
    }

    private func sign(of attempt: Attempt) -> RefusalStreak.Sign {
        guard let failure = attempt.failure else { return .accepted }
        guard failure.outcome == .needsReconnect else { return attempt.isRecorded ? .accepted : .none }
        let end = AuthorizationTerm(authorizedAt: credential.authorizedAt).endsAt
        return end <= runner.clock.now() ? .refusedByAge : .refused
    }

    /// Does what cannot wait until the end of the run; refusals can.
    private func settle(_ attempt: Attempt) async throws {
        guard let failure = attempt.failure else { return }
        if let gate = failure.gate { try await runner.store.setGate(gate, named: SyncRunner.gateName) }
        state.stop(for: failure)
        if failure.outcome != .needsReconnect { try await runner.remember(attempt) }
    }
}

extension StoreError {
    /// Whether every other user would get the same error.
    var concernsEveryone: Bool {
        switch self {
        case .database, .unknownUser, .usernameTaken, .accountTaken, .otherAccount, .elsewhere: false
        case .notADatabase, .newer, .foreign, .wrongSchema, .otherPart, .notWritable, .tooManyFiles, .noFolder, .full,
            .locked:
            true
        }
    }
}
