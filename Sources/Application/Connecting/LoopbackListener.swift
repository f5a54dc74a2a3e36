import Hummingbird
import Logging
import NIOCore
package import SyncRunner

/// Waits on this machine for the browser that Spotify sends back, once.
///
/// It listens on 127.0.0.1 only, and answers `/callback` with a small page and everything else with 404. Any page in the
/// browser can send it requests, so only an answer with the `state` of the attempt ends the wait.
package struct LoopbackListener: Sendable {
    /// How long the user can take to agree.
    ///
    /// If the redirect address is wrong, no answer ever comes, so the wait must end.
    package static let limit: Duration = .seconds(300)

    /// The address to which Spotify has to send the browser: `http://127.0.0.1:PORT/callback`.
    package let redirectAddress: String

    private let answers: AsyncStream<String>
    private let expected: ExpectedAnswer

    /// Listens while `body` runs.
    ///
    /// - Parameters:
    ///   - port: A port to listen on; 0 for a free one.
    ///   - body: Begins an ``authorization(for:)``, opens the browser, then asks for ``answer(within:)``.
    /// - Returns: What `body` returns.
    /// - Throws: What `body` throws; the system's error if the port is in use.
    package static func listening<Result: Sendable>(
        port: Int = 0, _ body: (LoopbackListener) async throws -> Result
    ) async throws -> Result {
        let (answers, arrival) = AsyncStream<String>.makeStream(bufferingPolicy: .bufferingOldest(1))
        let (ports, bound) = AsyncStream<Int>.makeStream()
        let expected = ExpectedAnswer()
        let server = Hummingbird.Application(
            responder: CallbackResponder(expected: expected, arrival: arrival),
            configuration: .init(address: .hostname("127.0.0.1", port: port)),
            onServerRunning: { channel in
                bound.yield(channel.localAddress?.port ?? 0)
                bound.finish()
            },
            logger: Logger(label: "loopback-listener") { _ in SwiftLogNoOpLogHandler() })
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                defer { bound.finish() }
                try await server.run()
            }
            // The server then closes every connection: browsers open some that they never use.
            defer { group.cancelAll() }
            for await port in ports {
                let address = "http://127.0.0.1:\(port)/callback"
                return try await body(
                    LoopbackListener(redirectAddress: address, answers: answers, expected: expected))
            }
            // The server ended before it listened, and its error says why.
            try await group.next()
            throw CancellationError()
        }
    }

    /// Begins an attempt whose answer comes to this listener; it rejects the answer to any other attempt.
    ///
    /// - Parameter app: The operator's app.
    /// - Returns: The attempt; the browser has to open its address.
    /// - Throws: `OAuthError`.
    package func authorization(for app: SpotifyApp) throws(OAuthError) -> Authorization {
        let authorization = try Authorization(app: app, redirectAddress: redirectAddress)
        expected.set(authorization)
        return authorization
    }

    /// Waits for the first query that answers the attempt.
    ///
    /// - Parameter limit: How long to wait.
    /// - Returns: The query without the `?`, for `Authorization.code(in:)`.
    /// - Throws: `OAuthError.timedOut`, or `CancellationError`.
    package func answer(within limit: Duration = Self.limit) async throws -> String {
        try await withThrowingTaskGroup(of: String.self) { group in
            group.addTask {
                for await answer in answers { return answer }
                throw CancellationError()
            }
            group.addTask {
                try await Task.sleep(for: limit)
                throw OAuthError.timedOut
            }
            defer { group.cancelAll() }
            guard let answer = try await group.next() else { throw OAuthError.timedOut }
            return answer
        }
    }
}
