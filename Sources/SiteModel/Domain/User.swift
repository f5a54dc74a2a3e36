/// Whose plays and page they are.
public struct User: Hashable, Sendable, Identifiable {
    /// The store's own key.
    public var id: Int64
    /// The folder of the page.
    public var username: Username
    /// `account_id` of `GET /v1/me`, else its `id`; `nil` until the account is connected.
    public var spotifyAccountID: String?
    /// The name Spotify shows; `nil` when the account has none, and the username stands in.
    public var displayName: String?
    /// A profile picture of at least 300 px where there is one, an `https` address.
    public var imageURL: String?
    /// The profile on Spotify, an `https` address.
    public var profileURL: String?
    /// IANA name, such as `Europe/Berlin`.
    public var timeZone: String
    /// Markdown, at most ``maximumBioLength`` bytes; empty for none.
    public var bio: String
    /// Who may see the page.
    public var visibility: Visibility
    /// Parts of the page that the user does not show.
    public var hiddenSections: Set<PageSection>
    /// Goes up by one with each change of something a page shows.
    public var dataVersion: Int64
    /// When the last sync that succeeded ended; `nil` before the first.
    public var syncedAt: Instant?
    /// When `GET /v1/me` was last asked.
    public var profileFetchedAt: Instant?
    /// When this user was added to the store.
    public var createdAt: Instant

    /// How many bytes of Markdown a bio may hold.
    public static let maximumBioLength = 2000

    /// What a page calls the user.
    public var shownName: String {
        if let displayName, !displayName.isEmpty { displayName } else { username.rawValue }
    }
}

/// Who may see a page.
public enum Visibility: String, Sendable, CaseIterable, Codable {
    /// In the directory and the sitemap.
    case `public`
    /// Reached by its address only; asks search engines to leave it out.
    case unlisted
    /// Not written; what was there is deleted.
    case `private`
}

/// A part of the profile page that its user can hide.
public enum PageSection: String, Sendable, CaseIterable, Codable, Comparable {
    case bio
    case facts
    case artists
    case tracks
    case history
    case weeks
    case clock
    case temperament = "personality"
    case months
    case discoveries
    case decades

    /// By raw value: for output in a fixed order.
    public static func < (left: PageSection, right: PageSection) -> Bool { left.rawValue < right.rawValue }
}
