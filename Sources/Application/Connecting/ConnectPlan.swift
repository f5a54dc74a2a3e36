package import SiteModel
package import SyncRunner

/// A user who is about to be connected, and what is stored once Spotify has agreed: nothing before.
package struct ConnectPlan: Sendable {
    /// The username.
    package let username: Username
    /// The user, if there is one of that name already.
    package let known: User?
    /// The operator's app.
    package let app: SpotifyApp
    /// The user's settings.
    ///
    /// For a known user they are changes. A new user without a visibility is private, and without a time zone gets that of
    /// the site.
    package var change: UserChange
    let gate: RateGate
}

/// A user whose account is connected.
package struct ConnectedUser: Sendable {
    /// The user as stored.
    package var user: User
    /// What of ``ConnectPlan/change`` could not be done, or which page could not be deleted.
    package var problem: (any Error)?
}
