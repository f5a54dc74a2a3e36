package import SiteModel
internal import SyncRunner

/// Who sends a request, after cookie and store were asked; only ``SessionKeeper`` makes one.
package struct SignedIn: Sendable {
    /// The user, as stored when the request came.
    package let user: User
    /// The browser's session.
    package let session: CompanionSession
    /// The session's secret, to which the forms of its pages are bound.
    let secret: SecretCode
}
