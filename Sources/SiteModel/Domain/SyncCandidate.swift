/// A user, with what decides whether a sync is due.
public struct SyncCandidate: Hashable, Sendable {
    /// The user.
    public var user: User
    /// End of the newest known play; `nil` if there is none.
    public var lastPlayAt: Instant?
    /// `nil` if no account is connected.
    public var credentialState: Credential.State?
    /// When the last attempt ended, successful or not; `nil` before the first.
    public var attemptedAt: Instant?
    /// Plays of the API that ended before this moment were deleted; `nil` before the first purge.
    public var purgedBefore: Instant?
    /// The shortest time in which ``RecentPlays/stretch`` plays of the user ever ended; `nil` if there were fewer
    /// plays.
    public var quickestStretch: Duration?

    /// Creates a candidate.
    public init(
        user: User, lastPlayAt: Instant?, credentialState: Credential.State?, attemptedAt: Instant?,
        purgedBefore: Instant? = nil,
        quickestStretch: Duration? = nil
    ) {
        self.user = user
        self.lastPlayAt = lastPlayAt
        self.credentialState = credentialState
        self.attemptedAt = attemptedAt
        self.purgedBefore = purgedBefore
        self.quickestStretch = quickestStretch
    }
}
