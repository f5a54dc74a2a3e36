/// The purpose of a request.
package enum SimulatedRoute: String, Sendable, CaseIterable {
    /// `GET /authorize`
    case authorize
    /// `POST /api/token`
    case token
    /// `GET /v1/me`
    case me
    /// `GET /v1/me/player/recently-played`
    case recentlyPlayed
    /// `GET /v1/me/top/artists`
    case topArtists
    /// `GET /v1/me/top/tracks`
    case topTracks
    /// `GET /simulator/accounts` and an account's history: no part of the real Spotify.
    case simulator
    /// Anything else.
    case other

    /// Whether it belongs to the Web API, which needs an access token and has limits.
    package var isWebAPI: Bool {
        switch self {
        case .me, .recentlyPlayed, .topArtists, .topTracks: true
        default: false
        }
    }

    init(path: [Substring]) {
        switch path {
        case ["authorize"]: self = .authorize
        case ["api", "token"]: self = .token
        case ["v1", "me"]: self = .me
        case ["v1", "me", "player", "recently-played"]: self = .recentlyPlayed
        case ["v1", "me", "top", "artists"]: self = .topArtists
        case ["v1", "me", "top", "tracks"]: self = .topTracks
        default: self = path.first == "simulator" ? .simulator : .other
        }
    }
}
