/// What a user listened to in a calendar month in the user's time zone.
public struct ListeningMonth: Hashable, Sendable {
    /// The month, in the user's zone.
    public var month: LocalMonth
    /// The listened time of all plays, in milliseconds; rounded only when shown.
    public var listenedMs: Int64
    /// How many plays ended in the month.
    public var plays: Int
    /// The first-named artist with the most listened time; ties as in ``TopOfPlays``.
    public var topArtistID: String?
    /// The track with the most listened time; ties as in ``TopOfPlays``.
    public var topTrackID: String?
    /// Plays by decade of release, such as 1990; plays with an unknown release date are left out.
    public var decades: [Int: Int]

    /// Creates a month.
    public init(
        month: LocalMonth, listenedMs: Int64, plays: Int, topArtistID: String?, topTrackID: String?,
        decades: [Int: Int] = [:]
    ) {
        self.month = month
        self.listenedMs = listenedMs
        self.plays = plays
        self.topArtistID = topArtistID
        self.topTrackID = topTrackID
        self.decades = decades
    }
}

extension ListeningMonth {
    /// Sums the plays of one month, and ranks its artists, tracks and albums.
    ///
    /// - Parameters:
    ///   - plays: All plays of the month, in any order.
    ///   - tracks: The tracks of the plays.
    ///   - month: The month.
    /// - Returns: `nil` without a play.
    static func summing(
        _ plays: [DayPlay], of tracks: [PlayedTrack], in month: LocalMonth
    ) -> (month: ListeningMonth, tops: [MonthTop])? {
        guard !plays.isEmpty else { return nil }
        let tops = MonthTop.ranked(plays, of: tracks)
        var summed = ListeningMonth(
            month: month, listenedMs: plays.reduce(0) { $0 + $1.listenedMs }, plays: plays.count,
            topArtistID: tops.first { $0.kind == .artist }?.id, topTrackID: tops.first { $0.kind == .track }?.id)
        for play in plays {
            if let decade = tracks[play.track].decade { summed.decades[decade, default: 0] += 1 }
        }
        return (summed, tops)
    }

    /// `1998` for `1998-04`; `nil` for `0000`, which Spotify sends for unknown years.
    static func year(of releaseDate: String) -> Int? {
        let digits = releaseDate.utf8.prefix(4)
        guard digits.count == 4, digits.allSatisfy({ (48...57).contains($0) }) else { return nil }
        let year = digits.reduce(0) { $0 * 10 + Int($1) - 48 }
        return year > 0 ? year : nil
    }

    /// The decades as they are stored: JSON with ordered keys, so that the same plays give the same bytes.
    var storedDecades: String {
        "{" + decades.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\($0.value)" }.joined(separator: ",") + "}"
    }
}
