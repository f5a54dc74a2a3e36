public import SiteModel

/// How often Spotify is asked, from the settings.
public struct SyncSettings: Hashable, Sendable {
    /// `sync.interval`: how long an answer about plays is good for.
    public var interval: Duration
    /// `sync.topMaxAge`: how long a list is good for.
    public var topMaxAge: [TimeRange: Duration]
    /// How long an answer of `GET /v1/me` is good for.
    public var profileMaxAge: Duration
    /// `plays.keep`: how long a play that came over the API is stored.
    public var playsKeep: Duration
    /// How many users are asked about at once.
    public var concurrency: Int

    /// ``interval`` unless the settings say otherwise.
    public static let defaultInterval: Duration = .hours(1)
    /// ``topMaxAge`` unless the settings say otherwise.
    public static let defaultTopMaxAge: [TimeRange: Duration] = [
        .shortTerm: .days(1), .mediumTerm: .days(7), .longTerm: .days(7),
    ]
    /// ``profileMaxAge`` unless a test says otherwise.
    public static let defaultProfileMaxAge: Duration = .days(1)
    /// ``playsKeep`` unless the settings say otherwise.
    public static let defaultPlaysKeep: Duration = .days(400)

    /// Creates settings; a time range that is absent from `topMaxAge` keeps its default.
    public init(
        interval: Duration = Self.defaultInterval, topMaxAge: [TimeRange: Duration] = [:],
        profileMaxAge: Duration = Self.defaultProfileMaxAge, playsKeep: Duration = Self.defaultPlaysKeep,
        concurrency: Int = 8
    ) {
        self.interval = interval
        self.topMaxAge = Self.defaultTopMaxAge.merging(topMaxAge) { $1 }
        self.profileMaxAge = profileMaxAge
        self.playsKeep = playsKeep
        self.concurrency = max(1, concurrency)
    }
}
