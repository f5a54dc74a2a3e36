import Foundation
import SiteModel
import TestSupport
import Testing

@testable import SyncRunner

@Suite struct TokenEndpointTests {
    func endpoint(_ stub: StubSpotify, app: SpotifyApp = .sample) -> TokenEndpoint {
        TokenEndpoint(app: app, sender: stub.sender(), clock: .fixed(.sample))
    }

    @Test func `an app without a secret exchanges a code with its verifier`() async throws {
        let stub = StubSpotify(try .fixture("token.json"))
        let attempt = try Authorization(app: .sample)
        let grant = try await endpoint(stub).exchange("AQ-code", for: attempt)
        #expect(grant.accessToken == "BQ-access-one")
        #expect(grant.refreshToken == "AQ-refresh-one")
        #expect(grant.expiresAt == .sample + .seconds(3600))
        #expect(grant.scopes == SpotifyApp.scopes)
        let request = try #require(stub.requests.first)
        #expect(request.url == "https://accounts.spotify.com/api/token")
        #expect(request.method == .post)
        #expect(request.header("content-type") == "application/x-www-form-urlencoded")
        #expect(request.header("authorization") == nil)
        #expect(
            request.form?.map(\.name) == ["grant_type", "code", "redirect_uri", "code_verifier", "client_id"])
        #expect(request.field("code_verifier") == attempt.pkce.verifier.reveal())
        #expect(request.field("redirect_uri") == "http://127.0.0.1/callback")
    }

    @Test func `an app with a secret authenticates with it and leaves its ID out of the form`() async throws {
        let stub = StubSpotify(try .fixture("token-without-refresh.json"))
        let grant = try await endpoint(stub, app: .withSecret).refresh("AQ-old")
        #expect(grant.refreshToken == nil)
        let request = try #require(stub.requests.first)
        #expect(request.body == "grant_type=refresh_token&refresh_token=AQ-old")
        let expected = Data("client-1:s3cret:/+".utf8).base64EncodedString()
        #expect(request.header("authorization") == "Basic \(expected)")
    }

    @Test func `a code exchange that returns no refresh token is an error`() async throws {
        let stub = StubSpotify(try .fixture("token-without-refresh.json"))
        await #expect(
            throws: SpotifyError.undecodable(endpoint: "/api/token", detail: "the answer has no refresh_token")
        ) {
            try await endpoint(stub).exchange("c", for: Authorization(app: .sample))
        }
    }

    struct Failure: Sendable, CustomTestStringConvertible {
        var status: Int
        var body: String
        var error: any Error & Sendable
        var testDescription: String { "\(status) \(body)" }
    }

    static let outage: @Sendable (Int) -> SpotifyError = {
        .unavailable(request: "POST /api/token", cause: .status($0))
    }
    static let failures = [
        Failure(
            status: 400, body: #"{"error":"invalid_grant","error_description":"Refresh token revoked"}"#,
            error: OAuthError.refused),
        Failure(status: 400, body: #"{"error":"invalid_grant"}"#, error: OAuthError.refused),
        Failure(status: 401, body: #"{"error":"invalid_grant"}"#, error: OAuthError.refused),
        Failure(status: 400, body: #"{"error":"invalid_client"}"#, error: OAuthError.invalidClient),
        Failure(
            status: 401, body: #"{"error":"invalid_client","error_description":"x"}"#, error: OAuthError.invalidClient),
        Failure(status: 400, body: #"{"error":"invalid_request"}"#, error: OAuthError.rejected("invalid_request")),
        Failure(status: 400, body: #"{"error":"ADA@example.org"}"#, error: OAuthError.rejected("unknown error")),
        Failure(status: 400, body: "", error: SpotifyError.unexpectedStatus(400, request: "POST /api/token")),
        Failure(
            status: 400, body: "<html>invalid_grant</html>",
            error: SpotifyError.unexpectedStatus(400, request: "POST /api/token")),
        Failure(status: 403, body: "<html>", error: SpotifyError.unexpectedStatus(403, request: "POST /api/token")),
        Failure(status: 500, body: "", error: outage(500)),
        Failure(status: 503, body: "<html>", error: outage(503)),
        Failure(status: 500, body: #"{"error":"invalid_grant"}"#, error: outage(500)),
        Failure(
            status: 200, body: "<html>",
            error: SpotifyError.undecodable(endpoint: "/api/token", detail: "the answer is not whole JSON")),
        Failure(
            status: 200, body: #"{"error":"invalid_grant"}"#,
            error: SpotifyError.undecodable(endpoint: "/api/token", detail: "the answer has no access_token")),
        Failure(
            status: 200, body: #"{"access_token":""}"#,
            error: SpotifyError.undecodable(endpoint: "/api/token", detail: "the answer has no access_token")),
    ]

    @Test(arguments: failures)
    func `only a 400 or 401 with invalid_grant counts as a refusal`(_ failure: Failure) async throws {
        let stub = StubSpotify(.json(failure.body, status: failure.status))
        let error = await #expect(throws: (any Error).self) { try await endpoint(stub).refresh("AQ-old") }
        #expect("\(error.map { "\($0)" } ?? "")" == "\(failure.error)")
        #expect((error as? OAuthError) == (failure.error as? OAuthError))
    }

    @Test func `a refused code has an error of its own`() async throws {
        let stub = StubSpotify(try .fixture("token-revoked.json", status: 400))
        await #expect(throws: OAuthError.codeRefused) {
            try await endpoint(stub).exchange("c", for: Authorization(app: .sample))
        }
    }

    @Test(arguments: [("null", 3600), ("-5", 0), ("99999999", 86_400), (#""x""#, 3600), ("1800", 1800)])
    func `an impossible token lifetime is replaced or limited`(lifetime: String, seconds: Int64) async throws {
        let stub = StubSpotify(.json(#"{"access_token":"a","expires_in":\#(lifetime)}"#))
        #expect(try await endpoint(stub).refresh("r").expiresAt == .sample + .seconds(seconds))
    }
}
