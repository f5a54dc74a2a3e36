import SiteModel

/// A user as `user list` and `user show` print one; nothing in it is secret.
struct UserSummary: Encodable {
    var username: String
    var displayName: String?
    var visibility: Visibility
    var timeZone: String
    var hiddenSections: [PageSection]
    var bio: String
    /// `active`, `needsReconnect`, or `none`.
    var connection: String
    var lastSync: String?
    var lastPlay: String?

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

    private enum CodingKeys: String, CodingKey {
        case username, displayName, visibility, timeZone, hiddenSections, bio, connection, lastSync, lastPlay
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(username, forKey: .username)
        try container.encode(displayName, forKey: .displayName)
        try container.encode(visibility, forKey: .visibility)
        try container.encode(timeZone, forKey: .timeZone)
        try container.encode(hiddenSections, forKey: .hiddenSections)
        try container.encode(bio, forKey: .bio)
        try container.encode(connection, forKey: .connection)
        try container.encode(lastSync, forKey: .lastSync)
        try container.encode(lastPlay, forKey: .lastPlay)
    }
}
