package import Rendering

/// How far the disconnection or removal of a user came; no build shows a page of theirs any more.
package struct Departure: Sendable {
    /// Whether plays and lists are deleted, and a removed user with them; otherwise the next run deletes them.
    package var isDataDeleted = false
    /// Whether the page is deleted; otherwise the next run deletes it.
    package var isPageDeleted = false
    /// What the build did.
    package var build: BuildReport?
    /// What kept the page or the plays from being deleted, or lists from being built.
    package var problem: (any Error)?
}

/// Not even the intention to leave could be stored: everything is as it was.
package struct NothingDeleted: Error, CustomStringConvertible {
    /// Why it could not be stored.
    package var cause: any Error
    var username: String

    package var description: String {
        "\(cause). Nothing of '\(username)' was deleted, and everything is as it was: run this command again"
    }
}
