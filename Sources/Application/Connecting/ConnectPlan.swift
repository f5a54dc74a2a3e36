package import SiteModel
package import SyncRunner

/// A user who is about to be connected; nothing is stored before Spotify has agreed.
package struct ConnectPlan: Sendable {
    /// The username.
    package let username: Username
    /// The user, if there is one of that name already.
    package let known: User?
    /// The operator's app.
    package let app: SpotifyApp
    /// The user's settings.
    ///
    /// For a known user these are changes. A new user is private and has the time zone of the site unless they say
    /// otherwise.
    package var change: UserChange
    let gate: RateGate
}

/// A user whose account is connected.
package struct ConnectedUser: Sendable {
    /// The user as stored.
    package var user: User
    /// Why a part of ``ConnectPlan/change`` was not applied, or why a page was not deleted; `nil` if all was done.
    package var problem: (any Error)?
}
