@testable import SiteModel

extension Store {
    /// Adds public users with a connected account.
    func addConnectedUsers(_ names: [String]) async throws {
        for name in names {
            let user = try await addUser(
                Username(name), timeZone: "UTC", visibility: .public, at: TemporarySite.noon)
            try await connectAccount(
                SpotifyAccount(accountID: name, id: name),
                credential: Credential(
                    userID: user.id, sealedAccessToken: [1], sealedRefreshToken: [2], expiresAt: TemporarySite.noon,
                    scopes: "", authorizedAt: TemporarySite.noon),
                at: TemporarySite.noon)
        }
    }
}
