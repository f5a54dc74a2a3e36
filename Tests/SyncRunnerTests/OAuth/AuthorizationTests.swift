import Foundation
import SiteModel
import TestSupport
import Testing

@testable import SyncRunner

@Suite struct AuthorizationTests {
    let attempt: Authorization

    init() throws {
        attempt = try Authorization(
            app: .sample, redirectAddress: "http://127.0.0.1:43210/callback",
            pkce: PKCE(verifier: "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"), state: "st&te")
    }

    @Test func `the challenge matches the example in RFC 7636, appendix B`() {
        #expect(attempt.pkce.challenge == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")
    }

    @Test func `a verifier has 64 allowed characters and is different each time`() {
        let verifiers = (0..<50).map { _ in PKCE().verifier.reveal() }
        #expect(Set(verifiers).count == 50)
        for verifier in verifiers {
            #expect(verifier.utf8.count == 64)
            #expect(
                verifier.utf8.allSatisfy {
                    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8.contains($0)
                })
        }
    }

    @Test func `the authorization address asks only for the scopes that are needed`() {
        #expect(
            attempt.address == "https://accounts.spotify.com/authorize?client_id=client-1&response_type=code"
                + "&redirect_uri=http%3A%2F%2F127.0.0.1%3A43210%2Fcallback&state=st%26te"
                + "&scope=user-read-recently-played%20user-top-read&code_challenge_method=S256"
                + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")
        #expect(!attempt.address.contains("dBjft"))
    }

    @Test(arguments: [
        "http://127.0.0.1:43210/callback?code=AQ%2Bx&state=st%26te", "/callback?state=st%26te&code=AQ%2Bx",
        "?code=AQ%2Bx&state=st%26te", "code=AQ%2Bx&state=st%26te",
        "  http://127.0.0.1/callback?code=AQ%2Bx&st\nate=st%26te \n",
        "http://127.0.0.1/callback?code=AQ%2Bx&state=st%26te#_=_",
    ])
    func `a code is found in every form of pasted address`(answer: String) throws {
        #expect(try attempt.code(in: answer) == "AQ+x")
    }

    @Test(arguments: [
        ("?error=access_denied&state=st%26te", OAuthError.denied),
        ("?error=server_error&state=st%26te", .rejected("server_error")),
        ("?error=%3Cscript%3E&state=st%26te", .rejected("unknown error")),
        ("?code=AQ&state=other", .stateMismatch), ("?code=AQ", .stateMismatch), ("?code=AQ&state=", .stateMismatch),
        ("?error=access_denied", .stateMismatch), ("?code=AQ&state=st%26te&state=other", .stateMismatch),
        ("?code=AQ&code=AR&state=st%26te", .noCode), ("?code=&state=st%26te", .noCode), ("?state=st%26te", .noCode),
        ("", .noCode), ("AQ-the-bare-code", .noCode), ("?code=%zz&state=st%26te", .noCode),
    ])
    func `an answer without a usable code for this attempt is refused`(answer: String, error: OAuthError) {
        #expect(throws: error) { try attempt.code(in: answer) }
    }

    @Test(arguments: ["http://localhost:1/callback", "http://example.org/callback", "callback", ""])
    func `a redirect address that Spotify does not allow is refused`(address: String) {
        #expect(throws: OAuthError.badRedirect) {
            try Authorization(app: .sample, redirectAddress: address)
        }
    }

    @Test func `two attempts have different states and verifiers`() throws {
        let first = try Authorization(app: .sample)
        let second = try Authorization(app: .sample)
        #expect(first.state != second.state)
        #expect(first.pkce.verifier != second.pkce.verifier)
        #expect(first.redirectAddress == "http://127.0.0.1/callback")
    }
}
