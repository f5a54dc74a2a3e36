public import SiteModel

/// Who is asked about when, and which answers are still good: pure, so that the policy is a table of cases.
public struct DuePolicy: Hashable, Sendable {
    /// Why a user is looked at.
    public enum Occasion: Hashable, Sendable, CaseIterable {
        /// Cron's turn.
        case scheduled
        /// Somebody named the user.
        case named
        /// Somebody insists.
        case forced
    }

    /// Whether a user is asked about.
    public enum Verdict: Hashable, Sendable {
        /// Now.
        case due
        /// Not before this moment.
        case notBefore(Instant)
        /// The refresh token was refused; asking is useless until the user connects again.
        case needsReconnect
        /// No account is connected.
        case notConnected
    }

    /// The settings it follows.
    public var settings: SyncSettings

    /// A cron job that starts a little early, or after a run that took a little longer, must not skip its turn.
    public static let grace: Duration = .minutes(5)
    /// How much later than planned a run may come to a user.
    static let delay: Duration = .minutes(10)
    /// Who played nothing for so long is asked about every so often; the last row that fits holds.
    static let idleIntervals: [(without: Duration, interval: Duration)] = [
        (.days(1), .hours(2)), (.days(3), .hours(3)), (.days(7), .hours(6)), (.days(30), .hours(24)),
    ]

    /// Creates the policy of some settings.
    public init(_ settings: SyncSettings = SyncSettings()) {
        self.settings = settings
    }

    /// Judges one user.
    ///
    /// - Parameters:
    ///   - candidate: What the store knows.
    ///   - now: The present moment.
    ///   - occasion: Why the question is asked.
    /// - Returns: Whether Spotify is asked about the user.
    public func verdict(for candidate: SyncCandidate, at now: Instant, on occasion: Occasion = .scheduled) -> Verdict {
        switch candidate.credentialState {
        case nil: return .notConnected
        case .needsReconnect: return .needsReconnect
        case .active: break
        }
        guard occasion != .forced, let syncedAt = candidate.user.syncedAt else { return .due }
        // A sync in the future is a clock that was wrong, and says nothing; so does an attempt.
        if syncedAt > now { return .due }
        // A last attempt that failed is tried again at once.
        if let attemptedAt = candidate.attemptedAt, attemptedAt > syncedAt, attemptedAt <= now { return .due }
        let next =
            occasion == .named
            ? syncedAt + settings.interval : syncedAt + scheduledInterval(of: candidate, at: now) - Self.grace
        return now >= next ? .due : .notBefore(next)
    }

    /// How often a user is asked about without being named.
    public func scheduledInterval(of candidate: SyncCandidate, at now: Instant) -> Duration {
        // Nobody who was just added is idle: the silence before the first play begins with the user.
        let silence = now.since(candidate.lastPlayAt ?? candidate.user.createdAt)
        guard let idle = Self.idleIntervals.last(where: { silence >= $0.without }) else { return settings.interval }
        return max(settings.interval, min(idle.interval, safeInterval(of: candidate) ?? idle.interval))
    }

    /// How long a user can be left alone who might begin to listen as quickly as ever; `nil` for as long as one likes.
    ///
    /// In whole intervals, since cron comes no sooner.
    private func safeInterval(of candidate: SyncCandidate) -> Duration? {
        guard let stretch = candidate.quickestStretch, settings.interval > .zero else { return nil }
        let untilFull = stretch * RecentPlays.limit / RecentPlays.stretch
        return settings.interval * Int(max(0, ((untilFull - Self.delay) / settings.interval).rounded(.down)))
    }

    /// Whether a list has to be asked for.
    ///
    /// - Parameters:
    ///   - range: The list's time range.
    ///   - fetchedAt: When it was last asked for; `nil` for never.
    ///   - now: The present moment.
    /// - Returns: Whether it is older than its `maxAge`, less the grace.
    public func isTopListDue(_ range: TimeRange, fetchedAt: Instant?, at now: Instant) -> Bool {
        isDue(fetchedAt, maxAge: settings.topMaxAge[range] ?? .days(1), at: now)
    }

    /// Whether `GET /v1/me` has to be asked.
    public func isProfileDue(fetchedAt: Instant?, at now: Instant) -> Bool {
        isDue(fetchedAt, maxAge: settings.profileMaxAge, at: now)
    }

    /// Whether plays that were kept for long enough have to go: once a day, and at once when less is kept than before.
    func isPurgeDue(purgedBefore: Instant?, at now: Instant) -> Bool {
        purgedBefore.map { now - settings.playsKeep >= $0 + .days(1) } ?? true
    }

    private func isDue(_ fetchedAt: Instant?, maxAge: Duration, at now: Instant) -> Bool {
        guard let fetchedAt, fetchedAt <= now else { return true }
        return now.since(fetchedAt) >= maxAge - Self.grace
    }
}
