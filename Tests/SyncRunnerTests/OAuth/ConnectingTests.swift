import Foundation
import SiteModel
import SpotifySimulator
import TestSupport
import Testing

@testable import SyncRunner

@Suite struct ConnectingTests {
    @Test(arguments: [nil, "an0ther/secret+"])
    func `a user can connect with PKCE alone or with a client secret`(secret: String?) async throws {
        try await SimulatedSpotify.running(.init(clientSecret: secret)) { spotify in
            let account = try spotify.account()
            let connection = try await spotify.connect()
            #expect(connection.profile.key == account.accountID)
            #expect(connection.profile.id == account.id)
            #expect(connection.profile.displayName == account.displayName)
            #expect(connection.authorizedAt == .sample)
            #expect(connection.grant.expiresAt == .sample + .seconds(3600))
            #expect(connection.grant.scopes == SpotifyApp.scopes)
        }
    }

    @Test func `a user who denies access is not connected`() async throws {
        try await SimulatedSpotify.running { spotify in
            let attempt = try Authorization(app: spotify.app)
            let answer = try await spotify.callback(attempt, as: spotify.account(), deny: true)
            #expect(throws: OAuthError.denied) { try attempt.code(in: answer) }
        }
    }

    @Test func `a code works once and only for its own attempt`() async throws {
        try await SimulatedSpotify.running { spotify in
            let attempt = try Authorization(app: spotify.app)
            let code = try attempt.code(in: await spotify.callback(attempt, as: spotify.account()))
            await #expect(throws: OAuthError.codeRefused) {
                try await spotify.endpoint().exchange(code, for: Authorization(app: spotify.app))
            }
            let second = try attempt.code(in: await spotify.callback(attempt, as: spotify.account()))
            _ = try await spotify.endpoint().exchange(second, for: attempt)
            await #expect(throws: OAuthError.codeRefused) {
                try await spotify.endpoint().exchange(second, for: attempt)
            }
        }
    }

    @Test func `a wrong client secret is reported as an invalid client`() async throws {
        try await SimulatedSpotify.running(.init(clientSecret: "right")) { spotify in
            var app = spotify.app
            app.clientSecret = "wrong"
            let endpoint = TokenEndpoint(app: app, sender: spotify.sender())
            await #expect(throws: OAuthError.invalidClient) { try await endpoint.refresh("any") }
        }
    }

    @Test(arguments: [false, true])
    func `the access token is refreshed after an hour, with and without rotation`(rotates: Bool) async throws {
        try await SimulatedSpotify.running(.init(rotatesRefreshTokens: rotates)) { spotify in
            let connection = try await spotify.connect()
            let (provider, saved) = try spotify.provider(for: connection)
            for round in 1...3 {
                spotify.advance(by: .seconds(3600))
                let profile = try await provider.withToken { try await spotify.client().currentUser($0) }
                #expect(profile == connection.profile)
                #expect(saved.tokens.count == round)
            }
            let refreshTokens = Set(saved.tokens.map(\.refresh) + [try #require(connection.grant.refreshToken)])
            #expect(refreshTokens.count == (rotates ? 4 : 1))
        }
    }

    @Test func `an access token that expires early is replaced within the call`() async throws {
        try await SimulatedSpotify.running { spotify in
            let connection = try await spotify.connect()
            let (provider, saved) = try spotify.provider(for: connection)
            spotify.simulator.expireAccessTokens(of: try spotify.account().id)
            spotify.simulator.resetRequests()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<8 {
                    group.addTask { _ = try await provider.withToken { try await spotify.client().recentlyPlayed($0) } }
                }
                try await group.waitForAll()
            }
            #expect(saved.tokens.count == 1)
            #expect(spotify.simulator.requestCount(.token) == 1)
        }
    }

    @Test func `a revoked or expired authorization is refused and not tried again`() async throws {
        try await SimulatedSpotify.running { spotify in
            let account = try spotify.account()
            for end in [
                { spotify.simulator.revoke(account.id) }, { spotify.simulator.expireRefreshTokens(of: account.id) },
            ] {
                let (provider, saved) = try spotify.provider(for: try await spotify.connect())
                spotify.advance(by: .seconds(3600))
                end()
                spotify.simulator.resetRequests()
                for _ in 0..<2 {
                    await #expect(throws: OAuthError.refused) { try await provider.token() }
                }
                #expect(spotify.simulator.requestCount(.token) == 1)
                #expect(saved.tokens.isEmpty)
            }
        }
    }

    static let outages: [SimulatedFault] = [
        .status(500), .html(status: 503), .status(500, body: #"{"error":"invalid_grant"}"#), .cutConnection, .cutBody,
        .html(), .truncatedJSON, .html(status: 400), .plainText(status: 403, "blocked"),
    ]

    @Test(arguments: outages)
    func `a fault of the token endpoint is not a refusal, and the refresh token still works`(
        fault: SimulatedFault
    ) async throws {
        try await SimulatedSpotify.running { spotify in
            let (provider, _) = try spotify.provider(for: try await spotify.connect())
            spotify.advance(by: .seconds(3600))
            spotify.simulator.order(fault, on: .token, times: nil)
            let error = await #expect(throws: (any Error).self) { try await provider.token() }
            #expect(error is SpotifyError)
            spotify.simulator.clearFaults()
            let profile = try await provider.withToken { try await spotify.client().currentUser($0) }
            #expect(profile.id == (try spotify.account().id))
        }
    }
}
