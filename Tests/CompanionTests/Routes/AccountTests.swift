import Application
import Foundation
import NIOHTTP1
import SiteModel
import SpotifyTestSupport
import SyncRunner
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(20))) struct AccountTests {
    private static func settings(
        _ visibility: String, shown: [PageSection] = PageSection.allCases, zone: String = "UTC", bio: String = ""
    ) -> [(String, String)] {
        [("visibility", visibility), ("timeZone", zone), ("bio", bio)] + shown.map { ("shown", $0.rawValue) }
    }

    @Test func `hiding takes the page down before the browser is told, and showing brings it back`() async throws {
        try await CompanionSite.running { site in
            let browser = try await site.signedUp("ada")
            _ = try await browser.submit("/api/spotify/sync")
            let shown = try await browser.submit(
                "/account/settings", Self.settings("public", zone: "Asia/Tokyo", bio: "Hello **you**"))
            #expect(shown.status == 303 && shown.location == "/account/?done=saved", "\(shown)")
            #expect(site.page("ada/index.html")?.contains("<strong>you</strong>") == true)
            #expect(try await site.store.user(named: "ada").timeZone == "Asia/Tokyo")
            let hidden = try await browser.submit("/account/settings", Self.settings("private"))
            #expect(hidden.status == 303 && hidden.location == "/account/?done=hidden")
            #expect(!FileManager.default.fileExists(atPath: site.output + "/ada"))
        }
    }

    @Test func `sections that are not ticked are hidden`() async throws {
        try await CompanionSite.running { site in
            let browser = try await site.signedUp("ada")
            _ = try await browser.submit("/account/settings", Self.settings("unlisted", shown: [.artists, .clock]))
            let hidden = try await site.store.user(named: "ada").hiddenSections
            #expect(hidden == Set(PageSection.allCases).subtracting([.artists, .clock]))
        }
    }

    @Test func `settings that cannot be are told at the field, with what was typed, and nothing is stored`()
        async throws
    {
        try await CompanionSite.running { site in
            let browser = try await site.signedUp("ada")
            let before = try await site.store.user(named: "ada")
            let bio = String(repeating: "é", count: 1001)
            let answer = try await browser.submit(
                "/account/settings",
                Self.settings("everybody", zone: "Europe/Berlni", bio: bio) + [("shown", "nonsense")])
            #expect(answer.status == 422)
            for words in [
                "Choose one of the three", "Europe/Berlin", "2,002 bytes", "among the sections", bio, "Europe/Berlni",
            ] {
                #expect(answer.text.contains(words), "\(words)")
            }
            #expect(try await site.store.user(named: "ada") == before)
            #expect(try await browser.submit("/account/settings", [("visibility", "public")]).status == 400)
        }
    }

    @Test func `a renamed page moves, and a name that is taken or cannot be is told`() async throws {
        try await CompanionSite.running { site in
            let browser = try await site.signedUp("ada")
            _ = try await site.signedUp("eve", as: 1)
            _ = try await browser.submit("/account/settings", Self.settings("public"))
            #expect(try await browser.submit("/account/rename", [("username", "eve")]).status == 422)
            #expect(try await browser.submit("/account/rename", [("username", "Account!")]).status == 422)
            let answer = try await browser.submit("/account/rename", [("username", "lovelace")])
            #expect(answer.location == "/account/?done=renamed", "\(answer)")
            #expect(site.page("lovelace/index.html") != nil)
            #expect(!FileManager.default.fileExists(atPath: site.output + "/ada"))
        }
    }

    @Test func `a user downloads everything, once a minute`() async throws {
        try await CompanionSite.running { site in
            let browser = try await site.signedUp("ada")
            let answer = try await browser.get("/account/data.json")
            #expect(answer.status == 200)
            #expect(answer.headers.first(name: "content-disposition") == #"attachment; filename="ada.json""#)
            let document = try JSONSerialization.jsonObject(with: Data(answer.text.utf8)) as? [String: Any]
            #expect(document?["format"] as? String == "sitegen-export")
            let again = try await browser.get("/account/data.json")
            #expect(again.status == 429 && again.headers.first(name: "retry-after") == "60")
            site.clock.advance(by: .seconds(60))
            #expect(try await browser.get("/account/data.json").status == 200)
        }
    }

    @Test(arguments: [("/account/disconnect", true), ("/account/delete", false)])
    func `leaving needs the typed username, and takes page, tokens and sessions at once`(
        path: String, keepsUser: Bool
    ) async throws {
        try await CompanionSite.running { site in
            let browser = try await site.signedUp("ada")
            let other = WebBrowser(site)
            _ = try await other.signIn(as: site.account(0))
            _ = try await browser.submit("/api/spotify/sync")
            _ = try await browser.submit("/account/settings", Self.settings("public"))
            #expect(site.page("ada/index.html") != nil)
            for typed in ["", "Ada", "eve"] {
                let refused = try await browser.submit(path, [("username", typed)])
                #expect(refused.status == 422 && refused.text.contains("This is not your username"), "\(typed)")
            }
            #expect(site.page("ada/index.html") != nil)
            let answer = try await browser.submit(path, [("username", "ada")])
            #expect(answer.status == 303 && answer.location == "https://music.example/", "\(answer)")
            #expect(!FileManager.default.fileExists(atPath: site.output + "/ada"))
            #expect(!browser.isSignedIn)
            #expect(try await !site.store.hasCredentials())
            #expect(try await other.get("/account/").text.contains("Sign in with Spotify"))
            while try await !site.store.leavingUsers().isEmpty { await Task.yield() }
            while try await site.store.hasUser(named: "ada") != keepsUser { await Task.yield() }
        }
    }

    @Test func `sessions are seen, and ended one by one, all others, or everywhere`() async throws {
        try await CompanionSite.running { site in
            func isIn(_ browser: WebBrowser) async throws -> Bool {
                try await browser.get("/account/").text.contains("Sync now")
            }
            func another() async throws -> WebBrowser {
                let browser = WebBrowser(site)
                _ = try await browser.signIn(as: site.account(0))
                return browser
            }
            let first = try await site.signedUp("ada")
            let second = try await another()
            let third = try await another()
            let ada = try await site.store.user(named: "ada")
            let sessions = try await site.store.sessions(of: ada.id, at: site.clock.wall.now())
            #expect(sessions.count == 3)
            // Somebody else's session cannot be ended.
            let eve = try await site.signedUp("eve", as: 1)
            _ = try await WebBrowser(site).signIn(as: site.account(1))
            _ = try await eve.submit("/account/sessions/end", [("session", sessions[0].publicID)])
            #expect(try await site.store.sessions(of: ada.id, at: site.clock.wall.now()).count == 3)
            #expect(try await first.submit("/account/sessions/end", [("session", "others")]).status == 303)
            #expect(try await isIn(first))
            #expect(try await !isIn(second))
            #expect(try await !isIn(third))
            let fourth = try await another()
            _ = try await first.submit("/api/auth/signout", [("everywhere", "yes")])
            #expect(try await !isIn(fourth))
            #expect(!first.isSignedIn)
        }
    }

    @Test func `a signed-out cookie is nobody's, and so is one of a former key`() async throws {
        try await CompanionSite.running { site in
            let browser = try await site.signedUp("ada")
            let copy = browser.copy()
            #expect(try await browser.submit("/api/auth/signout").location == "https://music.example/")
            #expect(try await copy.get("/account/data.json").status == 401)
            let again = WebBrowser(site)
            _ = try await again.signIn(as: site.account(0))
            _ = try await site.application.rekey()
            #expect(try await again.get("/account/data.json").status == 401)
        }
    }

    @Test func `admins see how everybody is and end sessions; to others there is no such page`() async throws {
        try await CompanionSite.running(admins: ["ada"]) { site in
            let ada = try await site.signedUp("ada")
            let eve = try await site.signedUp("eve", as: 1)
            let health = try await ada.get("/account/health")
            #expect(health.status == 200 && health.text.contains("eve"))
            #expect(try await eve.get("/account/health").status == 404)
            let token = try await ada.token(for: "/account/health/end", on: "/account/health")
            let ended = try await ada.post("/account/health/end", [("username", "eve"), ("token", token)])
            #expect(ended.status == 303, "\(ended)")
            #expect(try await eve.get("/account/data.json").status == 401)
        }
    }

    @Test func `a name on which rights hang, or that is promised to somebody, is nobody's to take`() async throws {
        try await CompanionSite.running(admins: ["ada"]) { site in
            let eve = try await site.signedUp("eve", as: 1)
            _ = try await site.application.invite("bea", codeHash: SecretCode().hash, lasting: .seconds(3600))
            for name in ["ada", "bea"] {
                #expect(try await eve.submit("/account/rename", [("username", name)]).status == 422, "\(name)")
                let answer = try await WebBrowser(site).post("/api/auth/signin/spotify", [("username", name)])
                #expect(answer.status == 422, "\(name)")
            }
            #expect(try await eve.get("/account/health").status == 404)
        }
    }

    @Test func `a very long name of a time zone is refused like any other`() async throws {
        try await CompanionSite.running { site in
            let browser = try await site.signedUp("ada")
            let zone = String(repeating: "Europe/Berlin", count: 4000)
            #expect(try await browser.submit("/account/settings", Self.settings("public", zone: zone)).status == 422)
        }
    }

    @Test func `while a sync of the user is under way, others can save, sign in and leave`() async throws {
        try await CompanionSite.running { site in
            let ada = try await site.signedUp("ada")
            let eve = try await site.signedUp("eve", as: 1)
            let store = try site.store
            let lock = try await store.locks.user(store.user(named: "ada").id, patience: .zero)
            #expect(try await ada.submit("/account/delete", [("username", "ada")]).status == 303)
            #expect(try await !store.leavingUsers().isEmpty)
            let saved = try await eve.submit("/account/settings", Self.settings("public", bio: "Hello"))
            #expect(saved.location == "/account/?done=saved", "\(saved)")
            #expect(try await WebBrowser(site).signIn(as: site.account(1)).status == 303)
            lock.release()
            while try await store.hasUser(named: "ada") { await Task.yield() }
        }
    }
}
