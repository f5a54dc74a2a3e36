/// A span of time in which plays may be missing.
public struct ListeningGap: Hashable, Sendable {
    /// End of the last known play before the gap.
    public var from: Instant
    /// End of the first known play after the gap.
    public var to: Instant

    /// Creates a gap.
    public init(from: Instant, to: Instant) {
        self.from = from
        self.to = to
    }
}
