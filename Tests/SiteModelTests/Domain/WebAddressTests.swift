import SiteModel
import Testing

@Suite struct WebAddressTests {
    @Test(arguments: [
        "https://open.spotify.com/track/1", "HTTPS://i.scdn.co/x", "https://open.spotify.com/user/a%23b?si=1#x",
        "https://a.example:8443", "https://a.example?x@y",
    ])
    func `an https address is stored unchanged`(text: String) {
        #expect(WebAddress.stored(text) == text)
        #expect(WebAddress.isLinkable(text))
    }

    @Test(arguments: [
        "http://open.spotify.com/track/1", "http://127.0.0.1:1/x", "javascript:alert(1)", "//evil.example", "/a",
        "data:text/html,x", "", "https://", "https:///x", "https://?x", "https://:443/", "https:evil", "https:/evil",
        "https://a.example/ b", "https://a.example/\n", "ht\ttps://a.example", "https://a.example\\b",
        "https://me@a.example", "https://a.example:1@evil.example/", "spotify:track:1", "\u{1}https://a.example",
    ])
    func `any other address is neither stored nor linked`(text: String) {
        #expect(WebAddress.stored(text) == nil)
        #expect(!WebAddress.isLinkable(text))
    }

    @Test(arguments: ["\"onload=x", "<b>", "'x", "`", "{1}", "a|b", "^"])
    func `an address with a character that no address has is not stored`(text: String) {
        #expect(WebAddress.stored("https://a.example/" + text) == nil)
    }

    @Test func `non-ASCII characters are stored percent-encoded`() {
        #expect(WebAddress.stored("https://a.example/björk") == "https://a.example/bj%C3%B6rk")
        #expect(WebAddress.stored("https://a.example/🙂") == "https://a.example/%F0%9F%99%82")
        #expect(WebAddress.stored(nil) == nil)
    }

    @Test func `a stored address can be linked, whatever its length`() {
        for (character, most) in [("x", 1982), ("ö", 330)] {
            for length in [most - 1, most, most + 1, 2048] {
                let stored = WebAddress.stored("https://a.example/" + String(repeating: character, count: length))
                #expect((stored != nil) == (length <= most), "\(length)")
                #expect(stored.map { WebAddress.isLinkable($0) } != false)
            }
        }
    }
}
