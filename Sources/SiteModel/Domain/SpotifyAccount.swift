/// A Spotify account as `GET /v1/me` describes it.
public struct SpotifyAccount: Hashable, Sendable {
    /// `account_id`; `nil` if Spotify does not send it to this app yet.
    public var accountID: String?
    /// `id`: the key of accounts that were stored before `account_id` existed.
    public var id: String
    /// The name that Spotify shows.
    public var displayName: String?
    /// The address (`https`) of a picture at least 300 px wide, if there is one.
    public var imageURL: String?
    /// The profile on Spotify, an `https` address.
    public var profileURL: String?

    /// Creates an account.
    public init(
        accountID: String?, id: String, displayName: String? = nil, imageURL: String? = nil, profileURL: String? = nil
    ) {
        self.accountID = accountID
        self.id = id
        self.displayName = displayName
        self.imageURL = imageURL
        self.profileURL = profileURL
    }

    /// The key under which the account is stored.
    public var key: String { accountID ?? id }
}
