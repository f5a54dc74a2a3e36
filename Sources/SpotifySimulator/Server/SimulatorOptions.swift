extension SpotifySimulator {
    /// The shape of the objects that the Web API sends.
    package enum Shape: String, Sendable, CaseIterable {
        /// What apps in Development Mode get.
        case reduced
        /// What apps with an extended quota get.
        case full
    }

    /// Settings of a simulator; the defaults are those of a new app in Development Mode.
    package struct Options: Sendable {
        package var shape = Shape.reduced
        /// Whether a refresh sends a new refresh token and ends the old one.
        package var rotatesRefreshTokens = false
        /// The id of the one app that is registered.
        package var clientID = "0a1b2c3d4e5f60718293a4b5c6d7e8f9"
        /// The app's secret; without one, only PKCE works.
        package var clientSecret: String?
        /// The app's registered redirect addresses; one on 127.0.0.1 without a port matches any port.
        package var redirectURIs = ["http://127.0.0.1/callback"]
        package var accessTokenLifetime = Duration.seconds(3600)
        /// The beginning of image addresses; `nil` is Spotify's own host.
        package var imageBaseURL: String?
        /// The port to listen on; 0 takes any that is free.
        package var port = 0
        /// The simulator's clock in UTC milliseconds; without one, time stands still at the world's `now`.
        package var now: (@Sendable () -> Int64)?

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
