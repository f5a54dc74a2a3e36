/// Where a play was learned of.
public enum PlaySource: String, Sendable, CaseIterable {
    /// The Web API: the end is exact, the listened time is measured.
    case api
    /// The user's own export: the listened time is exact.
    case history = "export"
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

extension Play {
    /// Spotify opened to its first users on 2008-10-07; an earlier end comes from a clock that was wrong.
    private static let earliestEnd = Instant(seconds: 1_223_337_600)
    /// 2100-01-01: a later date is none, whatever our clock says.
    private static let latestEnd = Instant(seconds: 4_102_444_800)

    /// The ends that a play can have: not before Spotify, and at most a day after our present moment, as clocks differ.
    package static func possibleEnds(at now: Instant) -> ClosedRange<Instant> {
        earliestEnd...max(earliestEnd, min(now + .days(1), latestEnd))
    }

    /// Whether an end is impossible only by our present moment: our clock may be behind.
    package static func isAhead(_ end: Instant, of now: Instant) -> Bool {
        end > possibleEnds(at: now).upperBound && end < latestEnd
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
