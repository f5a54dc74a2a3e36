/// An artist, track or album with its rank in one month of one user.
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
    static func ranked(_ plays: [DayPlay]) -> [MonthTop] {
        ranked(.artist, TopOfPlays.artists(of: plays)) + ranked(.track, TopOfPlays.tracks(of: plays))
            + ranked(.album, TopOfPlays.albums(of: plays))
    }

    private static func ranked(_ kind: Kind, _ tallies: [TopOfPlays.Tally]) -> [MonthTop] {
        tallies.sorted().prefix(ranks).enumerated().map { index, tally in
            MonthTop(
                kind: kind, rank: index + 1, id: tally.id, name: tally.name, artistID: tally.artistID,
                artistName: tally.artistName, listenedMs: tally.listenedMs, plays: tally.plays)
        }
    }
}
