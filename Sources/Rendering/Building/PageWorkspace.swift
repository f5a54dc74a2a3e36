import ShareImages
import SiteModel

/// What one worker keeps from page to page.
final class PageWorkspace {
    /// The artists and tracks that its pages have named.
    let music = MusicCache()
    /// What the directory tells of the owner of the page that was just rendered.
    var line: StoredLine?
    private var profile: (fingerprint: [UInt8], made: ProfilePage.Made)?
    private var rows: [String: ProfilePage.ListRows] = [:]
    private var drawer: ImageDrawer?

    /// The lines that pages with this prefix to the top of the output share.
    func rows(prefix: String) -> ProfilePage.ListRows {
        if let known = rows[prefix] { return known }
        let made = ProfilePage.ListRows(prefix: prefix)
        rows[prefix] = made
        return made
    }

    /// A user's profile: two files are made from it, one after the other.
    ///
    /// - Parameters:
    ///   - fingerprint: Of the profile.
    ///   - make: Reads and makes it, unless it was the last one.
    /// - Returns: The profile.
    func profile(_ fingerprint: [UInt8], _ make: () throws -> ProfilePage.Made) rethrows -> ProfilePage.Made {
        if let profile, profile.fingerprint == fingerprint { return profile.made }
        let made = try make()
        profile = (fingerprint, made)
        return made
    }

    /// Draws a card; the first one loads libraries and fonts.
    ///
    /// - Throws: `ShareImageError`.
    func png(of card: ShareCard) throws -> [UInt8] {
        let drawer = try self.drawer ?? ImageDrawer()
        self.drawer = drawer
        return try drawer.png(of: card)
    }
}
