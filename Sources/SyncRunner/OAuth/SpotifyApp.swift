/// The operator's own app in Spotify's dashboard, and where Spotify is.
public struct SpotifyApp: Sendable {
    /// `spotify.clientID`.
    public var clientID: String
    /// `spotify.clientSecret`; without one the app proves itself by PKCE alone.
    public var clientSecret: Secret?
    /// `spotify.accountsURL`: followed by `/authorize` and `/api/token`.
    public var accounts: ServiceAddress
    /// `spotify.apiURL`: followed by `/me` and the rest.
    public var api: ServiceAddress

    /// What sitegen asks a user to allow, and nothing more.
    public static let scopes = "user-read-recently-played user-top-read"

    /// Creates an app from the settings.
    public init(clientID: String, clientSecret: Secret? = nil, accounts: ServiceAddress, api: ServiceAddress) {
        self.clientID = clientID
        self.clientSecret = clientSecret.flatMap { $0.isEmpty ? nil : $0 }
        self.accounts = accounts
        self.api = api
    }
}
