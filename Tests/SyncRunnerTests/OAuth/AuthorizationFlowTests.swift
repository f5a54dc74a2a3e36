import Foundation
import TestSupport
import Testing

@testable import SyncRunner

@Suite struct AuthorizationFlowTests {
    private let redirect = "https://music.example/api/auth/callback/spotify"

    @Test func `an attempt that was taken apart and encoded is the same attempt afterwards`() throws {
        let begun = try Authorization(app: .sample, redirectAddress: redirect)
        let encoded = try JSONEncoder().encode(begun.flow)
        let flow = try JSONDecoder().decode(Authorization.Flow.self, from: encoded)
        #expect(flow == begun.flow)
        let resumed = try Authorization(resuming: flow, app: .sample, redirectAddress: redirect)
        #expect(resumed.address == begun.address && resumed.redirectAddress == redirect)
        #expect(resumed.pkce.verifier == begun.pkce.verifier && resumed.pkce.challenge == begun.pkce.challenge)
        let state = begun.state.reveal()
        #expect(try resumed.code(in: "?code=AQ&state=\(state)") == "AQ")
        #expect(throws: OAuthError.stateMismatch) { try resumed.code(in: "?code=AQ&state=\(state)x") }
    }

    @Test func `an attempt is not taken up at another Spotify or for another address`() throws {
        let flow = try Authorization(app: .sample, redirectAddress: redirect).flow
        var elsewhere = SpotifyApp.sample
        elsewhere.accounts = try ServiceAddress("https://accounts.example", setting: "spotify.accountsURL")
        #expect(throws: OAuthError.stateMismatch) {
            try Authorization(resuming: flow, app: elsewhere, redirectAddress: redirect)
        }
        #expect(throws: OAuthError.stateMismatch) {
            try Authorization(resuming: flow, app: .sample, redirectAddress: "https://other.example/callback")
        }
        #expect(throws: Never.self) { try Authorization(resuming: flow, app: .sample, redirectAddress: redirect) }
    }

    @Test func `what is kept of an attempt does not print its secrets`() throws {
        let begun = try Authorization(app: .sample, redirectAddress: redirect)
        var texts = "\(begun.flow) \(String(reflecting: begun.flow))"
        dump(begun.flow, to: &texts)
        #expect(texts.contains(redirect))
        #expect(!texts.contains(begun.state.reveal()) && !texts.contains(begun.pkce.verifier.reveal()))
    }
}
