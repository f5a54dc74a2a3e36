package import Foundation
package import SiteModel

/// The store could not record who may see a page, so that it is shown as before.
package struct NothingChanged: Error, CustomStringConvertible {
    /// Why it could not be stored.
    package var cause: any Error
    var username: String

    package var description: String {
        "\(cause). Nothing about '\(username)' was changed, and the page is shown as before: run this command again"
    }
}

/// What to change about a user; what is left out stays as it is.
package struct UserChange: Sendable {
    /// Who may see the page.
    package var visibility: Visibility?
    /// Markdown, at most `User.maximumBioLength` bytes; an empty text removes the bio.
    package var bio: String?
    /// Sections to hide.
    package var hiding: [PageSection]
    /// Sections to show again.
    package var showing: [PageSection]
    /// The time zone that days are counted in.
    package var timeZone: TimeZone?

    /// Creates a change.
    package init(
        visibility: Visibility? = nil, bio: String? = nil, hiding: [PageSection] = [], showing: [PageSection] = [],
        timeZone: TimeZone? = nil
    ) {
        self.visibility = visibility
        self.bio = bio
        self.hiding = hiding
        self.showing = showing
        self.timeZone = timeZone
    }
}
