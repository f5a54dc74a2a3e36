/// The operator's app in Spotify's dashboard, and Spotify's addresses.
public struct SpotifyApp: Sendable {
    /// `spotify.clientID`.
    public var clientID: String
    /// `spotify.clientSecret`; without one the app relies on PKCE alone.
    public var clientSecret: Secret?
    /// `spotify.accountsURL`: followed by `/authorize` and `/api/token`.
    public var accounts: ServiceAddress
    /// `spotify.apiURL`: followed by `/me` and the rest.
    public var api: ServiceAddress

    /// The only scopes that sitegen asks a user to grant.
    public static let scopes = "user-read-recently-played user-top-read"

    /// Creates an app from the settings.
    public init(clientID: String, clientSecret: Secret? = nil, accounts: ServiceAddress, api: ServiceAddress) {
        self.clientID = clientID
        self.clientSecret = clientSecret.flatMap { $0.isEmpty ? nil : $0 }
        self.accounts = accounts
        self.api = api
    }
}
