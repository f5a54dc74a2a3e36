import TestSupport

@testable import SiteModel
@testable import SyncRunner

extension SyncCandidate {
    static func sample(
        syncedAt: Instant? = nil, attemptedAt: Instant? = nil, lastPlayAt: Instant? = nil,
        createdAt: Instant = .sample - .days(400), state: Credential.State? = .active
    ) -> SyncCandidate {
        SyncCandidate(
            user: .sample(syncedAt: syncedAt, createdAt: createdAt), lastPlayAt: lastPlayAt, credentialState: state,
            attemptedAt: attemptedAt)
    }
}

extension User {
    static func sample(
        syncedAt: Instant? = nil, createdAt: Instant = .sample, timeZone: String = "Europe/Berlin"
    ) -> User {
        User(
            id: 1, username: Username(stored: "ada"), spotifyAccountID: "acc-1", displayName: nil, imageURL: nil,
            profileURL: nil, timeZone: timeZone, bio: "", visibility: .public, hiddenSections: [], dataVersion: 0,
            syncedAt: syncedAt, profileFetchedAt: nil, createdAt: createdAt)
    }
}
