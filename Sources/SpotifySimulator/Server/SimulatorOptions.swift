extension SpotifySimulator {
    /// How much of each object the Web API sends.
    package enum Shape: String, Sendable, CaseIterable {
        /// What apps in Development Mode get.
        case reduced
        /// What apps with an extended quota get.
        case full
    }

    /// How the simulator behaves.
    package struct Options: Sendable {
        /// How much of each object the Web API sends.
        package var shape = Shape.reduced
        /// Whether a refresh sends a new refresh token and ends the old one.
        package var rotatesRefreshTokens = false
        /// The id of the one app that is registered.
        package var clientID = "0a1b2c3d4e5f60718293a4b5c6d7e8f9"
        /// The app's secret; `nil` for an app that has none, so that only PKCE works.
        package var clientSecret: String?
        /// The app's registered redirect addresses; one on 127.0.0.1 without a port goes with any port.
        package var redirectURIs = ["http://127.0.0.1/callback"]
        /// How long an access token lasts.
        package var accessTokenLifetime = Duration.seconds(3600)
        /// Where image addresses point, such as the simulator's own address; `nil` for Spotify's own host.
        package var imageBaseURL: String?
        /// The port to listen on; 0 takes any that is free.
        package var port = 0
        /// The simulator's clock in UTC milliseconds; `nil` stands still at the world's `now`.
        package var now: (@Sendable () -> Int64)?

        /// Creates the options of a new app in Development Mode.
        package init(
            shape: Shape = .reduced, rotatesRefreshTokens: Bool = false, clientSecret: String? = nil,
            accessTokenLifetime: Duration = .seconds(3600), imageBaseURL: String? = nil, port: Int = 0,
            now: (@Sendable () -> Int64)? = nil
        ) {
            self.shape = shape
            self.rotatesRefreshTokens = rotatesRefreshTokens
            self.clientSecret = clientSecret
            self.accessTokenLifetime = accessTokenLifetime
            self.imageBaseURL = imageBaseURL
            self.port = port
            self.now = now
        }
    }
}
