public import SiteModel

/// The settings of the sync.
public struct SyncSettings: Hashable, Sendable {
    /// `sync.interval`: how long plays count as up to date.
    public var interval: Duration
    /// `sync.topMaxAge`: how long a list counts as up to date.
    public var topMaxAge: [TimeRange: Duration]
    /// How long an answer of `GET /v1/me` counts as up to date.
    public var profileMaxAge: Duration
    /// `plays.keep`: how long a play of the API is stored.
    public var playsKeep: Duration
    /// How many users are synced at once.
    public var concurrency: Int

    /// The default of ``interval``.
    public static let defaultInterval: Duration = .hours(1)
    /// The default of ``topMaxAge``.
    public static let defaultTopMaxAge: [TimeRange: Duration] = [
        .shortTerm: .days(1), .mediumTerm: .days(7), .longTerm: .days(7),
    ]
    /// The default of ``profileMaxAge``; only tests change it.
    public static let defaultProfileMaxAge: Duration = .days(1)
    /// The default of ``playsKeep``.
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
