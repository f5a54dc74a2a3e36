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
