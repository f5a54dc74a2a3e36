/// A play with the names that days and months are ranked by.
struct DayPlay: Hashable {
    /// End of the play.
    var playedAt: Instant
    /// The listened time in milliseconds.
    var listenedMs: Int64
    /// Key of the track.
    var trackID: String
    /// Name of the track.
    var trackName: String
    /// Name of the album, if known; only months need it.
    var album: String?
    /// ISRC of the track, if known.
    var isrc: String?
    /// Key of the first-named artist, if there is one.
    var artistID: String?
    /// Name of that artist.
    var artistName: String?
    /// ``RecordingName/key`` of artist and title, if both are known.
    let recordingName: String?
    /// The number of plays: one, unless all plays of a track were summed already.
    var plays: Int

    init(
        playedAt: Instant, listenedMs: Int64, trackID: String, trackName: String, album: String? = nil,
        isrc: String? = nil, artistID: String?, artistName: String?, plays: Int = 1
    ) {
        self.plays = plays
        self.playedAt = playedAt
        self.listenedMs = listenedMs
        self.trackID = trackID
        self.trackName = trackName
        self.album = album
        self.isrc = isrc
        self.artistID = artistID
        self.artistName = artistName
        recordingName = RecordingName(artist: artistName, title: trackName)?.key
    }
}
