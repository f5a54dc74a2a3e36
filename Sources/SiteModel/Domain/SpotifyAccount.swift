/// What `GET /v1/me` says about an account.
public struct SpotifyAccount: Hashable, Sendable {
    /// `account_id`; `nil` from an app that does not get it yet.
    public var accountID: String?
    /// `id`: the key of accounts stored before `account_id` turned up.
    public var id: String
    /// The name Spotify shows.
    public var displayName: String?
    /// A picture of at least 300 px where there is one, an `https` address.
    public var imageURL: String?
    /// The profile on Spotify, an `https` address.
    public var profileURL: String?

    /// Creates a profile.
    public init(
        accountID: String?, id: String, displayName: String? = nil, imageURL: String? = nil, profileURL: String? = nil
    ) {
        self.accountID = accountID
        self.id = id
        self.displayName = displayName
        self.imageURL = imageURL
        self.profileURL = profileURL
    }

    /// What the account is stored under.
    public var key: String { accountID ?? id }
}
