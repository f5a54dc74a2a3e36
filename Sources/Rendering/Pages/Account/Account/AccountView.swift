package import SiteModel

/// What the account page says.
package struct AccountView: Sendable {
    /// A session of the user.
    package struct Session: Sendable {
        /// The public id, which is no secret.
        package var id: String
        /// The header `User-Agent` of the sign-in; any text.
        package var agent: String
        /// When it began.
        package var createdAt: Instant
        /// When it was last used, to the hour.
        package var seenAt: Instant
        /// Whether the page is shown in this session.
        package var isThis: Bool

        package init(id: String, agent: String, createdAt: Instant, seenAt: Instant, isThis: Bool) {
            self.id = id
            self.agent = agent
            self.createdAt = createdAt
            self.seenAt = seenAt
            self.isThis = isThis
        }
    }

    /// What was typed into a form that was refused; `nil` for what was not sent.
    package struct Typed: Sendable {
        package var visibility: String?
        /// The words of the sections that are shown.
        package var shown: [String]?
        package var timeZone: String?
        package var bio: String?
        package var newUsername: String?
        /// The username that confirms to disconnect or to delete.
        package var confirmation: String?

        package init(
            visibility: String? = nil, shown: [String]? = nil, timeZone: String? = nil, bio: String? = nil,
            newUsername: String? = nil, confirmation: String? = nil
        ) {
            self.visibility = visibility
            self.shown = shown
            self.timeZone = timeZone
            self.bio = bio
            self.newUsername = newUsername
            self.confirmation = confirmation
        }
    }

    /// A part of the page that is closed at first.
    package enum Part: Sendable {
        case disconnect, delete
    }

    /// Who is signed in.
    package var visitor: AccountVisitor
    /// The present moment.
    package var now: Instant
    /// Whether an account is connected or a play was imported: without either there is no page.
    package var hasListening: Bool
    /// Whether the connection can be used; `nil` if no account is connected.
    package var credentialState: Credential.State?
    /// When the user gave the permission.
    package var authorizedAt: Instant?
    /// The newest failed sync that the store remembers; one that is older than the last success is not shown.
    package var lastFailure: SyncRecord?
    /// From when the user can sync again; `nil` for now.
    package var syncAllowedFrom: Instant?
    /// The user's sessions, in the order in which they are shown.
    package var sessions: [Session]
    /// Whether the user may see the health of the site.
    package var isAdmin: Bool
    /// What has just happened.
    package var notice: AccountNotice?
    /// What is wrong with what was sent.
    package var problems: [AccountProblem]
    /// What was typed into the form that was refused.
    package var typed: Typed
    /// A part that is open at first; one with a problem always is.
    package var openPart: Part?

    package init(
        visitor: AccountVisitor, now: Instant, hasListening: Bool = true, credentialState: Credential.State?,
        authorizedAt: Instant?, lastFailure: SyncRecord? = nil, syncAllowedFrom: Instant? = nil,
        sessions: [Session] = [], isAdmin: Bool = false, notice: AccountNotice? = nil,
        problems: [AccountProblem] = [], typed: Typed = Typed(), openPart: Part? = nil
    ) {
        self.visitor = visitor
        self.now = now
        self.hasListening = hasListening
        self.credentialState = credentialState
        self.authorizedAt = authorizedAt
        self.lastFailure = lastFailure
        self.syncAllowedFrom = syncAllowedFrom
        self.sessions = sessions
        self.isAdmin = isAdmin
        self.notice = notice
        self.problems = problems
        self.typed = typed
        self.openPart = openPart
    }
}
