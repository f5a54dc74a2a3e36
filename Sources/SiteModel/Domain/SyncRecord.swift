/// How the sync of one user ended.
public enum SyncOutcome: String, Sendable, CaseIterable, Encodable {
    case synced
    /// Spotify asked to wait.
    case rateLimited
    /// The user was named less than an interval after the last sync; no sync was tried, so this is never stored.
    case tooEarly
    case needsReconnect
    case gateClosed
    case failed

    /// Writes the word of the JSON document, where `rateLimited` stands for both and means "try later".
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
    /// How many requests were sent, including retries.
    public var requests: Int
    /// How many plays were new.
    public var newPlays: Int
    /// The kind of error as it is stored; `nil` after a success.
    ///
    /// Usually an ``ErrorClass``; other versions of sitegen may have written other words.
    public var errorWord: String?

    /// Why the user was synced.
    public var occasion: SyncOccasion

    /// The kind of error; `nil` after a success, or for a word that this version does not know.
    public var errorClass: ErrorClass? { errorWord.flatMap(ErrorClass.init(rawValue:)) }

    /// Creates a record with a kind of error that this version knows, or none.
    public init(at: Instant, outcome: SyncOutcome, requests: Int, newPlays: Int, errorClass: ErrorClass?) {
        self.init(at: at, outcome: outcome, requests: requests, newPlays: newPlays, errorWord: errorClass?.rawValue)
    }

    /// Creates a record.
    public init(
        at: Instant, outcome: SyncOutcome, requests: Int, newPlays: Int, errorWord: String?,
        occasion: SyncOccasion = .run
    ) {
        self.at = at
        self.outcome = outcome
        self.requests = requests
        self.newPlays = newPlays
        self.errorWord = errorWord
        self.occasion = occasion
    }
}
