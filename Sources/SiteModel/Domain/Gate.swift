/// A stop sign for the whole Spotify app, kept between runs.
public struct Gate: Hashable, Sendable {
    /// The moment before which no request is sent.
    public var notBefore: Instant
    /// Why, in our words.
    public var reason: String

    /// Creates a gate.
    public init(notBefore: Instant, reason: String) {
        self.notBefore = notBefore
        self.reason = reason
    }
}
