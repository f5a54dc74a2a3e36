/// A span of time over which Spotify ranks a user's listening.
public enum TimeRange: String, Sendable, CaseIterable, Comparable {
    /// About 4 weeks.
    case shortTerm = "short_term"
    /// About 6 months.
    case mediumTerm = "medium_term"
    /// About 1 year.
    case longTerm = "long_term"

    /// The shorter one first.
    public static func < (left: TimeRange, right: TimeRange) -> Bool { left.order < right.order }

    private var order: Int {
        switch self {
        case .shortTerm: 0
        case .mediumTerm: 1
        case .longTerm: 2
        }
    }
}

/// An item with a rank in one time range.
public struct Ranked<Item: Hashable & Sendable>: Hashable, Sendable {
    /// 1 is the most listened to.
    public var rank: Int
    /// The rank in the previous list; `nil` if it was not on it.
    public var previousRank: Int?
    /// The artist or the track.
    public var item: Item

    /// Creates an item with its ranks.
    public init(rank: Int, previousRank: Int? = nil, item: Item) {
        self.rank = rank
        self.previousRank = previousRank
        self.item = item
    }
}

/// An artist with a rank in one time range.
public typealias TopArtist = Ranked<Artist>

/// A track with a rank in one time range.
public typealias TopTrack = Ranked<Track>

/// What is ranked.
public enum TopListKind: String, Sendable, CaseIterable {
    case artist
    case track
}

/// One of the six lists of a user.
public struct TopListKey: Hashable, Sendable {
    /// What is ranked.
    public var kind: TopListKind
    /// The span of time.
    public var timeRange: TimeRange

    /// Creates a key.
    public init(kind: TopListKind, timeRange: TimeRange) {
        self.kind = kind
        self.timeRange = timeRange
    }

    /// All six, in the order in which they are requested.
    public static let all = TimeRange.allCases.flatMap { range in
        TopListKind.allCases.map { TopListKey(kind: $0, timeRange: range) }
    }
}
