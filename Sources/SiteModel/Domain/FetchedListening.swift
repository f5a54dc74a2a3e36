/// What one sync of one user brought home.
public struct FetchedListening: Sendable {
    /// `GET /v1/me`, where it was asked.
    public var profile: SpotifyAccount?
    /// The plays Spotify offered, in any order.
    public var plays: [TrackPlay]
    /// Whether the answer held as many plays as one can: then older ones may exist that nobody offers any more.
    public var isFull: Bool
    /// The lists of artists that were asked for, best first.
    public var topArtists: [TimeRange: [Artist]]
    /// The lists of tracks that were asked for, best first.
    public var topTracks: [TimeRange: [Track]]

    /// Creates the result of a sync.
    public init(
        profile: SpotifyAccount? = nil, plays: [TrackPlay] = [], isFull: Bool = false,
        topArtists: [TimeRange: [Artist]] = [:], topTracks: [TimeRange: [Track]] = [:]
    ) {
        self.profile = profile
        self.plays = plays
        self.isFull = isFull
        self.topArtists = topArtists
        self.topTracks = topTracks
    }
}
