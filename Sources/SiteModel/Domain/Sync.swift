/// A user as the question "who is due?" sees one.
public struct SyncCandidate: Hashable, Sendable {
    /// The user.
    public var user: User
    /// End of the newest play known; `nil` when there is none.
    public var lastPlayAt: Instant?
    /// `nil` when no account is connected.
    public var credentialState: Credential.State?
    /// When the last attempt ended, whatever its outcome; `nil` before the first.
    public var attemptedAt: Instant?
    /// Plays that came over the API and ended before this were deleted; `nil` before the first time.
    public var purgedBefore: Instant?
    /// The shortest time in which ``RecentPlays/stretch`` plays of the user ever ended; `nil` when there are fewer.
    public var quickestStretch: Duration?

    /// Creates a candidate.
    public init(
        user: User, lastPlayAt: Instant?, credentialState: Credential.State?, attemptedAt: Instant?,
        purgedBefore: Instant? = nil,
        quickestStretch: Duration? = nil
    ) {
        self.user = user
        self.lastPlayAt = lastPlayAt
        self.credentialState = credentialState
        self.attemptedAt = attemptedAt
        self.purgedBefore = purgedBefore
        self.quickestStretch = quickestStretch
    }
}

/// What is ranked.
public enum TopListKind: String, Sendable, CaseIterable {
    case artist
    case track
}

/// One of the six lists of a user.
public struct TopListKey: Hashable, Sendable {
    /// What is ranked.
    public var kind: TopListKind
    /// Over which span.
    public var timeRange: TimeRange

    /// Creates a key.
    public init(kind: TopListKind, timeRange: TimeRange) {
        self.kind = kind
        self.timeRange = timeRange
    }

    /// All six, in the order in which they are asked for.
    public static let all = TimeRange.allCases.flatMap { range in
        TopListKind.allCases.map { TopListKey(kind: $0, timeRange: range) }
    }
}

/// A play together with its track.
public struct TrackPlay: Hashable, Sendable {
    /// What was played.
    public var track: Track
    /// When, and how long.
    public var play: Play

    /// Creates a pair.
    public init(track: Track, play: Play) {
        self.track = track
        self.play = play
    }
}

/// What one sync of one user brought home.
public struct FetchedListening: Sendable {
    /// `GET /v1/me`, where it was asked.
    public var profile: AccountProfile?
    /// The plays Spotify offered, in any order.
    public var plays: [TrackPlay]
    /// Whether the answer held as many plays as one can: then older ones may exist that nobody offers any more.
    public var isFull: Bool
    /// The lists of artists that were asked for, best first.
    public var topArtists: [TimeRange: [Artist]]
    /// The lists of tracks that were asked for, best first.
    public var topTracks: [TimeRange: [Track]]

    /// Creates the result of a sync.
    public init(
        profile: AccountProfile? = nil, plays: [TrackPlay] = [], isFull: Bool = false,
        topArtists: [TimeRange: [Artist]] = [:], topTracks: [TimeRange: [Track]] = [:]
    ) {
        self.profile = profile
        self.plays = plays
        self.isFull = isFull
        self.topArtists = topArtists
        self.topTracks = topTracks
    }
}

/// What storing a sync changed.
public struct RecordedListening: Hashable, Sendable {
    /// How many plays were not known before.
    public var newPlays = 0
    /// How many known plays were made exact by an export.
    public var mergedPlays = 0
    /// Whether something that a page shows is different now.
    public var isChanged = false
    /// A stretch that was just found in which plays may be missing.
    public var gap: ListeningGap?

    /// Creates a result in which nothing changed.
    public init() {}
}

/// A play with the names by which a listening day is summed up.
public struct DayPlay: Hashable, Sendable {
    /// End of the play.
    public var playedAt: Instant
    /// How long it was listened to, in milliseconds.
    public var listenedMs: Int64
    /// Key of the track.
    public var trackID: String
    /// Name of the track.
    public var trackName: String
    /// ISRC of the track, where known.
    public var isrc: String?
    /// Key of the first-named artist, where there is one.
    public var artistID: String?
    /// Name of that artist.
    public var artistName: String?
    /// ``RecordingName/key`` of the two names, where both are known.
    public let recordingName: String?
    /// How many plays these are: one, unless those of a track were summed up already.
    public var plays: Int

    /// Creates a play with its names.
    public init(
        playedAt: Instant, listenedMs: Int64, trackID: String, trackName: String, isrc: String? = nil,
        artistID: String?, artistName: String?, plays: Int = 1
    ) {
        self.plays = plays
        self.playedAt = playedAt
        self.listenedMs = listenedMs
        self.trackID = trackID
        self.trackName = trackName
        self.isrc = isrc
        self.artistID = artistID
        self.artistName = artistName
        recordingName = RecordingName(artist: artistName, title: trackName)?.key
    }
}

/// Sums the plays of some local dates up, a listening day for each date that has one.
///
/// Pure, so that the store can call it inside a transaction.
public typealias DaySummary = @Sendable (_ plays: [DayPlay], _ clock: ZoneClock) -> [ListeningDay]
