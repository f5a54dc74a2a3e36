import Application
import Foundation
import NIOHTTP1
import SiteModel
import SpotifySimulator
import SpotifyTestSupport
import SyncRunner
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(20))) struct SignInTests {
    @Test func `a newcomer signs up under the wished name, is private, and comes back to the same account`()
        async throws
    {
        try await CompanionSite.running { site in
            let browser = WebBrowser(site)
            let answer = try await browser.signIn(as: site.account(0), username: "ada")
            #expect(answer.status == 303 && answer.location == "/account/?done=welcome", "\(answer)")
            #expect(browser.isSignedIn && browser.cookie("__Host-sitegen-flow") == nil)
            let ada = try await site.store.user(named: "ada")
            #expect(ada.visibility == .private)
            let credential = try #require(try await site.store.credential(of: ada.id))
            #expect(credential.authorizedAt == site.clock.wall.now())
            #expect(try await browser.get("/account/").text.contains("Sync now"))

            // Six months later, or sooner: every sign-in renews.
            site.clock.advance(by: .seconds(86_400 * 100))
            let other = WebBrowser(site)
            #expect(try await other.signIn(as: site.account(0), then: "account").location == "/account/?done=renewed")
            #expect(try await site.store.users().count == 1)
            #expect(try await site.store.credential(of: ada.id)?.authorizedAt == site.clock.wall.now())
        }
    }

    @Test func `where signing up is closed, an unknown account is told to ask, and nothing is stored`() async throws {
        try await CompanionSite.running(signUp: .closed) { site in
            let browser = WebBrowser(site)
            let answer = try await browser.signIn(as: site.account(0), username: "ada")
            #expect(answer.status == 403 && answer.text.contains("no page here yet"), "\(answer)")
            #expect(!browser.isSignedIn)
            #expect(try await site.store.users().isEmpty)
            #expect(try await !site.store.hasCredentials())
        }
    }

    @Test func `an invitation signs up one person, once, under its name`() async throws {
        try await CompanionSite.running(signUp: .invited) { site in
            let code = SecretCode()
            _ = try await site.application.invite("ada", codeHash: code.hash, lasting: .seconds(86_400))
            let page = try await WebBrowser(site).get("/account/?invitation=\(code.reveal())")
            #expect(page.text.contains("ada") && page.text.contains(code.reveal()))
            let browser = WebBrowser(site)
            #expect(try await browser.signIn(as: site.account(0), invitation: code.reveal()).status == 303)
            #expect(try await site.store.users().map(\.username.rawValue) == ["ada"])
            let second = try await WebBrowser(site).signIn(as: site.account(1), invitation: code.reveal())
            #expect(second.status == 403 && second.text.contains("cannot be used"), "\(second)")
            #expect(try await site.store.users().count == 1)
            await #expect(throws: (any Error).self) {
                try await site.application.invite("ada", codeHash: code.hash, lasting: .seconds(86_400))
            }
        }
    }

    @Test func `the answer of Spotify counts only in the browser that asked, and only once`() async throws {
        try await CompanionSite.running { site in
            let browser = WebBrowser(site)
            let start = try await browser.post("/api/auth/signin/spotify", [("username", "ada")])
            let callback = try await browser.callback(of: try #require(start.location), as: site.account(0))
            let stranger = try await WebBrowser(site).get(callback)
            #expect(stranger.status == 400, "\(stranger)")
            // Another attempt of the same browser has another state.
            let other = WebBrowser(site)
            _ = try await other.post("/api/auth/signin/spotify", [("username", "eve")])
            #expect(try await other.get(callback).status == 400)
            #expect(!other.isSignedIn)
            #expect(other.cookie("__Host-sitegen-flow") != nil, "the attempt under way goes on")
            #expect(try await site.store.users().isEmpty)
            let copy = browser.copy()
            #expect(try await browser.get(callback).status == 303)
            #expect(try await copy.get(callback).status == 502, "Spotify takes a code once")
            #expect(!copy.isSignedIn)
        }
    }

    @Test func `a sign-in that takes longer than ten minutes begins again`() async throws {
        try await CompanionSite.running { site in
            let browser = WebBrowser(site)
            let start = try await browser.post("/api/auth/signin/spotify", [("username", "ada")])
            let callback = try await browser.callback(of: try #require(start.location), as: site.account(0))
            site.clock.advance(by: .seconds(601))
            #expect(try await browser.get(callback).status == 400)
            #expect(try await site.store.users().isEmpty)
        }
    }

    @Test func `who refuses at Spotify is told so, and nothing is stored`() async throws {
        try await CompanionSite.running { site in
            let browser = WebBrowser(site)
            let answer = try await browser.signIn(as: site.account(0), username: "ada", denies: true)
            #expect(answer.status == 403 && answer.text.contains("You did not allow it"), "\(answer)")
            #expect(try await site.store.users().isEmpty)
        }
    }

    @Test(arguments: ["account", "Ada", "a--", "../etc", "404"])
    func `a name that nobody can have is refused before Spotify, with what was typed`(name: String) async throws {
        try await CompanionSite.running { site in
            let answer = try await WebBrowser(site).post("/api/auth/signin/spotify", [("username", name)])
            #expect(answer.status == 422 && answer.location == nil)
            #expect(answer.text.contains("value=\"\(name)\""))
        }
    }

    @Test func `a name that is taken is refused before Spotify and after it`() async throws {
        try await CompanionSite.running { site in
            let late = WebBrowser(site)
            let start = try await late.post("/api/auth/signin/spotify", [("username", "ada")])
            _ = try await site.signedUp("ada")
            #expect(try await WebBrowser(site).post("/api/auth/signin/spotify", [("username", "ada")]).status == 422)
            let callback = try await late.callback(of: try #require(start.location), as: site.account(1))
            #expect(try await late.get(callback).status == 409)
            #expect(try await site.store.users().count == 1)
        }
    }

    @Test(arguments: [
        "//evil.example", "/\\evil.example", "javascript:alert(1)", "https://evil.example/", "", "nonsense",
    ])
    func `no field leads anywhere but to our own pages`(then: String) async throws {
        try await CompanionSite.running { site in
            _ = try await site.signedUp("ada")
            let answer = try await WebBrowser(site).signIn(as: site.account(0), then: then)
            #expect(answer.location == "/account/?done=renewed")
        }
    }

    @Test func `a new sign-in ends the session that the browser had`() async throws {
        try await CompanionSite.running { site in
            let browser = try await site.signedUp("ada")
            let former = browser.copy()
            _ = try await browser.signIn(as: site.account(0))
            #expect(try await browser.get("/account/").text.contains("Sync now"))
            #expect(try await !former.get("/account/").text.contains("Sync now"))
        }
    }

    @Test(arguments: [SimulatedRoute.token, .me], [SimulatedFault.status(500), .cutConnection, .delay(.seconds(600))])
    func `a sign-in asks Spotify once, and a browser does not wait for a Spotify that is out of order`(
        route: SimulatedRoute, fault: SimulatedFault
    ) async throws {
        try await CompanionSite.running(signInPatience: .seconds(1)) { site in
            let browser = WebBrowser(site)
            let start = try await browser.beginSignIn(username: "ada")
            let callback = try await browser.callback(of: try #require(start.location), as: site.account(0))
            site.simulator.order(fault, on: route, times: nil)
            site.simulator.resetRequests()
            let answer = try await browser.get(callback)
            #expect(answer.status == 502 && answer.text.contains("Try again"), "\(answer)")
            // One that is kept waiting has no answer yet.
            #expect(site.simulator.requestCount(route) <= 1)
            #expect(try await site.store.users().isEmpty)
            #expect(!browser.isSignedIn)
        }
    }

    @Test func `a stop sign during a sign-in is told at once, and holds for everybody`() async throws {
        try await CompanionSite.running { site in
            let browser = WebBrowser(site)
            let start = try await browser.beginSignIn(username: "ada")
            let callback = try await browser.callback(of: try #require(start.location), as: site.account(0))
            site.simulator.order(.retryAfter(7), on: .me)
            let answer = try await browser.get(callback)
            #expect(answer.status == 503 && answer.headers.first(name: "retry-after") == "7", "\(answer)")
            #expect(try await site.store.gate(named: "spotify")?.notBefore == site.clock.wall.now() + .seconds(7))
            #expect(try await site.store.users().isEmpty)
        }
    }

    @Test func `while Spotify asks to wait, nobody is sent there`() async throws {
        try await CompanionSite.running { site in
            let until = site.clock.wall.now() + .seconds(90)
            try await site.store.setGate(Gate(notBefore: until, reason: "asked"), named: "spotify")
            let answer = try await WebBrowser(site).post("/api/auth/signin/spotify", [("username", "ada")])
            #expect(answer.status == 503 && answer.headers.first(name: "retry-after") == "90", "\(answer)")
            #expect(site.simulator.requests.isEmpty)
        }
    }
}
