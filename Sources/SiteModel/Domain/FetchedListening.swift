/// What one sync fetched for one user.
public struct FetchedListening: Sendable {
    /// The answer of `GET /v1/me`, if it was requested.
    public var profile: SpotifyAccount?
    /// The plays Spotify offered, in any order.
    public var plays: [TrackPlay]
    /// Whether the answer was as long as Spotify allows; older plays may then exist that are no longer offered.
    public var isFull: Bool
    /// The requested lists of artists, best first.
    public var topArtists: [TimeRange: [Artist]]
    /// The requested lists of tracks, best first.
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
