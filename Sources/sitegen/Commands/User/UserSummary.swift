import SiteModel

/// A user as `user list` and `user show` print one; nothing in it is secret.
struct UserSummary: Encodable {
    var username: String
    @Nullable var displayName: String?
    var visibility: Visibility
    var timeZone: String
    var hiddenSections: [PageSection]
    var bio: String
    /// `active`, `needsReconnect`, or `none`.
    var connection: String
    @Nullable var lastSync: String?
    @Nullable var lastPlay: String?

    init(_ candidate: SyncCandidate) {
        let user = candidate.user
        username = user.username.rawValue
        displayName = user.displayName
        visibility = user.visibility
        timeZone = user.timeZone
        hiddenSections = user.hiddenSections.sorted()
        bio = user.bio
        connection = candidate.credentialState?.rawValue ?? "none"
        lastSync = user.syncedAt?.wholeSeconds.description
        lastPlay = candidate.lastPlayAt?.wholeSeconds.description
    }
}
