package import SiteModel

extension Application {
    /// Invites somebody to sign up under a username.
    ///
    /// - Parameters:
    ///   - name: The username; that of a user without a Spotify account is connected to the one that comes.
    ///   - codeHash: SHA-256 of the code.
    ///   - lifetime: How long the code works.
    /// - Returns: The invitation, in place of an earlier one for that name.
    /// - Throws: ``UserInputError/connected(_:)`` for a user who can sign in without; `UsernameError`, `StoreError`.
    package func invite(_ name: String, codeHash: [UInt8], lasting lifetime: Duration) async throws -> Invitation {
        let store = try store()
        let known = try await store.users().first { $0.username.rawValue == name }
        if known?.spotifyAccountID != nil { throw UserInputError.connected(name) }
        return try await store.addInvitation(
            for: try known?.username ?? newUsername(name, store), codeHash: codeHash, at: clock.now(), lasting: lifetime
        )
    }
}
