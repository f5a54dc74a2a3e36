import Hummingbird
import Logging
import NIOCore
package import SyncRunner

/// Waits on this machine for the browser that Spotify sends back, once.
///
/// It listens on 127.0.0.1 only, answers `/callback` with a small page and anything else with 404, and is gone afterwards.
/// Any page that the browser shows may send it requests, so only an answer that carries the attempt's own `state` ends
/// the wait.
package struct LoopbackListener: Sendable {
    /// The time that the user has.
    ///
    /// A wrong redirect address never calls back, so there has to be an end.
    package static let limit: Duration = .seconds(300)

    /// The address to which Spotify has to send the browser: `http://127.0.0.1:PORT/callback`.
    package let redirectAddress: String

    private let answers: AsyncStream<String>
    private let expected: ExpectedAnswer

    /// Listens while `body` runs, on a free port.
    ///
    /// - Parameters:
    ///   - port: A port to listen on; 0 for a free one.
    ///   - body: Begins an ``authorization(for:)``, opens the browser, then asks for ``answer(within:)``.
    /// - Returns: What `body` returns.
    /// - Throws: What `body` throws, or the error of a port that cannot be had.
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

    /// Begins an attempt that comes back here; answers to any other are turned away.
    ///
    /// - Parameter app: The operator's app.
    /// - Returns: The attempt, whose address the browser has to open.
    /// - Throws: `OAuthError`.
    package func authorization(for app: SpotifyApp) throws(OAuthError) -> Authorization {
        let authorization = try Authorization(app: app, redirectAddress: redirectAddress)
        expected.set(authorization)
        return authorization
    }

    /// The query the browser came back with; the first one that belongs to the attempt.
    ///
    /// - Parameter limit: How long to wait.
    /// - Returns: What follows the `?`, for `Authorization.code(in:)`.
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
