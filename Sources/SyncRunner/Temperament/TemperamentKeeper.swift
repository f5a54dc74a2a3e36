public import SiteModel

/// Keeps what is measured of each user up to date: after new plays, and once a local day, as the window moves on.
///
/// Not in the transaction that stores a sync: a year of plays is read for it, and readers do not wait for each other.
/// What a crash in between leaves undone, the next local day does.
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
    ///   - userID: Whom.
    ///   - zone: The clock of the user's zone.
    ///   - isChanged: Whether there are plays, or dates of them, that were not measured yet; without, once a local day.
    /// - Returns: Whether a page could show something else now.
    /// - Throws: ``StoreError``.
    @discardableResult
    public func measure(_ userID: Int64, zone: ZoneClock, isChanged: Bool) async throws -> Bool {
        let now = clock.now()
        let today = zone.date(of: now)
        let previous = try await store.temperament(of: userID)
        if !isChanged, previous?.lastDay == today { return false }
        let plays = try await store.temperamentPlays(
            of: userID, from: TemperamentReport.start(clock: zone, now: now), to: zone.end(of: today))
        var topArtists: [TimeRange: [String]] = [:]
        for range in [TimeRange.shortTerm, .longTerm] {
            topArtists[range] = try await store.topArtistIDs(of: userID, over: range)
        }
        let temperament = TemperamentReport.measured(
            plays: plays, topArtists: topArtists, clock: zone, now: now, previous: previous)
        return try await store.saveTemperament(temperament, of: userID)
    }

    /// Measures a user whose plays lie on other dates than before, or are others: after a change of the time zone.
    ///
    /// - Parameter name: The user.
    /// - Throws: ``StoreError``.
    public func measureAgain(userNamed name: String) async throws {
        let user = try await store.user(named: name)
        try await measure(user.id, zone: ZoneClock(identifier: user.timeZone) ?? .utc, isChanged: true)
    }
}
