import Foundation
import NIOHTTP1
import SiteModel
import SpotifyTestSupport
import Testing

/// What every form is protected by, tried on every form there is.
@Suite(.timeLimit(.minutes(20))) struct RouteGuardTests {
    private static let forms = [
        "/api/auth/signout", "/api/spotify/sync", "/account/settings", "/account/rename", "/account/disconnect",
        "/account/delete", "/account/sessions/end", "/account/health/end",
    ]

    @Test func `a form without a session is refused`() async throws {
        try await CompanionSite.running { site in
            for path in Self.forms {
                let page = try await WebBrowser(site).post(path)
                #expect(page.status == 401 && page.text.contains("signed out"), "\(path): \(page)")
                let json = try await WebBrowser(site).post(path, headers: ["Accept": "application/json"])
                #expect(json.status == 401 && json.text.contains(#""error":"signed_out""#), "\(path): \(json)")
            }
        }
    }

    @Test func `a form that another site sends is refused, whatever cookie comes with it`() async throws {
        try await CompanionSite.running { site in
            let browser = try await site.signedUp("ada")
            let sent: [[String: String]] = [
                ["Sec-Fetch-Site": "cross-site"], ["Sec-Fetch-Site": "same-site"], ["Sec-Fetch-Site": "none"],
                ["Sec-Fetch-Site": "", "Origin": "null"], ["Sec-Fetch-Site": "", "Origin": ""],
                ["Sec-Fetch-Site": "", "Origin": "https://evil.example"],
                ["Sec-Fetch-Site": "", "Origin": "http://music.example"],
            ]
            for path in Self.forms + ["/api/auth/signin/spotify"] {
                for headers in sent {
                    let answer = try await browser.post(path, headers: headers)
                    #expect(answer.status == 403, "\(path) \(headers): \(answer.status)")
                }
            }
            #expect(try await site.store.users().count == 1)
            #expect(try await browser.get("/account/").text.contains("Sync now"))
        }
    }

    @Test func `a form without its field, or with that of another form or session, is refused`() async throws {
        try await CompanionSite.running { site in
            let ada = try await site.signedUp("ada")
            let eve = try await site.signedUp("eve", as: 1)
            let others = try await eve.token(for: "/account/settings")
            let signOut = try await ada.token(for: "/api/auth/signout")
            for path in Self.forms {
                for token in [nil, "", "AAAA", others, path == "/api/auth/signout" ? others : signOut] {
                    let answer = try await ada.post(path, token.map { [("token", $0)] } ?? [])
                    #expect(answer.status == 403, "\(path) \(token ?? "-"): \(answer.status)")
                }
            }
            #expect(try await site.store.users().count == 2)
        }
    }

    @Test func `a form that is too large or no form is refused before anything is read from it`() async throws {
        try await CompanionSite.running { site in
            let browser = try await site.signedUp("ada")
            let large = String(repeating: "a", count: 70_000)
            for path in Self.forms + ["/api/auth/signin/spotify"] {
                #expect(try await browser.post(path, body: large).status == 413, "\(path)")
                let json = try await browser.post(path, body: "{}", headers: ["Content-Type": "application/json"])
                #expect(json.status == 415, "\(path)")
                #expect(try await browser.post(path, body: "a=%zz").status == 400, "\(path)")
            }
        }
    }

    @Test func `an address of no route, a method of no use and a long address are refused with a page`() async throws {
        try await CompanionSite.running { site in
            let browser = WebBrowser(site)
            for path in [
                "/", "/account", "/account/nothing", "/account//", "/account/../account/", "/api/", "/%61ccount/",
            ] {
                let answer = try await browser.get(path)
                #expect(answer.status == 404 && answer.text.contains("<html"), "\(path): \(answer.status)")
            }
            for path in Self.forms {
                let answer = try await browser.get(path)
                #expect(answer.status == 405 && answer.headers.first(name: "allow") == "POST", "\(path)")
            }
            #expect(try await browser.post("/account/").status == 405)
            #expect(try await browser.get("/account/?a=" + String(repeating: "a", count: 9000)).status == 414)
            #expect(try await browser.get("/account/alive").status == 204)
            #expect(try await browser.get("/account/health").status == 404)
            #expect(try await browser.get("/account/data.json").status == 401)
        }
    }

    @Test func `malformed cookies are nobody's`() async throws {
        try await CompanionSite.running { site in
            for cookie in [
                "__Host-sitegen=", "__Host-sitegen=a.b.c", ";;;=", "__Host-sitegen=%01", "x=\"__Host-sitegen=1\"",
            ] {
                let answer = try await WebBrowser(site).get("/account/", ["Cookie": cookie])
                #expect(answer.status == 200 && answer.text.contains("Sign in with Spotify"), "\(cookie)")
            }
        }
    }

    @Test func `every answer carries the same protecting headers, once`() async throws {
        try await CompanionSite.running { site in
            let browser = try await site.signedUp("ada")
            for path in ["/account/", "/nothing", "/account/alive", "/account/data.json", "/api/auth/callback/spotify"]
            {
                let headers = try await browser.get(path).headers
                let policy = headers["content-security-policy"]
                #expect(policy.count == 1 && policy[0].contains("frame-ancestors 'none'"), "\(path)")
                #expect(headers["cache-control"] == ["no-store"], "\(path)")
                #expect(headers["x-content-type-options"] == ["nosniff"], "\(path)")
                let referrer = path.contains("callback") ? "no-referrer" : "same-origin"
                #expect(headers["referrer-policy"] == [referrer], "\(path)")
            }
        }
    }

    @Test func `headers that a proxy may set change nothing`() async throws {
        try await CompanionSite.running { site in
            let forged = [
                "X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "http", "Forwarded": "host=evil.example",
                "X-Forwarded-For": "1.2.3.4", "X-Original-URL": "/account/health",
            ]
            let plain = try await WebBrowser(site).get("/account/")
            let answer = try await WebBrowser(site).get("/account/", forged)
            #expect(answer.text == plain.text)
        }
    }
}
