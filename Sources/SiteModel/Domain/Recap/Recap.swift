/// What a user listened to in a calendar year or month, as its page tells it.
///
/// It has the names of what was heard, because tracks and artists are deleted along with their plays. A later version can
/// add optional fields only: a stored recap that cannot be read is lost when its plays are gone.
public struct Recap: Hashable, Sendable, Codable {
    /// The first day of the period.
    public var firstDay: LocalDate
    /// The last day that is summed up: the last of the period, or the day before the recap was made.
    public var through: LocalDate
    /// The first date with a play ever known, at most ``through``.
    public var knownSince: LocalDate
    /// The listened time, in milliseconds.
    public var listenedMs: Int64
    /// How many plays ended in the period.
    public var plays: Int
    /// On how many days.
    public var activeDays: Int
    /// The listened milliseconds of each day from ``firstDay`` to ``through``.
    public var days: [Int64]
    /// The listened milliseconds of the 168 hours of a week, from Monday at midnight.
    public var hours: [Int64]
    /// How many plays fall into each decade of release; plays with an unknown release are left out.
    public var decades: [Int: Int]
    /// How many artists were heard for the first time ever.
    public var newArtists: Int
    /// On how many days plays may be missing.
    public var gapDays: Int
    /// What only plays can tell.
    public var music: RecapMusic
    /// What was measured of the last 90 days of a year that is over; `nil` for other periods, and without those plays.
    package var temperament: Readable<Temperament>?

    /// How many plays, and of how many artists, a recap needs.
    public static let least = (plays: 30, artists: 5)

    /// Whether there is enough to tell.
    public var isTold: Bool { plays >= Self.least.plays && music.artistCount >= Self.least.artists }
}

/// The part of a recap that is made from plays, and kept when they are deleted.
public struct RecapMusic: Hashable, Sendable, Codable {
    /// An artist, a recording or an album.
    public struct Item: Hashable, Sendable, Codable {
        /// Key of the artist or the track; for an album, that of its most-played track.
        public var id: String
        /// Its name; any characters.
        public var name: String
        /// The first artist of a track or an album.
        public var artist: String?
        /// The listened time in milliseconds.
        public var listenedMs: Int64
        /// How many plays.
        public var plays: Int
        /// Its page on Spotify when the recap was made, an `https` address.
        public var url: String?
        /// Its picture when the recap was made, an `https` address.
        public var imageURL: String?
    }

    /// A recording, and how often it was heard in some stretch.
    public struct Repeated: Hashable, Sendable, Codable {
        /// The recording, with its totals in that stretch.
        public var item: Item
        /// The day with most plays of it; `nil` for a count of days.
        public var date: LocalDate?
        /// Plays on that day, or days with a play.
        public var count: Int
    }

    /// A recording at a moment.
    public struct Moment: Hashable, Sendable, Codable {
        /// The recording.
        public var item: Item
        /// The local date on which the play ended.
        public var date: LocalDate
        /// The local minute of that day, 0 to 1439.
        public var minute: Int
    }

    /// Plays with no pause of more than half an hour.
    public struct Sitting: Hashable, Sendable, Codable {
        /// The local date on which the first play began.
        public var date: LocalDate
        /// The local minute of that day, 0 to 1439.
        public var minute: Int
        /// From the start of the first play to the end of the last, in milliseconds.
        public var lengthMs: Int64
        /// How many plays.
        public var plays: Int
    }

    /// An artist of the year, and the listened milliseconds in each of its months so far.
    public struct Racer: Hashable, Sendable, Codable {
        /// Key of the artist.
        public var id: String
        /// The artist's name; any characters.
        public var name: String
        /// From January on.
        public var months: [Int64]
    }

    /// Whether it is made from all plays; otherwise from the top lists of months, whose plays are gone.
    public var isWhole: Bool
    /// The listened time of the plays it is made from, in milliseconds.
    public var listenedMs: Int64
    /// How many artists were heard.
    public var artistCount: Int
    /// How many recordings were heard.
    public var trackCount: Int
    /// The most listened to, as many as ``RecapPeriod/listLength``; ties as in the top lists of months.
    public var artists: [Item]
    /// The most listened to recordings, as many.
    public var tracks: [Item]
    /// The most listened to albums of which three recordings were heard, at most five; empty where albums are not known.
    public var albums: [Item]
    /// The most listened to of the artists that were new, at most three.
    public var newcomers: [Item] = []
    /// Artists who were heard again after half a year without them, at most three.
    public var comebacks: [Item] = []
    /// The first five artists of a year.
    public var race: [Racer] = []
    /// The median year of release; `nil` where it is not known of enough plays.
    public var releaseYear: Int?
    /// The recording with most plays on one day.
    public var onRepeat: Repeated?
    /// The recording that was heard on most days.
    public var faithful: Repeated?
    /// The longest sitting.
    public var sitting: Sitting?
    /// The first play.
    public var first: Moment?
    /// The last play.
    public var last: Moment?
}
