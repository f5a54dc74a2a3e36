public import SiteModel

/// Keeps each user's temperament up to date: after new plays, and once a local day, as the window moves on.
///
/// It is not part of the transaction that stores a sync, because it reads a year of plays. If a crash prevents it, the user
/// is measured on the next local day.
public struct TemperamentKeeper: Sendable {
    let store: Store
    let clock: WallClock

    /// Creates a keeper.
    public init(store: Store, clock: WallClock) {
        self.store = store
        self.clock = clock
    }

    /// Measures a user if there is a reason to.
    ///
    /// - Parameters:
    ///   - userID: The user's key.
    ///   - zone: The clock of the user's zone.
    ///   - isChanged: Whether plays, or their dates, are not measured yet. If not, a user is measured once a local day.
    /// - Returns: Whether a page could show something else now.
    /// - Throws: ``StoreError``.
    @discardableResult
    public func measure(_ userID: Int64, zone: ZoneOffsets, isChanged: Bool) async throws -> Bool {
        let today = zone.date(of: clock.now())
        let previous = try await store.temperament(of: userID)
        if !isChanged, previous?.lastDay == today { return false }
        return try await measure(userID, upTo: today, zone: zone, previous: previous)
    }

    /// Measures a user whose plays lie on other dates than before: after a change of the time zone.
    ///
    /// - Parameter name: The username.
    /// - Throws: ``StoreError``.
    public func measureAgain(userNamed name: String) async throws {
        let user = try await store.user(named: name)
        try await measure(user.id, zone: ZoneOffsets(identifier: user.timeZone) ?? .utc, isChanged: true)
    }

    /// Measures users again whose report has an old form, for the window it had.
    ///
    /// A user whom another program is at work on is left to that program, or to the next run.
    func measureOutdated() async throws {
        for userID in try await store.outdatedTemperaments().map(\.userID) {
            let lock: SiteLock
            do {
                lock = try await store.locks.user(userID, patience: .zero)
            } catch LockError.busy {
                continue
            }
            defer { lock.release() }
            // Read again: the user may have left, or been measured, before the lock was taken.
            guard let user = try await store.outdatedTemperaments(of: userID).first else { continue }
            let zone = ZoneOffsets(identifier: user.timeZone) ?? .utc
            _ = try await measure(user.userID, upTo: user.lastDay, zone: zone, previous: nil)
        }
    }

    private func measure(
        _ userID: Int64, upTo lastDay: LocalDate, zone: ZoneOffsets, previous: Temperament?
    ) async throws -> Bool {
        let plays = try await store.temperamentPlays(
            of: userID, from: zone.start(of: TemperamentWindow.firstDay(before: lastDay)), to: zone.end(of: lastDay))
        return try await store.saveTemperament(
            TemperamentReport.measured(plays: plays, clock: zone, lastDay: lastDay, previous: previous), of: userID)
    }
}
