/// A stretch in which plays may be missing.
public struct ListeningGap: Hashable, Sendable {
    /// End of the last play known before it.
    public var from: Instant
    /// End of the first play known after it.
    public var to: Instant

    /// Creates a gap.
    public init(from: Instant, to: Instant) {
        self.from = from
        self.to = to
    }
}
