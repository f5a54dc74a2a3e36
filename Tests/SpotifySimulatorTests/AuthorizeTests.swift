import SpotifySimulator
import Testing

@Suite struct AuthorizeTests {
    @Test func `a user who agrees comes back with a code and the state`() async throws {
        try await withSimulator { _, visitor in
            let reply = try await visitor.authorize()
            #expect(reply.status == 302)
            #expect(reply.header("location")?.hasPrefix(Visitor.callback + "?code=") == true)
            #expect(Visitor.callbackFields(reply)["state"] == "xyz&1")
            #expect(Visitor.callbackFields(reply)["code"]?.isEmpty == false)
        }
    }

    @Test func `a user who refuses comes back with access_denied`() async throws {
        try await withSimulator { _, visitor in
            let reply = try await visitor.authorize(["deny": "1"])
            #expect(reply.status == 302)
            #expect(Visitor.callbackFields(reply) == ["error": "access_denied", "state": "xyz&1"])
        }
    }

    @Test(arguments: [
        "http://localhost:8123/callback", "http://127.0.0.1:8123/other", "http://127.0.0.1:8123/callback/",
        "http://127.0.0.1:8123/callback?x=1", "http://127.0.0.1:/callback", "http://127.0.0.1:99999/callback",
        "http://127.0.0.1:80@evil.example/callback", "http://127.0.0.2:8123/callback",
        "https://127.0.0.1:8123/callback",
        "http://[::1]:8123/callback", "https://example.org/callback", "",
    ])
    func `a redirect address that is not registered shows a page and never calls back`(address: String) async throws {
        try await withSimulator { _, visitor in
            let reply = try await visitor.authorize(["redirect_uri": address])
            #expect(reply.status == 400)
            #expect(reply.text.contains("Invalid redirect URI"))
            #expect(reply.header("location") == nil)
        }
    }

    @Test(arguments: ["http://127.0.0.1/callback", "http://127.0.0.1:1/callback", "http://127.0.0.1:65535/callback"])
    func `a loopback address is accepted with any port`(address: String) async throws {
        try await withSimulator { _, visitor in
            let reply = try await visitor.authorize(["redirect_uri": address])
            #expect(reply.header("location")?.hasPrefix(address + "?code=") == true)
        }
    }

    @Test func `an address that is registered with a port is refused with another`() async throws {
        var options = SpotifySimulator.Options()
        options.redirectURIs = ["http://127.0.0.1:4000/callback", "https://example.org/back"]
        try await withSimulator(options) { _, visitor in
            var answers: [Int] = []
            for address in options.redirectURIs + ["http://127.0.0.1:4001/callback"] {
                answers.append(try await visitor.authorize(["redirect_uri": address]).status)
            }
            #expect(answers == [302, 302, 400])
        }
    }

    @Test(
        arguments: [
            ("client_id", "somebody-else", "Invalid client"), ("client_id", nil, "Invalid client"),
            ("code_challenge_method", "plain", "S256"), ("code_challenge_method", nil, "S256"),
            ("code_challenge", nil, "code_challenge"), ("code_challenge", "tooshort", "code_challenge"),
        ] as [(String, String?, String)])
    func `a malformed request shows a page and never calls back`(field: String, value: String?, page: String)
        async throws
    {
        try await withSimulator { _, visitor in
            let reply = try await visitor.authorize([field: value])
            #expect(reply.status == 400)
            #expect(reply.text.contains(page))
            #expect(reply.header("location") == nil)
        }
    }

    @Test(arguments: [
        ("response_type", "token", "unsupported_response_type"), ("scope", "user-read-thoughts", "invalid_scope"),
    ])
    func `a request for something unsupported comes back with an error`(
        field: String, value: String, error: String
    ) async throws {
        try await withSimulator { _, visitor in
            let reply = try await visitor.authorize([field: value])
            #expect(Visitor.callbackFields(reply) == ["error": error, "state": "xyz&1"])
        }
    }

    @Test func `an app without a secret needs a challenge, an app with a secret does not`() async throws {
        let without: [String: String?] = ["code_challenge": nil, "code_challenge_method": nil]
        var answers: [Int] = []
        for secret in [nil, "s"] {
            try await withSimulator(.init(clientSecret: secret)) { _, visitor in
                answers.append(try await visitor.authorize(without).status)
            }
        }
        #expect(answers == [400, 302])
    }

    @Test func `without a login the page offers every account, and their names are inert`() async throws {
        try await withSimulator { simulator, visitor in
            let page = try await visitor.authorize(["login": nil])
            #expect(page.status == 200)
            #expect(page.header("content-type")?.hasPrefix("text/html") == true)
            #expect(!page.text.contains("<script"))
            #expect(!page.text.contains("<b>Bobby"))
            #expect(page.text.contains("&lt;b&gt;Bobby"))
            let links = page.text.split(separator: "<li>").dropFirst().compactMap { item in
                item.split(separator: "\"").dropFirst().first.map { String($0).replacing("&amp;", with: "&") }
            }
            #expect(links.count == simulator.accounts.count)
            for link in links {
                let reply = try await visitor.send(simulator.accountsURL + link)
                #expect(reply.status == 302, "\(link)")
            }
        }
    }
}
