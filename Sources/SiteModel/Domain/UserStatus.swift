/// A user as `status` reports it.
public struct UserStatus: Hashable, Sendable {
    /// The user, with what decides whether a sync is due.
    public var candidate: SyncCandidate
    /// When the user authorized; `nil` if no account is connected.
    public var authorizedAt: Instant?
    /// The newest failed sync that the store still remembers.
    public var lastFailure: SyncRecord?
    /// How many gaps ended since the requested moment.
    public var gaps: Int
    /// The total length of these gaps.
    public var gapLength: Duration

    /// Creates a status.
    public init(
        candidate: SyncCandidate, authorizedAt: Instant? = nil, lastFailure: SyncRecord? = nil, gaps: Int = 0,
        gapLength: Duration = .zero
    ) {
        self.candidate = candidate
        self.authorizedAt = authorizedAt
        self.lastFailure = lastFailure
        self.gaps = gaps
        self.gapLength = gapLength
    }
}
