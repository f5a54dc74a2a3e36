import SiteModel

extension Application {
    /// Runs a body while no other run is under way.
    ///
    /// - Parameters:
    ///   - patience: How long to wait for another run.
    ///   - body: The work.
    /// - Returns: What the body returns.
    /// - Throws: `LockError`, and what the body throws.
    package func exclusively<Result>(
        patience: Duration = .zero, _ body: () async throws -> Result
    ) async throws -> Result {
        let lock = try await RunLock.take(for: settings.database, patience: patience)
        defer { withExtendedLifetime(lock) {} }
        return try await body()
    }

    /// Runs a body that is about everyone while no other run is under way.
    ///
    /// For named users it needs only their locks, which the steps take themselves.
    func exclusively<Result>(unlessNamed users: [String]?, _ body: () async throws -> Result) async throws -> Result {
        if users == nil { try await exclusively { try await body() } } else { try await body() }
    }

    /// Changes a user while no other program does: a sync under way still has the former tokens and time zone.
    ///
    /// - Parameters:
    ///   - user: The user's key.
    ///   - store: The store.
    ///   - body: The change.
    /// - Returns: What the body returns.
    /// - Throws: `LockError` after ``patience``, and what the body throws.
    func inTurn<Result>(of user: Int64, _ store: Store, _ body: () async throws -> Result) async throws -> Result {
        let lock: SiteLock
        do {
            lock = try await store.locks.user(user, patience: .zero)
        } catch LockError.busy {
            observer.waits()
            lock = try await store.locks.user(user, patience: patience)
        }
        defer { lock.release() }
        return try await body()
    }
}
