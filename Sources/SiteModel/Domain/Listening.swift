/// One artist, as far as a page needs it.
public struct Artist: Hashable, Sendable, Identifiable {
    /// Spotify's base-62 id; `local:` and the name for an artist of a local file.
    public var id: String
    /// As Spotify writes it: any characters.
    public var name: String
    /// The artist on Spotify, an `https` address.
    public var url: String?
    /// A picture of at least 160 px where there is one, an `https` address; only top lists carry it.
    public var imageURL: String?

    /// Creates an artist.
    public init(id: String, name: String, url: String? = nil, imageURL: String? = nil) {
        self.id = id
        self.name = name
        self.url = url
        self.imageURL = imageURL
    }
}

extension Artist {
    /// Creates an artist known only by the name in a history file.
    ///
    /// As soon as the API names an artist of exactly that name, the store counts everything for that one.
    public init(named name: String) {
        self.init(id: RecordingName.prefix + name, name: name)
    }
}

/// How exact a release date is.
public enum DatePrecision: String, Sendable, CaseIterable {
    case year
    case month
    case day
}

/// One track, as far as a page needs it.
public struct Track: Hashable, Sendable, Identifiable {
    /// Spotify's base-62 id; the `spotify:local:` address for a local file; ``RecordingName/trackID`` where only that is known.
    public var id: String
    /// As Spotify writes it: any characters.
    public var name: String
    /// The track on Spotify, an `https` address.
    public var url: String?
    /// The album's cover, an `https` address.
    public var imageURL: String?
    /// Name of the album.
    public var album: String?
    /// Length in milliseconds; `nil` when the source does not tell.
    public var durationMs: Int64?
    /// International Standard Recording Code: the same recording under several track ids has the same one.
    public var isrc: String?
    /// `1998`, `1998-04` or `1998-04-21`, by ``releaseDatePrecision``.
    public var releaseDate: String?
    /// How much of ``releaseDate`` is known.
    public var releaseDatePrecision: DatePrecision?
    /// In the order of the track's credits; the first is the one plays are counted for.
    public var artists: [Artist]

    /// Creates a track.
    public init(
        id: String, name: String, url: String? = nil, imageURL: String? = nil, album: String? = nil,
        durationMs: Int64? = nil, isrc: String? = nil, releaseDate: String? = nil,
        releaseDatePrecision: DatePrecision? = nil, artists: [Artist] = []
    ) {
        self.id = id
        self.name = name
        self.url = url
        self.imageURL = imageURL
        self.album = album
        self.durationMs = durationMs
        self.isrc = isrc
        self.releaseDate = releaseDate
        self.releaseDatePrecision = releaseDatePrecision
        self.artists = artists
    }
}

/// Where a play was learned of.
public enum PlaySource: String, Sendable, CaseIterable {
    /// The Web API: the end is exact, the listened time is measured.
    case api
    /// The user's own export: the listened time is exact.
    case export
}

/// One listen of one track.
public struct Play: Hashable, Sendable {
    /// When the play ENDED, in UTC, to the millisecond.
    ///
    /// Source: `items[].played_at` of `GET /v1/me/player/recently-played`; `ts` of an export, in whole seconds.
    public var playedAt: Instant
    /// Key of the track.
    public var trackID: String
    /// How long it was listened to, in milliseconds.
    ///
    /// Exact from an export. For the API it is measured by the store: the track's length, or the time since the play
    /// before ended, whichever is shorter; what is given here is then not used.
    public var listenedMs: Int64
    /// Where the play was learned of.
    public var source: PlaySource
    /// `playlist`, `album`, `artist` and the like; `nil` when Spotify did not say.
    public var contextType: String?
    /// Whether it is a row of account data: its end is known to the minute, and its track by a name only.
    public var isToTheMinute: Bool

    /// Creates a play.
    public init(
        playedAt: Instant, trackID: String, listenedMs: Int64 = 0, source: PlaySource = .api,
        contextType: String? = nil, isToTheMinute: Bool = false
    ) {
        self.playedAt = playedAt
        self.trackID = trackID
        self.listenedMs = listenedMs
        self.source = source
        self.contextType = contextType
        self.isToTheMinute = isToTheMinute
    }
}

/// A span over which Spotify ranks what a user listened to.
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
    /// The rank in the list before; `nil` when it was not in it.
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

/// A calendar day in the user's time zone, and what was heard on it.
public struct ListeningDay: Hashable, Sendable {
    /// The day, in the user's zone.
    public var date: LocalDate
    /// Sum of the plays' listened time, in milliseconds; rounded only when shown.
    public var listenedMs: Int64
    /// How many plays ended on the day.
    public var plays: Int
    /// Listened time by the local hour in which a play began, in milliseconds: 24 numbers.
    ///
    /// A play that began before midnight counts for the day of its end, and there for the hour in which it began.
    public var hours: [Int64]
    /// The first-named artist with the most listened time; ties by plays, then name, then id.
    public var topArtistID: String?
    /// The track with the most listened time; ties by plays, then name, then id.
    public var topTrackID: String?

    /// Creates a listening day.
    public init(
        date: LocalDate, listenedMs: Int64, plays: Int, hours: [Int64] = Array(repeating: 0, count: 24),
        topArtistID: String?, topTrackID: String?
    ) {
        self.hours = hours
        self.date = date
        self.listenedMs = listenedMs
        self.plays = plays
        self.topArtistID = topArtistID
        self.topTrackID = topTrackID
    }
}
