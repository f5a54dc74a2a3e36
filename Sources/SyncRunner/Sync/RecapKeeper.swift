public import Logging
public import SiteModel

/// Makes recaps again that the sync or the import of another user has changed.
///
/// Users share tracks. A user's own sync, which makes the user's recaps, may be an hour away, or fail.
public struct RecapKeeper: Sendable {
    let store: Store
    let clock: WallClock
    let logger: Logger

    /// Creates a keeper.
    public init(store: Store, clock: WallClock, logger: Logger) {
        self.store = store
        self.clock = clock
        self.logger = logger
    }

    /// Makes the recaps again that are stale.
    ///
    /// If another program is at work on a user, that program makes the user's recaps, or the next run does. So does the next
    /// run for a user whose recaps fail, and for one with a time zone that this machine does not know: days in another zone
    /// would be others.
    ///
    /// - Parameter isOver: Whether the time of the run is over.
    /// - Returns: How many users were left because the time was over.
    /// - Throws: `LockError`; `StoreError` that every other user would get, too.
    public func updateStale(isOver: () -> Bool) async throws -> Int {
        let users = try await store.usersWithStaleRecaps().map(\.id)
        for (index, userID) in users.enumerated() {
            if isOver() { return users.count - index }
            let lock: SiteLock
            do {
                lock = try await store.locks.user(userID, patience: .zero)
            } catch LockError.busy {
                continue
            }
            defer { lock.release() }
            // Read again: the user may have another zone, or have left, since before the lock was taken.
            guard let user = try await store.usersWithStaleRecaps(of: userID).first,
                let zone = ZoneOffsets(identifier: user.timeZone)
            else { continue }
            do {
                try await store.updateRecaps(of: userID, zone: zone, at: clock.now())
            } catch let error as StoreError where !error.concernsEveryone {
                logger.error("recaps were not made", metadata: ["user": "\(user.username)", "error": "\(error)"])
            }
        }
        return 0
    }
}
