import SiteModel
import SpotifyTestSupport
import TestSupport
import Testing

/// Whoever presses twice, or has two windows, gets what one press does.
@Suite(.timeLimit(.minutes(20))) struct TwiceTests {
    @Test(arguments: AccountChange.all)
    func `a form that comes twice at once has one effect`(change: AccountChange) async throws {
        try await CompanionSite.running(admins: ["ada"]) { site in
            let people = try await TwoPeople(site)
            let once = try await people.outcome(of: change)
            for _ in 0..<2 {
                let request = try await people.arrange(change)
                async let first = request.send()
                async let second = request.send()
                let statuses = try await [first.status, second.status]
                #expect(statuses.contains(303), "\(statuses)")
                // The second may find the session ended, or the sync under way or done.
                #expect(Set(statuses).isSubset(of: [303, 401, 202, 429]), "\(statuses)")
                #expect(try await people.outcome(after: change) == once)
            }
        }
    }

    @Test(arguments: [false, true])
    func `an answer of Spotify that comes twice at once signs in once`(isKnown: Bool) async throws {
        try await CompanionSite.running { site in
            if isKnown { _ = try await site.signedUp("ada") }
            let browser = WebBrowser(site)
            let start = try await browser.beginSignIn(username: isKnown ? nil : "ada")
            let callback = try await browser.callback(of: try #require(start.location), as: site.account(0))
            let copy = browser.copy()
            async let first = browser.get(callback)
            async let second = copy.get(callback)
            #expect(try await [first.status, second.status].sorted() == [303, 502])
            #expect(browser.isSignedIn != copy.isSignedIn)
            let ada = try await site.store.user(named: "ada")
            #expect(try await site.store.users() == [ada])
            #expect(try await site.store.credential(of: ada.id) != nil)
            let sessions = try await site.store.sessions(of: ada.id, at: site.clock.wall.now())
            #expect(sessions.count == (isKnown ? 2 : 1))
        }
    }
}
