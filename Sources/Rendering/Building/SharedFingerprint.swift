import SiteModel

/// What every page of the site is made from, in addition to its own data.
struct SharedFingerprint: Sendable {
    /// ``digest`` of all fields below: worked out once, and a field of each page's fingerprint.
    let digest: [UInt8]

    /// How pages come to be in this version of the program; goes up with each change that alters a page's bytes.
    static let rendererVersion = 3

    /// Creates the ingredients.
    ///
    /// - Parameters:
    ///   - templates: Digest of all templates in use.
    ///   - assets: ``SiteAssets/digest``: pages name assets by their contents, so a new style sheet is a new page.
    ///   - settings: The site settings that pages show, each under its key, in any order.
    ///   - precompression: Not shown, but a change has to reach the files beside each page.
    ///   - rendererVersion: ``rendererVersion``, but for tests.
    init(
        templates: [UInt8], assets: [UInt8], settings: [String: String?], precompression: Precompression,
        rendererVersion: Int = Self.rendererVersion
    ) {
        var fingerprint = Fingerprint(of: "site")
        fingerprint.add("templates", templates)
        fingerprint.add("assets", assets)
        fingerprint.add("renderer", rendererVersion)
        for (key, value) in settings.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
            fingerprint.add("setting." + key, value)
        }
        fingerprint.add("precompression", precompression.rawValue)
        digest = fingerprint.digest
    }

    /// The fingerprint of a user's page.
    ///
    /// - Parameters:
    ///   - user: Whose page it is; ``User/dataVersion`` stands for all that the store holds of them.
    ///   - today: The date in the user's time zone: the window of 365 days moves at local midnight.
    /// - Returns: 32 bytes for ``PageRecord/fingerprint``.
    func fingerprint(of user: User, today: LocalDate) -> [UInt8] {
        var fingerprint = Fingerprint(of: "profile")
        fingerprint.add("dataVersion", user.dataVersion)
        fingerprint.add("username", user.username.rawValue)
        fingerprint.add("displayName", user.displayName)
        fingerprint.add("imageURL", user.imageURL)
        fingerprint.add("profileURL", user.profileURL)
        fingerprint.add("timeZone", user.timeZone)
        fingerprint.add("bio", user.bio)
        fingerprint.add("visibility", user.visibility.rawValue)
        fingerprint.add("hiddenSections", user.hiddenSections.sorted().map(\.rawValue))
        fingerprint.add("site", digest)
        fingerprint.add("today", today.dayNumber)
        return fingerprint.digest
    }

    /// Begins the fingerprint of a page of the site itself, to which the caller adds what that page shows.
    ///
    /// - Parameter path: The page: the directory, the sitemap, the one about the site.
    /// - Returns: A fingerprint that has the ingredients of the site.
    func fingerprint(of path: SitePath) -> Fingerprint {
        var fingerprint = Fingerprint(of: "page")
        fingerprint.add("path", path.rawValue)
        fingerprint.add("site", digest)
        return fingerprint
    }
}
