/// How the sync of one user ended.
public enum SyncOutcome: String, Sendable, CaseIterable, Codable {
    case synced
    case rateLimited
    case needsReconnect
    case gateClosed
    case failed
}

/// One user's sync, as the store remembers it.
public struct SyncRecord: Hashable, Sendable {
    /// When it ended.
    public var at: Instant
    /// How it ended.
    public var outcome: SyncOutcome
    /// How many requests were sent, repeats included.
    public var requests: Int
    /// How many plays were new.
    public var newPlays: Int
    /// The kind of error, never its text, which may hold what strangers sent; `nil` after a success.
    public var errorClass: String?

    /// Creates a record.
    public init(at: Instant, outcome: SyncOutcome, requests: Int, newPlays: Int, errorClass: String?) {
        self.at = at
        self.outcome = outcome
        self.requests = requests
        self.newPlays = newPlays
        self.errorClass = errorClass
    }
}
