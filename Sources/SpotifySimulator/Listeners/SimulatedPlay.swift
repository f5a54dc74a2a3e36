/// One listen of one track by one account.
package struct SimulatedPlay: Sendable {
    package var track: SimulatedTrack
    /// When the play ended, in UTC milliseconds: the Web API's `played_at`.
    package var endedAt: Int64
    /// The time listened; only the history has it.
    package var listenedMs: Int
    /// The moment from which the Web API shows the play; later than ``endedAt`` for a play that arrives late.
    package var visibleFrom: Int64
    /// The album, artist or playlist it was played from; `nil` sends `null`.
    package var context: SimulatedContext?
    /// Whether it was a private session; only the history has it.
    package var isPrivate = false
    /// Sends `null` in place of the track.
    package var hidesTrack = false

    /// Creates a play; by default the whole track was played, and the play shows at once.
    package init(
        track: SimulatedTrack, endedAt: Int64, listenedMs: Int? = nil, visibleFrom: Int64? = nil,
        context: SimulatedContext? = nil
    ) {
        self.track = track
        self.endedAt = endedAt
        self.listenedMs = listenedMs ?? track.durationMs
        self.visibleFrom = visibleFrom ?? endedAt
        self.context = context
    }

    /// Whether the Web API ever shows it: a play counts from 30 seconds, and private sessions never do.
    package var isOffered: Bool { listenedMs >= 30_000 && !isPrivate }
}

/// The place that a track was played from.
package enum SimulatedContext: Sendable, Hashable {
    /// The track's album.
    case album
    /// The page of the track's first artist.
    case artist
    /// A playlist, by the seed of its id.
    case playlist(UInt64)
    /// The user's liked songs, which come without `external_urls`.
    case collection
}
