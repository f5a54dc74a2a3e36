/// What the store holds of one user for a profile page.
public struct ProfileListening: Hashable, Sendable {
    /// The user.
    public var user: User
    /// The lists of artists by time range; a range without a list is absent.
    public var topArtists: [TimeRange: [TopArtist]] = [:]
    /// The lists of tracks by time range; a range without a list is absent.
    public var topTracks: [TimeRange: [TopTrack]] = [:]
    /// The listening days from the day asked for on, oldest first; days without a play are absent.
    public var days: [ListeningDay] = []
    /// The listening months from that of the day asked for on, oldest first; months without a play are absent.
    public var months: [ListeningMonth] = []
    /// The artists that are a top artist of one of ``months``, by key.
    public var monthArtists: [String: Artist] = [:]
    /// The tracks that are a top track of one of ``months``, by key.
    public var monthTracks: [String: Track] = [:]
    /// How many artists were heard for the first time in each of those months; months without one are absent.
    public var newArtists: [LocalMonth: Int] = [:]
    /// Every date with a play, oldest first: for streaks.
    public var activeDates: [LocalDate] = []
    /// Stretches that may lack plays and end on or after the first day asked for, oldest first.
    public var gaps: [ListeningGap] = []
    /// What was last measured; `nil` before the first time.
    package var temperament: Temperament?

    /// Creates a profile with nothing but the user.
    public init(user: User) {
        self.user = user
    }
}
