import Logging
import SiteModel

/// One user's turn in a run: takes the user's lock, looks again, and syncs.
struct UserTurn: Sendable {
    let runner: SyncRunner
    let state: RunGuard
    /// The user as the run was planned.
    let candidate: SyncCandidate
    let refreshesTop: Bool
    let occasion: SyncOccasion
    /// Whether somebody asked for this user.
    let isNamed: Bool

    /// How long another program may be at work on a user before the run goes on without the user.
    private static let patience: Duration = .seconds(20)

    /// Fetches from Spotify and stores the result, unless another program has done so meanwhile.
    ///
    /// - Returns: How it went, including failures.
    /// - Throws: ``StoreError`` if the store fails for everyone; ``LockError``; `CancellationError`.
    func take() async throws -> Attempt {
        let attempt = try await attempt()
        runner.logger.info(
            attempt.failure == nil ? "user synced" : "user not synced",
            metadata: [
                "user": "\(attempt.user.username)", "outcome": "\(attempt.failure?.errorWord ?? "synced")",
                "requests": .stringConvertible(attempt.requests), "newPlays": .stringConvertible(attempt.newPlays),
            ])
        return attempt
    }

    private func attempt() async throws -> Attempt {
        var attempt = Attempt(candidate.user)
        if let obstacle = state.obstacle(at: runner.clock.now()) {
            attempt.failure = obstacle
            return attempt
        }
        let lock: SiteLock
        do {
            lock = try await runner.store.locks.user(candidate.user.id, patience: Self.patience)
        } catch LockError.busy {
            attempt = Attempt(candidate.user, failure: .busy)
            attempt.isLeftOut = !isNamed
            return attempt
        }
        defer { lock.release() }
        // Read again: since the run was planned, the user may have connected again, or have another name or time zone.
        guard let user = try await runner.store.shownUsers([candidate.user.id])[candidate.user.id]?.user,
            let credential = try await runner.store.credential(of: user.id)
        else {
            attempt.failure = SyncFailure(SyncError.disconnected(username: candidate.user.username.rawValue))
            return attempt
        }
        attempt.user = user
        if credential.state == .needsReconnect, let failure = SyncFailure(user.username, .needsReconnect) {
            return Attempt(user, failure: failure)
        }
        // Whoever had the lock has synced the user, too.
        if user.syncedAt != candidate.user.syncedAt, !refreshesTop { return attempt }
        // Of many presses at once, each may have been planned before the first was done.
        if occasion == .asked, let record = try await runner.justAsked(user) {
            return record.outcome == .synced ? attempt : Attempt(user, failure: .busy)
        }
        return try await UserSync(
            runner: runner, state: state, user: user, credential: credential, refreshesTop: refreshesTop,
            occasion: occasion
        ).attempt()
    }
}
