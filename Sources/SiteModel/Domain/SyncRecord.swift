/// How the sync of one user ended.
public enum SyncOutcome: String, Sendable, CaseIterable, Encodable {
    case synced
    /// Spotify asked to wait.
    case rateLimited
    /// Asked for by name less than an interval after the last sync; nothing was tried, so it is never stored.
    case tooEarly
    case needsReconnect
    case gateClosed
    case failed

    /// Writes the word of the JSON document, which has one for both: `rateLimited` means "try later".
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(self == .tooEarly ? Self.rateLimited.rawValue : rawValue)
    }
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
    /// The kind of error as it is stored; `nil` after a success.
    ///
    /// Mostly an ``ErrorClass``; another version of sitegen may know other words.
    public var errorWord: String?

    /// The kind of error; `nil` after a success, and for a word that this version does not know.
    public var errorClass: ErrorClass? { errorWord.flatMap(ErrorClass.init(rawValue:)) }

    /// Creates a record with a kind of error that this version knows.
    public init(at: Instant, outcome: SyncOutcome, requests: Int, newPlays: Int, errorClass: ErrorClass?) {
        self.init(at: at, outcome: outcome, requests: requests, newPlays: newPlays, errorWord: errorClass?.rawValue)
    }

    /// Creates a record.
    public init(at: Instant, outcome: SyncOutcome, requests: Int, newPlays: Int, errorWord: String?) {
        self.at = at
        self.outcome = outcome
        self.requests = requests
        self.newPlays = newPlays
        self.errorWord = errorWord
    }
}
