/// A user as the operator's question "is all well?" sees one.
public struct UserStatus: Hashable, Sendable {
    /// The user, and what decides who is due.
    public var candidate: SyncCandidate
    /// When the user authorized; `nil` when no account is connected.
    public var authorizedAt: Instant?
    /// The newest sync that failed, of those the store remembers.
    public var lastFailure: SyncRecord?
    /// How many stretches in which plays may be missing ended since the moment that was asked for.
    public var gaps: Int
    /// How long these stretches are together.
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
