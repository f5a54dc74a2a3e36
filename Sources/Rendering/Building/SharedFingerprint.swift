import SiteModel

/// The fingerprint of what every page is made from in addition to its own data.
struct SharedFingerprint: Sendable {
    /// The digest of all shared fields; it is a field of each page's fingerprint.
    let digest: [UInt8]

    /// The version of the renderer; it must increase with each change of the program that alters a page's bytes.
    static let rendererVersion = 5

    /// Creates the shared fingerprint.
    ///
    /// - Parameters:
    ///   - templates: The digest of all templates in use.
    ///   - assets: ``SiteAssets/digest``: asset names depend on their contents, so a new style sheet changes every
    ///     page.
    ///   - settings: The site settings that pages show, by key, in any order.
    ///   - precompression: Not shown, but a change has to reach the file next to each page.
    ///   - rendererVersion: ``rendererVersion``, except in tests.
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
    ///   - user: The owner; ``User/dataVersion`` stands for everything that the store holds about the user.
    ///   - today: The date in the user's time zone, because the window of 365 days moves at local midnight.
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
        fingerprint.add("recaps", user.recaps.stored)
        return fingerprint.digest
    }

    /// The fingerprint of what all recaps of a user are made from in addition to what they tell.
    ///
    /// Without `dataVersion` and without a date: a sync changes none of a past year.
    ///
    /// - Parameter user: The owner.
    /// - Returns: 32 bytes, a field of each recap's fingerprint.
    func fingerprint(ofRecapsOf user: User) -> [UInt8] {
        var fingerprint = Fingerprint(of: "recaps")
        fingerprint.add("username", user.username.rawValue)
        fingerprint.add("displayName", user.displayName)
        fingerprint.add("imageURL", user.imageURL)
        fingerprint.add("visibility", user.visibility.rawValue)
        fingerprint.add("hiddenSections", user.hiddenSections.sorted().map(\.rawValue))
        fingerprint.add("site", digest)
        return fingerprint.digest
    }

    /// Begins the fingerprint of a page of the site itself; the caller adds what the page shows.
    ///
    /// - Parameter path: The page, such as the directory or the sitemap.
    /// - Returns: A fingerprint that includes the shared fields.
    func fingerprint(of path: SitePath) -> Fingerprint {
        var fingerprint = Fingerprint(of: "page")
        fingerprint.add("path", path.rawValue)
        fingerprint.add("site", digest)
        return fingerprint
    }
}
