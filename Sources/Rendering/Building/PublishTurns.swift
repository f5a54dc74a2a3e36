import SiteModel

/// How a build takes turns with other programs that publish.
struct PublishTurns: Sendable {
    /// Waits for a turn.
    var take: @Sendable () async throws -> SiteLock
    /// Reads again what pages were judged from: each with the record of now, or `nil` if it was changed otherwise.
    var current: @Sendable (_ pages: [PageSource]) async throws -> [PageSource?]
}

extension SitePlan {
    /// The turns of a build of this site.
    ///
    /// - Parameters:
    ///   - priority: Whether a person waits for it.
    ///   - patience: How long to wait for a turn.
    /// - Returns: How the build takes turns.
    func turns(_ priority: SiteLocks.Priority, patience: Duration) -> PublishTurns {
        PublishTurns(
            take: { try await store.locks.publishing(priority, patience: patience) }, current: current)
    }
}
