import Foundation
import GRDB
import TestSupport
import Testing

@testable import SiteModel

@Suite struct InvitationTests {
    private static let week: Duration = .seconds(7 * 86_400)

    @Test func `an invitation is open for 7 days`() async throws {
        let store = try Store(DatabaseQueue())
        let made = try await store.addInvitation(for: Username("cleo"), codeHash: .digest(1), at: noon)
        #expect(made.endsAt == noon + Self.week)
        let last = noon + Self.week - .milliseconds(1)
        #expect(try await store.openInvitation(.digest(1), at: last) == made)
        #expect(try await store.openInvitations(at: last) == [made])
        #expect(try await store.openInvitation(.digest(2), at: noon) == nil)
        #expect(try await store.openInvitation(.digest(1), at: noon + Self.week) == nil)
        #expect(try await store.openInvitations(at: noon + Self.week).isEmpty)
        #expect(try await !Self.isTaken(.digest(1), by: "cleo", store, at: noon + Self.week))
        #expect(try await Self.isTaken(.digest(1), by: "cleo", store, at: last))
    }

    @Test func `an invitation works once, and for its name alone`() async throws {
        let store = try Store(DatabaseQueue())
        try await store.addInvitation(for: Username("cleo"), codeHash: .digest(1), at: noon)
        #expect(try await !Self.isTaken(.digest(1), by: "dora", store))
        #expect(try await !Self.isTaken(.digest(2), by: "cleo", store))
        #expect(try await Self.isTaken(.digest(1), by: "cleo", store))
        #expect(try await store.users().map(\.username.rawValue) == ["cleo"])
        #expect(try await !Self.isTaken(.digest(1), by: "cleo", account: "another", store))
        #expect(try await store.openInvitation(.digest(1), at: noon) == nil)
        #expect(try await store.openInvitations(at: noon).isEmpty)
    }

    @Test func `of many who use an invitation at the same time, one succeeds`() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/site.sqlite"
            let stores = try (0..<4).map { _ in try Store.open(path: path) }
            try await stores[0].addInvitation(for: Username("cleo"), codeHash: .digest(1), at: noon)
            let uses = try await withThrowingTaskGroup(of: Bool.self) { group in
                for number in 0..<16 {
                    group.addTask {
                        try await Self.isTaken(
                            .digest(1), by: "cleo", account: "account \(number)", stores[number % 4])
                    }
                }
                return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(uses == 1)
            for store in stores { try store.close() }
        }
    }

    /// Whether somebody who comes with a code becomes a user, or the user of that name.
    private static func isTaken(
        _ code: [UInt8], by name: String, account: String? = nil, _ store: Store, at now: Instant = noon
    ) async throws -> Bool {
        do {
            let account = account ?? name
            try await store.addUser(
                Username(name), timeZone: "UTC", visibility: .private,
                connectedTo: SpotifyAccount(accountID: account, id: account), invitation: code, at: now
            ) { userID in
                Credential(
                    userID: userID, sealedAccessToken: [1], sealedRefreshToken: [2], expiresAt: now, scopes: "",
                    authorizedAt: now)
            }
            return true
        } catch StoreError.usernameTaken {
            return false
        }
    }

    @Test func `a new invitation takes the place of an open one for the same name`() async throws {
        let store = try Store(DatabaseQueue())
        try await store.addInvitation(for: Username("cleo"), codeHash: .digest(1), at: noon)
        try await store.addInvitation(for: Username("dora"), codeHash: .digest(2), at: noon)
        try await store.addInvitation(for: Username("cleo"), codeHash: .digest(3), at: noon, lasting: .seconds(60))
        #expect(try await store.openInvitation(.digest(1), at: noon) == nil)
        #expect(try await store.openInvitations(at: noon).map(\.username.rawValue) == ["cleo", "dora"])
        #expect(try await store.openInvitation(.digest(3), at: noon + .seconds(60)) == nil)
    }

    @Test func `an invitation connects a user without an account, and no user who has one`() async throws {
        let site = try await StoreOfAda()
        try await site.store.addInvitation(for: Username("ada"), codeHash: .digest(1), at: noon)
        #expect(try await Self.isTaken(.digest(1), by: "ada", account: "a", site.store))
        #expect(try await site.store.users().map(\.id) == [site.ada.id])
        #expect(try await site.store.credential(of: site.ada.id)?.state == .active)
        try await site.store.addInvitation(for: Username("ada"), codeHash: .digest(2), at: noon)
        #expect(try await !Self.isTaken(.digest(2), by: "ada", account: "b", site.store))
        #expect(try await site.store.openInvitation(.digest(2), at: noon) != nil, "nothing was stored")
        #expect(try await site.store.users().first?.spotifyAccountID == "a")
    }

    @Test func `an invitation is deleted when it is used, or with the next one when it is over`() async throws {
        let site = try await StoreOfAda()
        try await site.store.addInvitation(for: Username("cleo"), codeHash: .digest(1), at: noon)
        #expect(try await Self.isTaken(.digest(1), by: "cleo", site.store))
        #expect(try await site.count("invitation") == 0)
        try await site.store.addInvitation(for: Username("dora"), codeHash: .digest(2), at: noon)
        try await site.store.addInvitation(for: Username("erna"), codeHash: .digest(3), at: noon + Self.week)
        #expect(try await site.count("invitation") == 1)
    }
}
