package import SiteModel

/// What the page for admins says.
package struct HealthView: Sendable {
    /// A user of the site.
    package struct Person: Sendable {
        package var status: UserStatus
        /// How many sessions the user has.
        package var sessions: Int

        package init(status: UserStatus, sessions: Int) {
            self.status = status
            self.sessions = sessions
        }
    }

    /// An invitation that nobody has used.
    package struct Invitation: Sendable {
        package var username: String
        package var endsAt: Instant

        package init(username: String, endsAt: Instant) {
            self.username = username
            self.endsAt = endsAt
        }
    }

    /// The admin who is signed in.
    package var visitor: AccountVisitor
    /// The present moment.
    package var now: Instant
    /// The users, in the order in which they are shown.
    package var people: [Person]
    /// The open invitations, in the order in which they are shown.
    package var invitations: [Invitation]
    /// Until when nothing is asked of Spotify, if that is so.
    package var gateUntil: Instant?

    package init(
        visitor: AccountVisitor, now: Instant, people: [Person], invitations: [Invitation], gateUntil: Instant? = nil
    ) {
        self.visitor = visitor
        self.now = now
        self.people = people
        self.invitations = invitations
        self.gateUntil = gateUntil
    }
}
