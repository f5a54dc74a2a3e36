import SiteModel

extension Application {
    /// Makes recaps again that the sync or the import of another user has changed.
    ///
    /// A user whom another program is at work on is left to that program, or to the next run.
    ///
    /// - Parameters:
    ///   - store: The store.
    ///   - isOver: Whether the time of the run is over.
    /// - Throws: `StoreError`, `LockError`.
    func updateStaleRecaps(_ store: Store, isOver: () -> Bool) async throws {
        for user in try await store.usersWithStaleRecaps() where !isOver() {
            let lock: SiteLock
            do {
                lock = try await store.locks.user(user.id, patience: .zero)
            } catch LockError.busy {
                continue
            }
            defer { lock.release() }
            let zone = ZoneOffsets(identifier: user.timeZone) ?? .utc
            try await store.updateRecaps(of: user.id, zone: zone, at: clock.now())
        }
    }
}
