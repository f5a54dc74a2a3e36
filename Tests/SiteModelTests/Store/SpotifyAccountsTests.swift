import SiteModel
import Testing

@Suite struct SpotifyAccountsTests {
    private let profile = SpotifyAccount(
        accountID: "acc1", id: "id1", displayName: "Ada", imageURL: "https://i.scdn.co/a",
        profileURL: "https://open.spotify.com/user/id1")

    @Test func `a credential is read as it was stored`() async throws {
        let ada = try await StoreOfAda()
        #expect(try await ada.store.credential(of: ada.ada.id) == nil)
        #expect(try await ada.store.hasCredentials() == false)
        var credential = Credential.sample(of: ada.ada)
        try await ada.store.connectAccount(profile, credential: credential, at: noon)
        #expect(try await ada.store.credential(of: ada.ada.id) == credential)
        #expect(try await ada.store.hasCredentials())
        credential.sealedAccessToken = []
        credential.expiresAt = noon + .milliseconds(1)
        try await ada.store.saveCredential(credential)
        #expect(try await ada.store.credential(of: ada.ada.id) == credential)
    }

    @Test func `a refused token is recorded until the user connects again`() async throws {
        let ada = try await StoreOfAda()
        try await ada.store.connectAccount(profile, credential: .sample(of: ada.ada), at: noon)
        try await ada.sync([.offered(.sample("t1"), at: 0)])
        let authorizedAt = Credential.sample(of: ada.ada).authorizedAt
        try await ada.store.markNeedsReconnect(userID: ada.ada.id, authorizedAt: authorizedAt - .seconds(1))
        #expect(try await ada.store.credential(of: ada.ada.id)?.state == .active, "another authorization was refused")
        try await ada.store.markNeedsReconnect(userID: ada.ada.id, authorizedAt: authorizedAt)
        #expect(try await ada.store.credential(of: ada.ada.id)?.state == .needsReconnect)
        #expect(try await ada.store.syncCandidates().map(\.credentialState) == [.needsReconnect])
        try await ada.store.connectAccount(profile, credential: .sample(of: ada.ada), at: noon)
        #expect(try await ada.store.credential(of: ada.ada.id)?.state == .active)
        #expect(try await ada.plays().count == 1)
    }

    @Test func `connecting stores the profile and counts as a change once`() async throws {
        let ada = try await StoreOfAda()
        try await ada.store.connectAccount(profile, credential: .sample(of: ada.ada), at: noon)
        let user = try await ada.store.user(named: "ada")
        #expect(user.spotifyAccountID == "acc1" && user.displayName == "Ada" && user.profileFetchedAt == noon)
        #expect(user.imageURL == profile.imageURL && user.profileURL == profile.profileURL)
        #expect(user.dataVersion == 1)
        try await ada.store.connectAccount(profile, credential: .sample(of: ada.ada), at: noon)
        #expect(try await ada.dataVersion() == 1)
    }

    @Test(arguments: [
        SpotifyAccount(accountID: "acc1", id: "id1"), SpotifyAccount(accountID: "acc2", id: "acc1"),
        SpotifyAccount(accountID: nil, id: "acc1"),
    ])
    func `an account belongs to one user`(_ taken: SpotifyAccount) async throws {
        let ada = try await StoreOfAda()
        try await ada.store.connectAccount(profile, credential: .sample(of: ada.ada), at: noon)
        let bob = try await ada.store.addUser(Username("bob"), timeZone: "UTC", visibility: .public, at: noon)
        await #expect(throws: StoreError.accountTaken(username: "ada")) {
            try await ada.store.connectAccount(taken, credential: .sample(of: bob), at: noon)
        }
        #expect(try await ada.store.credential(of: bob.id) == nil)
        #expect(try await ada.store.user(named: "bob") == bob)
    }

    @Test func `an account stored by id is recognized when its account id appears`() async throws {
        let ada = try await StoreOfAda()
        let old = SpotifyAccount(accountID: nil, id: "id1")
        try await ada.store.connectAccount(old, credential: .sample(of: ada.ada), at: noon)
        #expect(try await ada.store.user(named: "ada").spotifyAccountID == "id1")
        let bob = try await ada.store.addUser(Username("bob"), timeZone: "UTC", visibility: .public, at: noon)
        await #expect(throws: StoreError.accountTaken(username: "ada")) {
            try await ada.store.connectAccount(profile, credential: .sample(of: bob), at: noon)
        }
        try await ada.sync(FetchedListening(profile: profile))
        #expect(try await ada.store.user(named: "ada").spotifyAccountID == "acc1")
    }

    @Test func `an answer without an account id does not replace the better key`() async throws {
        let ada = try await StoreOfAda()
        try await ada.store.connectAccount(profile, credential: .sample(of: ada.ada), at: noon)
        var shorter = profile
        shorter.accountID = nil
        try await ada.sync(FetchedListening(profile: shorter))
        #expect(try await ada.store.user(named: "ada").spotifyAccountID == "acc1")
        try await ada.store.connectAccount(shorter, credential: .sample(of: ada.ada), at: noon)
        #expect(try await ada.store.user(named: "ada").spotifyAccountID == "acc1")
    }

    @Test func `another account is refused until the user disconnects`() async throws {
        let ada = try await StoreOfAda()
        try await ada.store.connectAccount(profile, credential: .sample(of: ada.ada), at: noon)
        let other = SpotifyAccount(accountID: "acc9", id: "id9")
        await #expect(throws: StoreError.otherAccount(username: "ada")) {
            try await ada.store.connectAccount(other, credential: .sample(of: ada.ada), at: noon)
        }
        try await ada.store.disconnectUser(named: "ada")
        try await ada.store.connectAccount(other, credential: .sample(of: ada.ada), at: noon)
        #expect(try await ada.store.user(named: "ada").spotifyAccountID == "acc9")
    }

    @Test func `an unchanged profile is not a change`() async throws {
        let ada = try await StoreOfAda()
        #expect(try await ada.sync(FetchedListening(profile: profile)).isChanged)
        #expect(try await ada.sync(FetchedListening(profile: profile)).isChanged == false)
        var renamed = profile
        renamed.displayName = nil
        #expect(try await ada.sync(FetchedListening(profile: renamed)).isChanged)
        #expect(try await ada.dataVersion() == 2)
        #expect(try await ada.store.user(named: "ada").shownName == "ada")
    }
}
