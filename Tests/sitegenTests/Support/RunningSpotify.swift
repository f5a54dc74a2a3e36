import Foundation
import SpotifySimulator

/// A simulated Spotify on the loopback address, in the process of the tests.
struct RunningSpotify: Sendable {
    let simulator: SpotifySimulator

    /// The environment variables that make the program use the simulator.
    var environment: [String: String] {
        [
            "SITEGEN_SPOTIFY_CLIENT_ID": simulator.options.clientID, "SITEGEN_SPOTIFY_API_URL": simulator.apiURL,
            "SITEGEN_SPOTIFY_ACCOUNTS_URL": simulator.accountsURL,
        ]
    }

    /// Runs `body` with a simulator; its clock stands still unless the options say otherwise.
    static func running<Result: Sendable>(
        _ world: SimulatorWorld, options: SpotifySimulator.Options = .init(),
        _ body: (RunningSpotify) async throws -> Result
    ) async throws -> Result {
        let simulator = SpotifySimulator(world: world, options: options)
        return try await simulator.whileListening { try await body(RunningSpotify(simulator: simulator)) }
    }

    /// Runs `body` with a copy of the site of ten users, and a simulator of its own that knows their tokens.
    static func withTenUsers<Result: Sendable>(
        _ body: (RunningSpotify, TestSite) async throws -> Result
    ) async throws -> Result {
        try await running(SharedSites.world) { spotify in
            // Its tokens have to be newer than those of the original site.
            spotify.simulator.advanceClock(by: .milliseconds(1))
            return try await body(spotify, try await SharedSites.shared.tenUsers(spotify))
        }
    }

    /// The account of the user with this name.
    func account(_ username: String) throws -> SimulatedAccount {
        struct NoSuchAccount: Error { var username: String }
        guard let account = simulator.accounts.first(where: { $0.suggestedUsername == username }) else {
            throw NoSuchAccount(username: username)
        }
        return account
    }

    /// Gives an account plays in the last minutes, so that its page has to change.
    func play(_ count: Int = 3, for username: String) throws {
        let account = try account(username)
        let now = simulator.now
        simulator.addPlays(
            (0..<count).map {
                SimulatedPlay(track: simulator.world.track(900 + $0), endedAt: now - Int64($0) * 240_000 - 1000)
            }, to: account.id)
    }
}
