/// What a user's connection to Spotify rests on; the tokens are sealed.
public struct Credential: Hashable, Sendable {
    /// Whether the connection can be used.
    public enum State: String, Sendable, CaseIterable {
        case active
        /// The refresh token was refused; only the user can mend it.
        case needsReconnect
    }

    /// Whose it is.
    public var userID: Int64
    /// The access token, sealed.
    public var sealedAccessToken: [UInt8]
    /// The refresh token, sealed.
    public var sealedRefreshToken: [UInt8]
    /// When the access token ends.
    public var expiresAt: Instant
    /// What the user allowed, as Spotify writes it: words with spaces between.
    public var scopes: String
    /// When the user authorized: the refresh token ends 6 months after.
    public var authorizedAt: Instant
    /// Whether the connection can be used.
    public var state: State

    /// Creates a credential.
    public init(
        userID: Int64, sealedAccessToken: [UInt8], sealedRefreshToken: [UInt8], expiresAt: Instant, scopes: String,
        authorizedAt: Instant, state: State = .active
    ) {
        self.userID = userID
        self.sealedAccessToken = sealedAccessToken
        self.sealedRefreshToken = sealedRefreshToken
        self.expiresAt = expiresAt
        self.scopes = scopes
        self.authorizedAt = authorizedAt
        self.state = state
    }
}

/// What `GET /v1/me` tells of an account.
public struct AccountProfile: Hashable, Sendable {
    /// `account_id`; `nil` from an app that does not get it yet.
    public var accountID: String?
    /// `id`: the key of accounts stored before `account_id` turned up.
    public var id: String
    /// The name Spotify shows.
    public var displayName: String?
    /// A picture, at least 300 px wide where there is one, an `https` address.
    public var imageURL: String?
    /// The profile on Spotify, an `https` address.
    public var profileURL: String?

    /// Creates a profile.
    public init(
        accountID: String?, id: String, displayName: String? = nil, imageURL: String? = nil, profileURL: String? = nil
    ) {
        self.accountID = accountID
        self.id = id
        self.displayName = displayName
        self.imageURL = imageURL
        self.profileURL = profileURL
    }

    /// What the account is stored under.
    public var key: String { accountID ?? id }
}

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
