extension Application {
    /// Runs a body while no other run is under way.
    ///
    /// - Parameters:
    ///   - patience: How long to wait for another run.
    ///   - body: The work.
    /// - Returns: What the body returns.
    /// - Throws: ``RunLockError``, and what the body throws.
    package func exclusively<Result>(
        patience: Duration = .zero, _ body: () async throws -> Result
    ) async throws -> Result {
        let lock = try await RunLock.take(for: settings.database, patience: patience)
        defer { withExtendedLifetime(lock) {} }
        return try await body()
    }

    /// Runs a change that a person has asked for: it waits for another run to end, and reports that it waits.
    ///
    /// - Throws: ``RunLockError`` after ten minutes, and what the body throws.
    func exclusivelyInTurn<Result>(_ body: () async throws -> Result) async throws -> Result {
        let lock: RunLock
        do {
            lock = try await RunLock.take(for: settings.database)
        } catch RunLockError.held {
            observer.waits()
            lock = try await RunLock.take(for: settings.database, patience: .seconds(600))
        }
        defer { withExtendedLifetime(lock) {} }
        return try await body()
    }
}
