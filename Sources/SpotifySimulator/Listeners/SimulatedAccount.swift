/// An invented listener's account.
package struct SimulatedAccount: Sendable {
    /// A name for code and tests: `night-owl`, `nobody`, `listener-17`.
    package let key: String
    /// The Spotify user id, which may contain any character.
    package let id: String
    /// The immutable `account_id` of the reduced shape.
    package let accountID: String
    /// The name shown; `nil` is sent as `null`.
    package var displayName: String?
    /// A username within the site's rules.
    package let suggestedUsername: String
    /// A few words about themselves, in Markdown.
    package let bio: String
    /// The IANA name of the account's zone.
    package let timeZone: String
    /// The kind of listener, in words.
    package let label: String
    /// The avatar's hexadecimal name; `nil` for an account without images.
    package var image: String?
    /// Whether the account, or music that it plays, has names that attack a page.
    package var hasHostileNames: Bool { key.hasPrefix("hostile-") }
    /// The country, which only the full shape and the history contain.
    package let country: String
}
