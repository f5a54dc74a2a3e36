import TestSupport
import Testing

@testable import SyncRunner

@Suite struct HTTPRequestTests {
    @Test func `query fields are escaped and keep their order`() {
        let request = HTTPRequest(.get, .sample, path: "/x", query: [("b", "1 2"), ("a", "ä&=+/~")])
        #expect(request.url == "https://api.spotify.com/v1/x?b=1%202&a=%C3%A4%26%3D%2B%2F~")
    }

    @Test(arguments: ["a=1&b=2", "a=%E2%99%A5&b=", "a=x+y"])
    func `a decoded query can be encoded back to the same fields`(query: String) throws {
        let fields = try #require(FormEncoding.decode(query))
        #expect(FormEncoding.encode(fields) == query.replacing("+", with: "%20"))
    }

    @Test(arguments: ["a=%", "a=%4", "a=%zz", "a=%ff"])
    func `an invalid percent escape is refused`(query: String) {
        #expect(FormEncoding.decode(query) == nil)
    }

    @Test func `secrets, requests and answers do not reveal a secret when printed`() {
        let secret: Secret = "BQ-very-secret"
        let request = HTTPRequest(
            .post, .accounts, path: "/api/token", credentials: .basic(id: "id", secret: secret),
            form: [("refresh_token", secret)])
        let answer = HTTPResponse.json("BQ-very-secret")
        let grant = TokenGrant(accessToken: secret, refreshToken: secret, expiresAt: .sample)
        let tokens = AccessTokenProvider.Tokens(access: secret, refresh: secret, expiresAt: .sample)
        for value: any Sendable in [secret, request, answer, grant, tokens, [secret], ["k": secret], secret as Secret?]
        {
            var dumped = ""
            dump(value, to: &dumped)
            for text in ["\(value)", String(reflecting: value), String(describing: value), dumped] {
                #expect(!text.contains("very-secret"))
            }
        }
        #expect("\(request)" == "POST /api/token")
        #expect("\(secret)" == "<redacted>")
    }
}
