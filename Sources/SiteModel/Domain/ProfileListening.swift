/// The listening of a calendar year in the user's zone.
public struct ListeningYear: Hashable, Sendable {
    /// The year.
    public var year: Int
    /// The listened time of all plays, in milliseconds.
    public var listenedMs: Int64
    /// How many plays ended in the year.
    public var plays: Int

    /// Creates a year.
    public init(year: Int, listenedMs: Int64, plays: Int) {
        self.year = year
        self.listenedMs = listenedMs
        self.plays = plays
    }
}

/// How often the top artist and the top track of a month were played in it; 0 where that is not known.
public struct MonthPlays: Hashable, Sendable {
    /// Plays of the artist.
    public var artist = 0
    /// Plays of the track.
    public var track = 0

    /// Creates counts.
    public init(artist: Int = 0, track: Int = 0) {
        self.artist = artist
        self.track = track
    }
}

/// What the store holds about one user for the profile page.
public struct ProfileListening: Hashable, Sendable {
    /// The user.
    public var user: User
    /// The lists of artists, by rank, by time range; a range without a list is absent.
    public var topArtists: [TimeRange: [TopArtist]] = [:]
    /// The lists of tracks, by rank, by time range; a range without a list is absent.
    public var topTracks: [TimeRange: [TopTrack]] = [:]
    /// The listening days from the requested day on, oldest first; days without a play are absent.
    ///
    /// Without their artists and tracks, which no page shows.
    public var days: [ListeningDay] = []
    /// The listening months from the month of the requested day on, oldest first; months without a play are absent.
    public var months: [ListeningMonth] = []
    /// The top artists of ``months``, by key.
    public var monthArtists: [String: Artist] = [:]
    /// The top tracks of ``months``, by key.
    public var monthTracks: [String: Track] = [:]
    /// How often the top artist and the top track of each of ``months`` were played.
    public var monthPlays: [LocalMonth: MonthPlays] = [:]
    /// The totals of each year with a play, oldest first.
    public var years: [ListeningYear] = []
    /// The albums of the newest year that has a recap; empty where they are not known.
    public var albums: [RecapMusic.Item] = []
    /// The year of ``albums``.
    public var yearOfAlbums = 0
    /// How many artists were first heard in each of those months; months without a new artist are absent.
    public var newArtists: [LocalMonth: Int] = [:]
    /// Every date with a play, oldest first; for streaks.
    public var activeDates: [LocalDate] = []
    /// Gaps that end on or after the requested day, oldest first.
    public var gaps: [ListeningGap] = []
    /// The temperament as last measured; `nil` before the first time.
    package var temperament: Temperament?

    /// Creates a profile that has only the user.
    public init(user: User) {
        self.user = user
    }
}
