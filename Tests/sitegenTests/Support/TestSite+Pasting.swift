import Foundation
import SpotifySimulator
import SpotifyTestSupport
import SyncRunner
import Testing

extension TestSite {
    /// Runs `connect USER --no-browser`, allows access as a listener, and pastes the browser's last address.
    func connect(
        _ user: String, as listener: String, _ spotify: RunningSpotify,
        options: [String] = ["--time-zone", "Europe/Berlin"], with more: [String: String] = [:]
    ) async throws -> Program.Outcome {
        let account = try spotify.account(listener)
        return try await connect(user, options: options, with: more) { address in
            try await HTTPTransport.withLive { transport in
                [try await Browser(transport: transport).answer(to: address, by: account)]
            }
        }
    }

    /// Runs `connect USER --no-browser`, pastes the lines that `answers` returns for the address, and ends stdin.
    func connect(
        _ user: String, options: [String] = [], with more: [String: String] = [:],
        _ answers: @escaping @Sendable (_ address: String) async throws -> [String]
    ) async throws -> Program.Outcome {
        try await Program.turnstile.pass {
            let program = try self.start(["connect", user, "--no-browser"] + options, with: more, asks: true)
            try await program.waits { program.stderr.contains("Paste") }
            let words = program.stderr.split { $0.isWhitespace }
            let address = try #require(words.first { $0.contains("/authorize?") })
            for answer in try await answers(String(address)) { try program.answer(answer) }
            try program.endAnswers()
            return await program.ended()
        }
    }
}
