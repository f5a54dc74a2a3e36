/// Where a play comes from.
public enum PlaySource: String, Sendable, CaseIterable {
    /// The Web API: the end is exact; the store works out the listened time.
    case api
    /// The user's own history file: the listened time is exact.
    case history = "export"
}

/// One listen of one track.
public struct Play: Hashable, Sendable {
    /// When the play ENDED, in UTC, to the millisecond.
    ///
    /// Source: `items[].played_at` of `GET /v1/me/player/recently-played`; in a history file `ts`, in whole seconds.
    public var playedAt: Instant
    /// Key of the track.
    public var trackID: String
    /// The listened time in milliseconds.
    ///
    /// A history file gives it exactly. For plays of the API the store works it out and ignores this value: it takes
    /// the shorter one of the track's length and the time since the end of the play before.
    public var listenedMs: Int64
    /// Where the play comes from.
    public var source: PlaySource
    /// `playlist`, `album`, `artist` or another context; `nil` if Spotify did not say.
    public var contextType: String?
    /// Whether it is a row of account data, which gives the end to the minute and the track only by name.
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
    /// Spotify opened to its first users on 2008-10-07; an earlier end comes from a wrong clock.
    private static let earliestEnd = Instant(seconds: 1_223_337_600)
    /// 2100-01-01: a later date is never valid, even if our clock is wrong.
    private static let latestEnd = Instant(seconds: 4_102_444_800)

    /// The valid ends of a play: not before Spotify opened, and at most a day after `now`, because clocks differ.
    package static func possibleEnds(at now: Instant) -> ClosedRange<Instant> {
        earliestEnd...max(earliestEnd, min(now + .days(1), latestEnd))
    }

    /// Whether an end is impossible only because it is in the future; our clock may then be behind.
    package static func isAhead(_ end: Instant, of now: Instant) -> Bool {
        end > possibleEnds(at: now).upperBound && end < latestEnd
    }
}

/// A play together with its track.
public struct TrackPlay: Hashable, Sendable {
    /// What was played.
    public var track: Track
    /// When and for how long.
    public var play: Play

    /// Creates a pair.
    public init(track: Track, play: Play) {
        self.track = track
        self.play = play
    }
}
