/// An artist, track or album with its rank in some plays of one user, such as those of a month.
///
/// It includes its names, so that a year in review is possible after `plays.keep` has deleted plays and tracks.
struct MonthTop: Hashable {
    /// What is ranked.
    enum Kind: String, CaseIterable {
        case artist
        case track
        case album
    }

    /// How many ranks of each kind are kept.
    static let ranks = 20

    var kind: Kind
    /// 1 is the most listened to.
    var rank: Int
    /// Key of the artist or the track; for an album, the key of its most-played track.
    var id: String
    /// Name of the artist, the track or the album.
    var name: String
    /// First artist of a track or an album.
    var artistID: String?
    /// Name of that artist.
    var artistName: String?
    /// The listened time in milliseconds.
    var listenedMs: Int64
    var plays: Int

    /// The first ranks of each kind; ties as in ``TopOfPlays``.
    static func ranked(_ plays: [DayPlay], of tracks: [PlayedTrack]) -> [MonthTop] {
        let top = TopOfPlays(plays, of: tracks)
        return Kind.allCases.flatMap { top.first(ranks, $0) }
    }
}
