/// A stop sign for the whole Spotify app, kept between runs.
public struct Gate: Hashable, Sendable {
    /// Nothing is sent before this moment.
    public var notBefore: Instant
    /// What Spotify said, in our words.
    public var reason: String

    /// Creates a gate.
    public init(notBefore: Instant, reason: String) {
        self.notBefore = notBefore
        self.reason = reason
    }
}
