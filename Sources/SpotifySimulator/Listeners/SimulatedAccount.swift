/// An invented listener's account.
public struct SimulatedAccount: Sendable {
    /// A name for code and tests that stays: `night-owl`, `nobody`, `listener-17`.
    public let key: String
    /// The Spotify user id, which may hold any character.
    public let id: String
    /// The immutable `account_id` of the reduced shape.
    public let accountID: String
    /// The name shown; `nil` is sent as `null`.
    public var displayName: String?
    /// A username an operator might choose, within the site's rules.
    public let suggestedUsername: String
    /// A few words about themselves, in Markdown.
    public let bio: String
    /// The IANA name of the zone they live in.
    public let timeZone: String
    /// The kind of listener, in words.
    public let label: String
    /// The avatar's hexadecimal name; `nil` for an account without images.
    public var image: String?
    /// The country, which only the full shape and the export tell.
    public let country: String
}
