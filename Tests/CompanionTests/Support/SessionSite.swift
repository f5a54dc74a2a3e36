import Companion
import SiteModel
import SyncRunner
import TestSupport

/// A store and a key file of their own, with the user `ada`; the folder is deleted with the value.
final class SessionSite: Sendable {
    static let issuer = "https://music.example"

    private let folder: TemporaryFolder
    let store: Store
    let ada: User
    let clock = ManualClock()
    var keyFile: String { folder.path + "/sitegen.key" }
    var now: Instant { clock.wall.now() }

    init() async throws {
        folder = try TemporaryFolder("companion")
        store = try Store.open(path: folder.path + "/site.sqlite")
        ada = try await store.addUser(Username("ada"), timeZone: "UTC", visibility: .public, at: clock.wall.now())
        _ = try KeyFile.vault(at: folder.path + "/sitegen.key", hasSealedTokens: false)
    }

    var keeper: SessionKeeper {
        SessionKeeper(store: store, keyFile: keyFile, issuer: Self.issuer, clock: clock.wall)
    }

    func key(_ purpose: DerivedKey.Purpose = .session) throws -> DerivedKey {
        try KeyFile.derivedKey(for: purpose, at: keyFile)
    }

    func rekey() async throws {
        _ = try await KeyRotation(path: keyFile, store: store).run()
    }

    /// Signs a user in, and returns the session cookie.
    func signIn(_ user: User? = nil, agent: String? = nil, replacing former: String? = nil) async throws -> String {
        try await keeper.begin(for: user ?? ada, agent: agent, replacing: former)
    }
}
