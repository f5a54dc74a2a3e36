internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix

/// Waits on this machine for the browser that Spotify sends back, once.
///
/// It listens on 127.0.0.1 only, answers `/callback` with a small page, anything else with 404, and is gone afterwards. Any
/// page the browser shows may send it requests, so only an answer that carries the attempt's own `state` ends the wait.
public struct LoopbackListener: Sendable {
    /// How long the user may take.
    ///
    /// A wrong redirect address never calls back, so there has to be an end.
    public static let limit: Duration = .seconds(300)

    /// Where Spotify has to send the browser: `http://127.0.0.1:PORT/callback`.
    public let redirectAddress: String

    private let answers: AsyncStream<String>
    private let expected: ExpectedAnswer

    /// Listens while `body` runs, on a free port.
    ///
    /// - Parameters:
    ///   - port: A port to listen on; 0 for a free one.
    ///   - body: Begins an ``authorization(for:)``, opens the browser, then asks for ``answer(within:clock:)``.
    /// - Returns: What `body` returns.
    /// - Throws: What `body` throws, or the error of a port that cannot be had.
    public static func listening<Result: Sendable>(
        port: Int = 0, _ body: (LoopbackListener) async throws -> Result
    ) async throws -> Result {
        let (answers, arrival) = AsyncStream<String>.makeStream(bufferingPolicy: .bufferingOldest(1))
        let connections = OpenConnections()
        let expected = ExpectedAnswer()
        let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                connections.add(channel)
                return channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline(withPipeliningAssistance: false)
                    try channel.pipeline.syncOperations.addHandler(
                        CallbackHandler(expected: expected, arrival: arrival))
                }
            }
            .bind(host: "127.0.0.1", port: port).get()
        let address = "http://127.0.0.1:\(server.localAddress?.port ?? 0)/callback"
        do {
            let result = try await body(
                LoopbackListener(redirectAddress: address, answers: answers, expected: expected))
            await close(server, connections)
            return result
        } catch {
            await close(server, connections)
            throw error
        }
    }

    /// Begins an attempt that comes back here; answers to any other are turned away.
    ///
    /// - Parameter app: The operator's app.
    /// - Returns: The attempt, whose address the browser has to open.
    /// - Throws: ``OAuthError``.
    public func authorization(for app: SpotifyApp) throws(OAuthError) -> Authorization {
        let authorization = try Authorization(app: app, redirectAddress: redirectAddress)
        expected.set(authorization)
        return authorization
    }

    /// The query the browser came back with; the first one that belongs to the attempt.
    ///
    /// - Parameters:
    ///   - limit: How long to wait.
    ///   - clock: Measures the wait.
    /// - Returns: What stands behind the `?`, for ``Authorization/code(in:)``.
    /// - Throws: ``OAuthError/timedOut``, or `CancellationError`.
    public func answer(
        within limit: Duration = Self.limit, clock: any Clock<Duration> = ContinuousClock()
    ) async throws -> String {
        try await withThrowingTaskGroup(of: String.self) { group in
            group.addTask {
                for await answer in answers { return answer }
                throw CancellationError()
            }
            group.addTask {
                try await clock.sleep(for: limit)
                throw OAuthError.timedOut
            }
            defer { group.cancelAll() }
            guard let answer = try await group.next() else { throw OAuthError.timedOut }
            return answer
        }
    }

    private static func close(_ server: any Channel, _ connections: OpenConnections) async {
        // Closing what is closed already is no failure.
        try? await server.close()
        await connections.finish()
    }
}
