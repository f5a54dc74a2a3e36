import Foundation
import SiteModel
import SpotifySimulator
import Synchronization
import TestSupport
import Testing

@testable import SyncRunner

@Suite struct LeakTests {
    @Test func `no token, code, verifier, state or secret appears in a log line or an error`() async throws {
        try await SimulatedSpotify.running(.init(rotatesRefreshTokens: true, clientSecret: "app-secret-1")) { spotify in
            var secrets: [Secret] = ["app-secret-1"]
            var texts: [String] = []
            let attempt = try Authorization(app: spotify.app)
            let answer = try await spotify.callback(attempt, as: spotify.account())
            secrets += [attempt.state, attempt.pkce.verifier, try attempt.code(in: answer)]
            let connector = Connector(app: spotify.app, sender: spotify.sender(), clock: spotify.clock.wall)
            let connection = try await connector.connect(attempt, answer: answer)
            secrets += [connection.grant.accessToken, try #require(connection.grant.refreshToken)]
            let (provider, saved) = try spotify.provider(for: connection)
            let faults: [SimulatedFault?] = [
                nil, .status(500), .cutConnection, .cutBody, .truncatedJSON, .html(), .html(status: 503),
                .retryAfter(3),
                .tooManyRequests, .quotaExceeded(), .plainText(status: 403, "User not registered"),
                .status(401), .status(400, body: #"{"error":"invalid_request"}"#), .plainText(status: 418, "tea"),
            ]
            // The token endpoint comes last, because a rotation with a cut answer ends the connection.
            for route in [SimulatedRoute.recentlyPlayed, .token] {
                for fault in faults {
                    if let fault { spotify.simulator.order(fault, on: route, times: nil) }
                    spotify.advance(by: .seconds(3600))
                    do {
                        _ = try await provider.withToken { try await spotify.client().recentlyPlayed($0) }
                        texts.append("\(connection.grant) \(provider)")
                    } catch {
                        var dumped = ""
                        dump(error, to: &dumped)
                        dump(provider, to: &dumped)
                        texts += ["\(error)", String(reflecting: error), dumped]
                    }
                    spotify.simulator.clearFaults()
                }
            }
            spotify.simulator.revoke(try spotify.account().id)
            spotify.advance(by: .seconds(3600))
            do { _ = try await provider.token() } catch { texts.append(String(reflecting: error)) }

            secrets += saved.tokens.flatMap { [$0.access, $0.refresh] }
            let lines = spotify.log.lines
            #expect(lines.contains { $0.contains("/api/token") } && lines.contains { $0.contains("recently-played") })
            #expect(texts.count > 20 && secrets.count > 10)
            let everything = (lines + texts).joined(separator: "\n")
            for secret in Set(secrets) {
                for form in [
                    secret.reveal(), FormEncoding.escape(secret.reveal()),
                    Data(secret.reveal().utf8).base64EncodedString(),
                ] {
                    #expect(!everything.contains(form))
                }
            }
            #expect(!everything.contains("Bearer") && !everything.contains("Basic"))
        }
    }
}
