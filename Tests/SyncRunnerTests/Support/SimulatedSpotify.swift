import Foundation
import Logging
import SiteModel
import SpotifySimulator
import SpotifyTestSupport
import Synchronization
import TestSupport
import Testing

@testable import SyncRunner

/// The client on one side and the simulator on the other, with real HTTP between them.
struct SimulatedSpotify: Sendable {
    let simulator: SpotifySimulator
    let app: SpotifyApp
    let transport: HTTPTransport
    let clock = ManualClock()
    let log = LogCapture()

    /// Runs `body` with a simulator whose clock is stopped at ``Instant/sample``.
    static func running(
        _ options: SpotifySimulator.Options = .init(), limits: HTTPTransport.Limits = .init(),
        _ body: @Sendable (SimulatedSpotify) async throws -> Void
    ) async throws {
        let simulator = SpotifySimulator(world: SimulatorWorld(now: Instant.sample.milliseconds), options: options)
        try await simulator.whileListening {
            let app = try SpotifyApp(registeredAt: simulator)
            try await HTTPTransport.withLive(limits: limits) { transport in
                try await body(SimulatedSpotify(simulator: simulator, app: app, transport: transport))
            }
        }
    }

    func sender(gate: RateGate = RateGate()) -> HTTPSender {
        HTTPSender(transport: transport, policy: .manual(clock), gate: gate, logger: .capturing(log))
    }

    func client(gate: RateGate = RateGate()) -> SpotifyClient {
        SpotifyClient(api: app.api, sender: sender(gate: gate))
    }

    func endpoint() -> TokenEndpoint {
        TokenEndpoint(app: app, sender: sender(), clock: clock.wall)
    }

    func account(_ key: String = "night-owl") throws -> SimulatedAccount {
        try #require(simulator.world.account(key: key))
    }

    /// The address that the browser is redirected to after the user's decision.
    func callback(_ attempt: Authorization, as account: SimulatedAccount, deny: Bool = false) async throws -> String {
        try await Browser(transport: transport).answer(to: attempt.address, by: account, denies: deny)
    }

    func connect(_ key: String = "night-owl") async throws -> Connector.Connection {
        let attempt = try Authorization(app: app)
        let answer = try await callback(attempt, as: account(key))
        return try await Connector(app: app, sender: sender(), clock: clock.wall)
            .connect(attempt, answer: answer)
    }

    /// A provider for a connection, and the tokens it has saved.
    func provider(for connection: Connector.Connection) throws -> (AccessTokenProvider, Saved) {
        let saved = Saved()
        let endpoint = endpoint()
        let tokens = AccessTokenProvider.Tokens(
            access: connection.grant.accessToken, refresh: try #require(connection.grant.refreshToken),
            expiresAt: connection.grant.expiresAt)
        let provider = AccessTokenProvider(
            tokens: tokens, clock: clock.wall, refresh: { try await endpoint.refresh($0) }, save: { saved.keep($0) })
        return (provider, saved)
    }

    final class Saved: Sendable {
        private let kept = Mutex<[AccessTokenProvider.Tokens]>([])
        var tokens: [AccessTokenProvider.Tokens] { kept.withLock { $0 } }
        func keep(_ tokens: AccessTokenProvider.Tokens) { kept.withLock { $0.append(tokens) } }
    }

    /// Moves the clocks of the simulator and of the program.
    func advance(by duration: Duration) {
        clock.advance(by: duration)
        simulator.advanceClock(by: duration)
    }
}
