import Testing

@testable import SyncRunner

@Suite struct ServiceAddressTests {
    @Test(arguments: [
        "https://api.spotify.com/v1", "https://api.spotify.com/v1/", "https://proxy.example.org:8443",
        "http://127.0.0.1:8080/v1", "http://127.9.9.9", "http://localhost:1", "http://[::1]:8080",
    ])
    func `https is allowed to every host, http only to this machine`(text: String) throws {
        let address = try ServiceAddress(text, setting: "spotify.apiURL")
        #expect(!address.description.hasSuffix("/"))
        #expect(address.isLoopback == text.hasPrefix("http:"))
    }

    @Test(arguments: [
        ("http://api.spotify.com/v1", ServiceAddressError.Reason.plain(host: "api.spotify.com")),
        ("http://127.0.0.1.example.org", .plain(host: "127.0.0.1.example.org")),
        ("http://localhost.example.org", .plain(host: "localhost.example.org")),
        ("http://127.0.0.1@example.org", .userInfo), ("https://me:pw@api.spotify.com", .userInfo),
        ("ftp://127.0.0.1", .scheme), ("api.spotify.com/v1", .malformed), ("https://", .malformed), ("", .malformed),
        ("https://api.spotify.com/v1?x=1", .query), ("https://api.spotify.com/#v1", .query),
        ("https://api.spotify.com/ v1", .malformed),
    ])
    func `an unsafe or malformed service address is refused`(text: String, reason: ServiceAddressError.Reason) {
        #expect(throws: ServiceAddressError(setting: "spotify.apiURL", reason: reason)) {
            try ServiceAddress(text, setting: "spotify.apiURL")
        }
    }

    @Test func `the error names the setting but not the password`() {
        let error = #expect(throws: ServiceAddressError.self) {
            try ServiceAddress("https://me:hunter2@api.spotify.com", setting: "spotify.apiURL")
        }
        #expect(error?.description.contains("spotify.apiURL") == true)
        #expect(error?.description.contains("hunter2") == false)
    }
}
