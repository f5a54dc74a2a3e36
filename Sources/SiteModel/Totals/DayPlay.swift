/// A play, as days and months count it.
struct DayPlay {
    /// End of the play.
    var playedAt: Instant
    /// The listened time in milliseconds.
    var listenedMs: Int64
    /// Index of the track in ``PlayedTracks/all``.
    var track: Int
}
