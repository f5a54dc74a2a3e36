/// A user of the site.
public struct User: Hashable, Sendable, Identifiable {
    /// The store's own key.
    public var id: Int64
    /// The folder of the page.
    public var username: Username
    /// `account_id` of `GET /v1/me`, or its `id`; `nil` until an account is connected.
    public var spotifyAccountID: String?
    /// The name that Spotify shows; `nil` if the account has none.
    public var displayName: String?
    /// The address (`https`) of a profile picture at least 300 px wide, if there is one.
    public var imageURL: String?
    /// The profile on Spotify, an `https` address.
    public var profileURL: String?
    /// IANA name, such as `Europe/Berlin`.
    public var timeZone: String
    /// Markdown of at most ``maximumBioLength`` bytes; may be empty.
    public var bio: String
    /// Who may see the page.
    public var visibility: Visibility
    /// The parts of the page that the user hides.
    public var hiddenSections: Set<PageSection>
    /// Increases whenever something that a page shows changes.
    public var dataVersion: Int64
    /// When the last successful sync ended; `nil` before the first.
    public var syncedAt: Instant?
    /// When `GET /v1/me` was last answered.
    public var profileFetchedAt: Instant?
    /// When this user was added to the store.
    public var createdAt: Instant
    /// The recaps that there are of the user's listening.
    public var recaps = RecapMarks()
    /// The hue of the pages, from 0 to 11; `nil` takes the one of the username.
    var storedHue: Int?

    /// The hue of the pages, from 0 to 11.
    public var hue: Int { storedHue ?? username.hue }

    /// The longest bio, in bytes of Markdown.
    public static let maximumBioLength = 2000

    /// The name on pages: the display name, or the username if there is none.
    public var shownName: String {
        if let displayName, !displayName.isEmpty { displayName } else { username.rawValue }
    }
}

/// Who may see a page.
public enum Visibility: String, Sendable, CaseIterable, Codable {
    /// Listed in the directory and the sitemap.
    case `public`
    /// Reachable only by its address; search engines are asked to leave it out.
    case unlisted
    /// Not written; an existing page is deleted.
    case `private`
}

/// A part of the profile page that the user can hide.
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
    case recap

    /// By raw value, for output in a fixed order.
    public static func < (left: PageSection, right: PageSection) -> Bool { left.rawValue < right.rawValue }
}
