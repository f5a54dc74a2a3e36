/// A user as the question "who is due?" sees one.
public struct SyncCandidate: Hashable, Sendable {
    /// The user.
    public var user: User
    /// End of the newest play known; `nil` when there is none.
    public var lastPlayAt: Instant?
    /// `nil` when no account is connected.
    public var credentialState: Credential.State?
    /// When the last attempt ended, whatever its outcome; `nil` before the first.
    public var attemptedAt: Instant?
    /// Plays that came over the API and ended before this were deleted; `nil` before the first time.
    public var purgedBefore: Instant?
    /// The shortest time in which ``RecentPlays/stretch`` plays of the user ever ended; `nil` when there are fewer.
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
