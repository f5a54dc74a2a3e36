@testable import Application
import Companion
import Foundation
import Rendering
import HTTPTypes
import SiteModel
import SyncRunner
import Testing

@Suite struct AntiForgeryTests {
    @Test(
        arguments: [
            ("same-origin", nil, true), ("same-origin", "null", true), ("same-origin", "https://music.example", true),
            ("same-site", "https://music.example", false), ("cross-site", "https://music.example", false),
            ("none", "https://music.example", false), ("", "https://music.example", false),
            ("Same-Origin", "https://music.example", false), ("same-origin, same-origin", nil, false),
            (nil, "https://music.example", true), (nil, "null", false), (nil, "", false), (nil, nil, false),
            (nil, "http://music.example", false), (nil, "https://music.example:444", false),
            (nil, "https://music.example/", false), (nil, "https://evil.example", false),
            (nil, "https://music.example.evil.example", false),
            (nil, "https://evil.example, https://music.example", false),
        ] as [(String?, String?, Bool)])
    func `only a form of our own pages is accepted`(site: String?, origin: String?, isAccepted: Bool) async throws {
        var headers = HTTPFields()
        headers[try #require(HTTPField.Name("Sec-Fetch-Site"))] = site
        headers[.origin] = origin
        // What a proxy or a browser says about our address changes nothing.
        headers[try #require(HTTPField.Name("Host"))] = "evil.example"
        headers[try #require(HTTPField.Name("X-Forwarded-Host"))] = "evil.example"
        let address = try CompanionAddress("https://music.example/account/")
        #expect(AntiForgery(address: address, keyFile: "/none").isFromHere(headers) == isAccepted)
    }

    @Test func `headers that are there twice are refused`() throws {
        let check = AntiForgery(address: try CompanionAddress("https://music.example/account/"), keyFile: "/none")
        let site = try #require(HTTPField.Name("Sec-Fetch-Site"))
        var headers = HTTPFields()
        headers[values: site] = ["same-origin", "cross-site"]
        #expect(!check.isFromHere(headers))
        headers = HTTPFields()
        headers[values: .origin] = ["https://music.example", "https://evil.example"]
        #expect(!check.isFromHere(headers))
    }

    @Test func `the origin of a companion on this machine has its port`() throws {
        let check = AntiForgery(address: try CompanionAddress("http://127.0.0.1:8080/account/"), keyFile: "/none")
        for (origin, isAccepted) in [
            ("http://127.0.0.1:8080", true), ("http://127.0.0.1", false), ("http://127.0.0.1:8081", false),
            ("http://localhost:8080", false), ("https://127.0.0.1:8080", false),
        ] {
            #expect(check.isFromHere([.origin: origin]) == isAccepted, "\(origin)")
        }
    }

    @Test func `a hidden field is accepted only on its route and in its session`() async throws {
        let site = try await SessionSite()
        let check = AntiForgery(address: try CompanionAddress("https://music.example/account/"), keyFile: site.keyFile)
        let cookie = try await site.signIn()
        let first = try #require(try await site.keeper.session(fromCookie: cookie))
        let second = try #require(try await site.keeper.session(fromCookie: site.signIn()))
        let token = try check.token(for: .delete, of: first)
        for route in CompanionRoute.allCases {
            #expect(try check.accepts(token, for: route, of: first) == (route == .delete))
            #expect(try !check.accepts(token, for: route, of: second))
        }
        for wrong in [nil, "", "x", token + "A", token + "=", String(token.dropLast()), cookie] as [String?] {
            #expect(try !check.accepts(wrong, for: .delete, of: first))
        }
        for wrong in flips(of: token) { #expect(try !check.accepts(wrong, for: .delete, of: first)) }
        try await site.rekey()
        #expect(try !check.accepts(token, for: .delete, of: first))
    }

    @Test func `without a key there is an error, and no field is accepted`() async throws {
        let site = try await SessionSite()
        let signedIn = try #require(try await site.keeper.session(fromCookie: site.signIn()))
        let check = AntiForgery(address: try CompanionAddress("https://music.example/account/"), keyFile: "/none")
        #expect(throws: KeyFileError.missing("/none")) { try check.token(for: .sync, of: signedIn) }
        #expect(throws: KeyFileError.missing("/none")) { try check.accepts("AAAA", for: .sync, of: signedIn) }
    }
}
