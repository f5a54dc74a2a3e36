import SiteModel
import TestSupport
import Testing

@Suite struct UsersTests {
    @Test func `a new user has the defaults and a key`() async throws {
        let ada = try await StoreOfAda()
        #expect(ada.ada.username.rawValue == "ada")
        #expect(ada.ada.createdAt == noon)
        #expect(ada.ada.bio == "")
        #expect(ada.ada.hiddenSections == [])
        #expect(ada.ada.dataVersion == 0)
        #expect(ada.ada.spotifyAccountID == nil)
        #expect(ada.ada.shownName == "ada")
        #expect(try await ada.store.user(named: "ada") == ada.ada)
    }

    @Test func `a name can be used only once`() async throws {
        let ada = try await StoreOfAda()
        await #expect(throws: StoreError.usernameTaken("ada")) {
            _ = try await ada.store.addUser(Username("ada"), timeZone: "UTC", visibility: .public, at: noon)
        }
    }

    @Test func `users are listed by name`() async throws {
        let ada = try await StoreOfAda()
        for name in ["zoe", "a-b", "0"] {
            _ = try await ada.store.addUser(Username(name), timeZone: "UTC", visibility: .public, at: noon)
        }
        #expect(try await ada.store.users().map(\.username.rawValue) == ["0", "a-b", "ada", "zoe"])
    }

    @Test func `only the given settings change`() async throws {
        let ada = try await StoreOfAda()
        var user = try await ada.store.updateUser(named: "ada", bio: "*hello* 👋")
        #expect(user.bio == "*hello* 👋" && user.visibility == .public)
        user = try await ada.store.updateUser(named: "ada", hiddenSections: [.clock, .bio])
        #expect(user.hiddenSections == [.bio, .clock] && user.bio == "*hello* 👋")
        user = try await ada.store.updateUser(named: "ada", visibility: .unlisted)
        #expect(user.visibility == .unlisted && user.hiddenSections == [.bio, .clock])
        user = try await ada.store.updateUser(named: "ada", bio: "", hiddenSections: [])
        #expect(user.bio == "" && user.hiddenSections == [])
    }

    @Test func `a bio that is too long changes nothing`() async throws {
        let ada = try await StoreOfAda()
        await #expect(throws: StoreError.self) {
            // 1001 letters, 2002 bytes.
            _ = try await ada.store.updateUser(
                named: "ada", visibility: .private, bio: String(repeating: "é", count: 1001))
        }
        #expect(try await ada.store.user(named: "ada") == ada.ada)
    }

    @Test func `a renamed user keeps everything but the name`() async throws {
        let ada = try await StoreOfAda()
        try await ada.sync([.offered(.sample("t1"), at: 0)])
        _ = try await ada.store.addUser(Username("zoe"), timeZone: "UTC", visibility: .public, at: noon)
        await #expect(throws: StoreError.usernameTaken("zoe")) {
            try await ada.store.renameUser(named: "ada", to: Username("zoe"))
        }
        try await ada.store.renameUser(named: "ada", to: Username("ada"))
        try await ada.store.renameUser(named: "ada", to: Username("ada2"))
        #expect(try await ada.store.user(named: "ada2").id == ada.ada.id)
        #expect(try await ada.plays().count == 1)
        await #expect(throws: StoreError.unknownUser("ada", nearest: "ada2")) { try await ada.store.user(named: "ada") }
    }

    private func twoListeners() async throws -> (StoreOfAda, User) {
        let ada = try await StoreOfAda()
        let bob = try await ada.store.addUser(Username("bob"), timeZone: "UTC", visibility: .public, at: noon)
        for user in [ada.ada, bob] {
            try await ada.store.connectAccount(
                SpotifyAccount(accountID: "acc-\(user.id)", id: "id-\(user.id)", displayName: "Name \(user.id)"),
                credential: .sample(of: user), at: noon)
            let own = Track.sample("own-\(user.id)", by: "artist-\(user.id)")
            try await ada.sync(
                FetchedListening(
                    plays: [.offered(.sample("shared", by: "shared"), at: 0), .offered(own, at: 600)],
                    topArtists: [.shortTerm: [.sample("top-\(user.id)"), .sample("shared")]],
                    topTracks: [.longTerm: [.sample("toptrack-\(user.id)", by: "artist-\(user.id)")]]),
                of: user)
        }
        return (ada, bob)
    }

    @Test func `removing a user deletes everything that nobody else needs`() async throws {
        let (ada, bob) = try await twoListeners()
        #expect(try await ada.count("track") == 5)
        try await ada.store.removeUser(named: "ada")
        #expect(try await ada.store.users().map(\.id) == [bob.id])
        #expect(try await ada.plays(of: bob).count == 2)
        for table in ["credential", "listeningDay", "topTrack", "syncRun"] {
            #expect(try await ada.count(table) == 1, "\(table)")
        }
        #expect(try await ada.count("track") == 3)
        #expect(try await ada.count("artist") == 3)
        try await ada.store.removeUser(named: "bob")
        for table in ["user", "play", "track", "artist", "trackArtist", "topArtist", "topList", "listeningDay"] {
            #expect(try await ada.count(table) == 0, "\(table)")
        }
    }

    @Test func `a disconnected user keeps what the operator set and nothing from Spotify`() async throws {
        let (ada, bob) = try await twoListeners()
        _ = try await ada.store.updateUser(named: "ada", bio: "hi", hiddenSections: [.clock])
        let before = try await ada.store.user(named: "ada")
        try await ada.store.disconnectUser(named: "ada")
        let after = try await ada.store.user(named: "ada")
        #expect(after.bio == "hi" && after.hiddenSections == [.clock] && after.visibility == .public)
        #expect(after.timeZone == before.timeZone && after.id == before.id && after.createdAt == before.createdAt)
        #expect(after.displayName == nil && after.spotifyAccountID == nil && after.profileFetchedAt == nil)
        #expect(after.syncedAt == nil && after.dataVersion > before.dataVersion)
        #expect(try await ada.plays().isEmpty)
        #expect(try await ada.store.credential(of: ada.ada.id) == nil)
        #expect(try await ada.store.syncRecords(of: ada.ada.id).isEmpty)
        #expect(try await ada.store.topListDates(of: ada.ada.id).isEmpty)
        #expect(try await ada.store.userPages(named: "ada").hasListening == false)
        #expect(try await ada.plays(of: bob).count == 2)
        #expect(try await ada.count("track") == 3)
    }

    @Test func `parallel writers do not lose each other's changes`() async throws {
        try await withTemporaryFolder { folder in
            let store = try Store.open(path: folder + "/site.sqlite")
            try await withThrowingTaskGroup(of: Void.self) { group in
                for task in 0..<8 {
                    group.addTask {
                        for number in 0..<5 {
                            let user = try await store.addUser(
                                Username("u\(task)-\(number)"), timeZone: "UTC", visibility: .public, at: noon)
                            let plays = (0..<10).map {
                                TrackPlay.offered(.sample("t\($0)", by: "a\($0 % 3)"), at: Double($0 * 200 + task))
                            }
                            _ = try await store.recordSync(
                                FetchedListening(plays: plays), of: user.id, record: .sample(), clock: .utc)
                            _ = try await store.updateUser(named: user.username.rawValue, bio: "\(task)")
                        }
                    }
                }
                // One more name that all of them want; one gets it.
                for _ in 0..<8 {
                    group.addTask {
                        do {
                            _ = try await store.addUser(
                                Username("wanted"), timeZone: "UTC", visibility: .public, at: noon)
                        } catch StoreError.usernameTaken {}
                    }
                }
                try await group.waitForAll()
            }
            let users = try await store.users()
            #expect(users.count == 41)
            for user in users where user.username.rawValue != "wanted" {
                let plays = try await store.plays(of: user.id)
                #expect(plays.count == 10)
                #expect(user.dataVersion == 1 && user.username.rawValue.hasPrefix("u" + user.bio))
            }
            try store.close()
        }
    }
}

extension Credential {
    static func sample(of user: User, state: Credential.State = .active) -> Credential {
        Credential(
            userID: user.id, sealedAccessToken: [0, 255, 1], sealedRefreshToken: [7, 0, 7],
            expiresAt: noon + .seconds(3600), scopes: "user-read-recently-played user-top-read", authorizedAt: noon,
            state: state)
    }

    @Test func `twelve users have twelve hues, and the thirteenth has that of the name`() async throws {
        let ada = try await StoreOfAda()
        var hues = [ada.ada.hue]
        #expect(ada.ada.hue == ada.ada.username.hue, "no other user has that hue")
        for number in 1..<12 {
            let user = try await ada.store.addUser(
                Username("user-\(number)"), timeZone: "UTC", visibility: .public, at: noon)
            hues.append(user.hue)
        }
        #expect(Set(hues).count == 12)
        let more = try await ada.store.addUser(Username("more"), timeZone: "UTC", visibility: .public, at: noon)
        #expect(more.hue == more.username.hue)
        try await ada.store.renameUser(named: "user-3", to: Username("cleo"))
        #expect(try await ada.store.user(named: "cleo").hue == hues[3])
    }
}
