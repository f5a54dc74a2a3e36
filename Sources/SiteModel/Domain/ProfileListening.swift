/// A user in the directory of the site.
public struct DirectoryEntry: Hashable, Sendable {
    /// The user, who is public.
    public var user: User
    /// The most listened to artist of the last four weeks, where there is one.
    public var topArtist: Artist?
    /// The days asked for, oldest first; days without a play are absent.
    public var days: [ListeningDay]

    /// Creates an entry.
    public init(user: User, topArtist: Artist?, days: [ListeningDay]) {
        self.user = user
        self.topArtist = topArtist
        self.days = days
    }
}

/// What the store holds of one user for a profile page.
public struct ProfileListening: Hashable, Sendable {
    /// The user.
    public var user: User
    /// The lists of artists by time range; a range without a list is absent.
    public var topArtists: [TimeRange: [TopArtist]]
    /// The lists of tracks by time range; a range without a list is absent.
    public var topTracks: [TimeRange: [TopTrack]]
    /// The listening days from the day asked for on, oldest first; days without a play are absent.
    public var days: [ListeningDay]
    /// The listening months from that of the day asked for on, oldest first; months without a play are absent.
    public var months: [ListeningMonth] = []
    /// The artists that are a top artist of one of ``months``, by key.
    public var monthArtists: [String: Artist] = [:]
    /// The tracks that are a top track of one of ``months``, by key.
    public var monthTracks: [String: Track] = [:]
    /// How many artists were heard for the first time in each of those months; months without one are absent.
    public var newArtists: [LocalMonth: Int] = [:]
    /// Every date with a play, oldest first: for streaks.
    public var activeDates: [LocalDate]
    /// Listened time over all days, in milliseconds.
    public var totalListenedMs: Int64
    /// Plays over all days.
    public var totalPlays: Int
    /// Stretches in which plays may be missing, that end on or after the first day asked for; oldest first.
    public var gaps: [ListeningGap]
    /// What was last measured; `nil` before the first time.
    public var personality: Personality?
    /// When the newest of the lists was fetched; `nil` before the first.
    public var listsFetchedAt: Instant?
    /// End of the newest play; `nil` when there is none.
    public var newestPlayAt: Instant?

    /// Creates a profile of which nothing but the user is known.
    public init(
        user: User, topArtists: [TimeRange: [TopArtist]] = [:], topTracks: [TimeRange: [TopTrack]] = [:],
        days: [ListeningDay] = [],
        activeDates: [LocalDate] = [], totalListenedMs: Int64 = 0, totalPlays: Int = 0, gaps: [ListeningGap] = [],
        listsFetchedAt: Instant? = nil, newestPlayAt: Instant? = nil
    ) {
        self.user = user
        self.topArtists = topArtists
        self.topTracks = topTracks
        self.days = days
        self.activeDates = activeDates
        self.totalListenedMs = totalListenedMs
        self.totalPlays = totalPlays
        self.gaps = gaps
        self.listsFetchedAt = listsFetchedAt
        self.newestPlayAt = newestPlayAt
    }
}
