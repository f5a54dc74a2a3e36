/// What a request was for.
public enum SimulatedRoute: String, Sendable, CaseIterable {
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
    /// `GET /v1/artists/{id}`
    case artist
    /// `GET /simulator/accounts` and an account's export: no part of the real Spotify.
    case simulator
    /// `GET /image/{name}`
    case image
    /// Anything else.
    case other

    /// Whether it belongs to the Web API, which asks for an access token and counts against its limits.
    public var isWebAPI: Bool {
        switch self {
        case .me, .recentlyPlayed, .topArtists, .topTracks, .artist: true
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
        default:
            if path.count == 3, path[0] == "v1", path[1] == "artists" {
                self = .artist
            } else if path.count == 2, path[0] == "image" {
                self = .image
            } else if path.first == "simulator" {
                self = .simulator
            } else {
                self = .other
            }
        }
    }
}
