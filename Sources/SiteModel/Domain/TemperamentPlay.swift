/// A play as the measures of a temperament see it.
package struct TemperamentPlay: Hashable, Sendable {
    /// End of the play.
    package var playedAt: Instant
    /// The listened time in milliseconds.
    package var listenedMs: Int64
    /// The same for all track ids of one recording: its ISRC, or the track's key if it has none.
    package var recording: String
    /// Key of the first-named artist, if there is one.
    package var artistID: String?
    /// `1998`, `1998-04` or `1998-04-21`; `nil` if unknown.
    package var releaseDate: String?

    /// Creates a play.
    package init(
        playedAt: Instant, listenedMs: Int64, recording: String, artistID: String?, releaseDate: String? = nil
    ) {
        self.playedAt = playedAt
        self.listenedMs = listenedMs
        self.recording = recording
        self.artistID = artistID
        self.releaseDate = releaseDate
    }
}
