import Application
import Foundation
import Rendering
import SiteModel
import SpotifySimulator
import SyncRunner
import Testing

@Suite(.timeLimit(.minutes(20))) struct ConnectionTests {
    @Test func `a user is connected, synced and shown, and status says so`() async throws {
        try await TestApplication.withSpotify { site, spotify in
            let ada = try await site.connect("ada", UserChange(visibility: .public), as: spotify.accounts[0])
            #expect(ada.visibility == .public)
            #expect(ada.timeZone == "UTC")
            let report = try await site.application.run()
            #expect(report.sync?.synced == 1)
            #expect(site.page("ada/index.html") != nil)
            let status = try await site.application.status()
            #expect(status.attention == [])
            #expect(status.users.map(\.connection) == [.active])
            #expect(status.users.first?.lastSuccessAt == TestApplication.now)
        }
    }

    @Test func `connecting again keeps the user and applies what is new`() async throws {
        try await TestApplication.withSpotify { site, spotify in
            let first = try await site.connect("ada", as: spotify.accounts[0])
            #expect(first.visibility == .private)
            let zone = try TimeZoneName.checked("Europe/Berlin")
            let again = try await site.connect(
                "ada", UserChange(visibility: .unlisted, timeZone: zone), as: spotify.accounts[0])
            #expect(again.id == first.id)
            #expect(again.visibility == .unlisted)
            #expect(again.timeZone == "Europe/Berlin")
        }
    }

    @Test func `an account that somebody else has is refused, and no user is left behind`() async throws {
        try await TestApplication.withSpotify { site, spotify in
            _ = try await site.connect("ada", as: spotify.accounts[0])
            await #expect(throws: StoreError.accountTaken(username: "ada")) {
                _ = try await site.connect("eve", as: spotify.accounts[0])
            }
            #expect(try await site.application.users().map(\.user.username.rawValue) == ["ada"])
        }
    }

    @Test func `while Spotify asks to wait, nobody is sent there`() async throws {
        try await TestApplication.withSpotify { site, _ in
            let gate = Gate(notBefore: TestApplication.now + .seconds(60), reason: "limit")
            try await site.application.store().setGate(gate, named: SyncRunner.gateName)
            await #expect(throws: ConnectTrouble.self) { _ = try await site.application.planConnection(of: "ada") }
        }
    }

    @Test func `whoever disconnects keeps only what the operator set`() async throws {
        try await TestApplication.withSpotify { site, spotify in
            _ = try await site.connect("ada", UserChange(visibility: .public), as: spotify.accounts[0])
            _ = try await site.application.run()
            let departure = try await site.application.disconnect("ada")
            #expect(departure.problem == nil)
            #expect(departure.isDataDeleted)
            #expect(departure.isPageDeleted)
            #expect(site.page("ada/index.html") == nil)
            let ada = try await site.application.user("ada")
            #expect(ada.credentialState == nil)
            #expect(ada.lastPlayAt == nil)
            #expect(ada.user.visibility == .public)
        }
    }

    @Test func `a disconnect that was cut off after its first step is finished by the next use case`() async throws {
        for finish in Self.finishers {
            try await TestApplication.withSpotify { site, spotify in
                _ = try await site.connect("ada", UserChange(visibility: .public), as: spotify.accounts[0])
                _ = try await site.application.run()
                let store = try site.application.store()
                try await store.beginLeaving(userNamed: "ada", .disconnects)
                #expect(try await store.leavingUsers() == ["ada"])
                #expect(try await store.userPages(named: "ada").isShown == false)
                try await finish(site)
                #expect(try await store.leavingUsers() == [])
                #expect(try await site.application.user("ada").lastPlayAt == nil)
                #expect(site.page("ada/index.html") == nil)
            }
        }
    }

    private static let finishers: [@Sendable (TestApplication) async throws -> Void] = [
        { _ = try await $0.application.run() },
        { _ = try await $0.application.build() },
        { _ = try await $0.application.disconnect("ada") },
        { _ = try await $0.application.changeUser("ada", UserChange(bio: "Back?")) },
    ]

    @Test func `a disconnect that was cut off does not take what comes after it`() async throws {
        try await TestApplication.withSpotify { site, spotify in
            _ = try await site.connect("ada", UserChange(visibility: .public), as: spotify.accounts[0])
            _ = try await site.application.run()
            try await site.application.store().beginLeaving(userNamed: "ada", .disconnects)
            _ = try await site.connect("ada", as: spotify.accounts[0])
            _ = try await site.application.run()
            #expect(try await site.application.user("ada").credentialState == .active)
            #expect(site.page("ada/index.html") != nil)
        }
    }

    @Test func `a removal that was cut off is finished as a removal, and the account is free again`() async throws {
        try await TestApplication.withSpotify { site, spotify in
            _ = try await site.connect("ada", UserChange(visibility: .public), as: spotify.accounts[0])
            _ = try await site.application.run()
            let store = try site.application.store()
            try await store.beginLeaving(userNamed: "ada", .isRemoved)
            _ = try await site.application.run()
            #expect(try await site.application.users().isEmpty)
            #expect(site.page("ada/index.html") == nil)

            _ = try await site.connect("ada", UserChange(visibility: .public), as: spotify.accounts[0])
            try await store.beginLeaving(userNamed: "ada", .isRemoved)
            let again = try await site.connect("ada", as: spotify.accounts[0])
            #expect(again.visibility == .private)
            #expect(try await store.leavingUsers() == [])
        }
    }

    @Test func `a page that cannot be deleted keeps no known user from being connected`() async throws {
        try await TestApplication.withSpotify { site, spotify in
            _ = try await site.connect("ada", UserChange(visibility: .public), as: spotify.accounts[0])
            _ = try await site.application.run()
            try site.blockPage(of: "ada")
            await #expect(throws: PublishError.self) {
                _ = try await site.application.changeUser("ada", UserChange(visibility: .private))
            }
            #expect(site.page("index.html")?.contains("ada/") == false)
            // Nothing is changed about the page, so nothing is deleted.
            _ = try await site.connect("ada", as: spotify.accounts[0])
            await #expect(throws: PublishError.self) {
                _ = try await site.connect("ada", UserChange(visibility: .private), as: spotify.accounts[0])
            }
            #expect(try await site.application.user("ada").credentialState == .active)
        }
    }
}
