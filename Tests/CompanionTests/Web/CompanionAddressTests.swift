@testable import Application
import Companion
import Rendering
import HTTPTypes
import Testing

@Suite struct CompanionAddressTests {
    @Test(arguments: [
        ("https://music.example/account/", "https://music.example", "/", false),
        ("HTTPS://Music.Example:443/account/", "https://music.example", "/", false),
        ("https://music.example:8443/account/", "https://music.example:8443", "/", false),
        ("https://example.org/~ada/music/account/", "https://example.org", "/~ada/music/", false),
        ("https://account.example.org/account/", "https://account.example.org", "/", false),
        ("http://127.0.0.1:8080/account/", "http://127.0.0.1:8080", "/", true),
        ("http://127.0.0.1:80/account/", "http://127.0.0.1", "/", true),
        ("http://[::1]:8080/music/account/", "http://[::1]:8080", "/music/", true),
        ("https://127.0.0.1/account/", "https://127.0.0.1", "/", false),
    ])
    func `an address has an origin and a prefix`(text: String, origin: String, prefix: String, isLoopback: Bool) throws
    {
        let address = try CompanionAddress(text)
        #expect(address.origin.description == origin && address.prefix == prefix && address.isLoopback == isLoopback)
        #expect(address.description == origin + prefix + "account/")
        #expect(address.path(of: .account) == prefix + "account/")
        #expect(address.path(of: .sync) == prefix + "api/spotify/sync")
        #expect(address.redirectAddress == origin + prefix + "api/auth/callback/spotify")
    }

    @Test(arguments: [
        ("", CompanionAddressError.malformed), ("music.example/account/", .malformed), ("/account/", .malformed),
        ("ftp://music.example/account/", .malformed), ("https:///account/", .malformed),
        ("https://müsic.example/account/", .malformed), ("https://music.example/account/\n", .malformed),
        ("https://music.example:99999/account/", .malformed), ("https://music.example;x/account/", .malformed),
        ("https://ada:secret@music.example/account/", .extraParts), ("https://music.example/account/?a", .extraParts),
        ("https://music.example/account/#a", .extraParts),
        ("http://music.example/account/", .plain(host: "music.example")),
        ("http://localhost:8080/account/", .plain(host: "localhost")),
        ("http://127.0.0.2/account/", .plain(host: "127.0.0.2")),
        ("http://127.0.0.1.example/account/", .plain(host: "127.0.0.1.example")),
        ("https://music.example", .otherPath), ("https://music.example/", .otherPath),
        ("https://music.example/account", .otherPath), ("https://music.example/myaccount/", .otherPath),
        ("https://music.example/a%20b/account/", .oddPath), ("https://music.example//account/", .oddPath),
        ("https://music.example/../account/", .oddPath), ("https://music.example/a;b/account/", .oddPath),
    ])
    func `an address where the companion cannot be is refused`(text: String, error: CompanionAddressError) {
        #expect(throws: error) { try CompanionAddress(text) }
        #expect(error.description.contains("companion.url") && !error.description.contains("secret"))
    }

    @Test func `an origin has the port only if it is not the scheme's own`() throws {
        #expect(WebOrigin(of: "https://accounts.spotify.com/x")?.description == "https://accounts.spotify.com")
        #expect(WebOrigin(of: "http://127.0.0.1:8090")?.description == "http://127.0.0.1:8090")
        #expect(WebOrigin(of: "https://a.example; script-src *") == nil)
        #expect(WebOrigin(of: "https://*.example") == nil)
    }
}
