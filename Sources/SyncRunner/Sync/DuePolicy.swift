public import SiteModel

/// Decides which users, lists and profiles are due: pure, so that it can be tested as a table of cases.
public struct DuePolicy: Hashable, Sendable {
    /// Why a user is considered.
    public enum Occasion: Hashable, Sendable, CaseIterable {
        /// A scheduled run.
        case scheduled
        /// The user was named.
        case named
        /// The run was forced.
        case forced
    }

    /// Whether a user is synced.
    public enum Verdict: Hashable, Sendable {
        /// Now.
        case due
        /// The sync must wait until this moment.
        case notBefore(Instant)
        /// The refresh token was refused; a sync is useless until the user connects again.
        case needsReconnect
        /// No account is connected.
        case notConnected
    }

    /// The settings.
    public var settings: SyncSettings

    /// How early a user counts as due: a cron job that starts a little early, or after a slow run, must not skip a
    /// user.
    public static let grace: Duration = .minutes(5)
    /// How much later than planned a run may reach a user.
    static let delay: Duration = .minutes(10)
    /// How often users are synced who have played nothing for this long; the last matching row applies.
    static let idleIntervals: [(without: Duration, interval: Duration)] = [
        (.days(1), .hours(2)), (.days(3), .hours(3)), (.days(7), .hours(6)), (.days(30), .hours(24)),
    ]

    /// Creates the policy for some settings.
    public init(_ settings: SyncSettings = SyncSettings()) {
        self.settings = settings
    }

    /// Decides whether a user is due.
    ///
    /// - Parameters:
    ///   - candidate: What the store knows about the user.
    ///   - now: The present moment.
    ///   - occasion: Why the user is considered.
    /// - Returns: Whether the user is synced.
    public func verdict(for candidate: SyncCandidate, at now: Instant, on occasion: Occasion = .scheduled) -> Verdict {
        switch candidate.credentialState {
        case nil: return .notConnected
        case .needsReconnect: return .needsReconnect
        case .active: break
        }
        guard occasion != .forced, let syncedAt = candidate.user.syncedAt else { return .due }
        // A sync in the future comes from a wrong clock and says nothing; the same goes for an attempt.
        if syncedAt > now { return .due }
        // If the last attempt failed, the user is tried again at once.
        if let attemptedAt = candidate.attemptedAt, attemptedAt > syncedAt, attemptedAt <= now { return .due }
        let next =
            occasion == .named
            ? syncedAt + settings.interval : syncedAt + scheduledInterval(of: candidate, at: now) - Self.grace
        return now >= next ? .due : .notBefore(next)
    }

    /// Whether a user was due before another one: those who were never synced first, then by the end of the interval.
    func waits(_ candidate: SyncCandidate, longerThan other: SyncCandidate) -> Bool {
        let (moment, name) = (dueAt(candidate), candidate.user.username)
        return (moment, name.rawValue) < (dueAt(other), other.user.username.rawValue)
    }

    private func dueAt(_ candidate: SyncCandidate) -> Instant {
        guard let syncedAt = candidate.user.syncedAt else { return Instant(milliseconds: .min) }
        return syncedAt + scheduledInterval(of: candidate, at: syncedAt)
    }

    /// How often a user is synced without being named.
    public func scheduledInterval(of candidate: SyncCandidate, at now: Instant) -> Duration {
        // A new user is not idle: without a play, the silence begins when the user was added.
        let silence = now.since(candidate.lastPlayAt ?? candidate.user.createdAt)
        guard let idle = Self.idleIntervals.last(where: { silence >= $0.without }) else { return settings.interval }
        return max(settings.interval, min(idle.interval, safeInterval(of: candidate) ?? idle.interval))
    }

    /// How long a user can go without a sync and lose no plays even when playing as quickly as ever; `nil` for no
    /// limit.
    ///
    /// In whole intervals, because scheduled runs come no sooner.
    private func safeInterval(of candidate: SyncCandidate) -> Duration? {
        guard let stretch = candidate.quickestStretch, settings.interval > .zero else { return nil }
        let untilFull = stretch * RecentPlays.limit / RecentPlays.stretch
        return settings.interval * Int(max(0, ((untilFull - Self.delay) / settings.interval).rounded(.down)))
    }

    /// Whether a list has to be fetched.
    ///
    /// - Parameters:
    ///   - range: The list's time range.
    ///   - fetchedAt: When it was last fetched; `nil` for never.
    ///   - now: The present moment.
    /// - Returns: Whether it is older than its `maxAge`, less the grace.
    public func isTopListDue(_ range: TimeRange, fetchedAt: Instant?, at now: Instant) -> Bool {
        isDue(fetchedAt, maxAge: settings.topMaxAge[range] ?? .days(1), at: now)
    }

    /// Whether `GET /v1/me` has to be requested.
    public func isProfileDue(fetchedAt: Instant?, at now: Instant) -> Bool {
        isDue(fetchedAt, maxAge: settings.profileMaxAge, at: now)
    }

    /// Whether expired plays have to be deleted: once a day, and at once after `plays.keep` was shortened.
    func isPurgeDue(purgedBefore: Instant?, at now: Instant) -> Bool {
        purgedBefore.map { now - settings.playsKeep >= $0 + .days(1) } ?? true
    }

    private func isDue(_ fetchedAt: Instant?, maxAge: Duration, at now: Instant) -> Bool {
        guard let fetchedAt, fetchedAt <= now else { return true }
        return now.since(fetchedAt) >= maxAge - Self.grace
    }
}
