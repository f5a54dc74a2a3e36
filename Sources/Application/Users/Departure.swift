package import Rendering
import SiteModel

/// How much of a disconnection or removal was done; no build shows a page of the user from now on.
package struct Departure: Sendable {
    /// The user, as before.
    let user: User
    /// What is deleted.
    let way: WayOfLeaving
    /// Whether plays and lists are deleted, and a removed user with them; otherwise the next run deletes them.
    package var isDataDeleted = false
    /// Whether the page is deleted; otherwise the next run deletes it.
    package var isPageDeleted = false
    /// What the build did.
    package var build: BuildReport?
    /// Why the page or the plays were not deleted, or lists were not built; `nil` if all was done.
    package var problem: (any Error)?
}

/// The store could not even record that the user leaves; nothing has changed.
package struct NothingDeleted: Error, CustomStringConvertible {
    /// Why it could not be stored.
    package var cause: any Error
    var username: String

    package var description: String {
        "\(cause). Nothing of '\(username)' was deleted, and everything is as it was: run this command again"
    }
}
