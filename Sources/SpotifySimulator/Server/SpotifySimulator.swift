import Hummingbird
import Logging
import NIOCore
import Synchronization

/// A Spotify of invented music and listeners that speaks the real protocol over HTTP on the loopback address.
///
/// It is written from the protocol's description and shares no code with the program that it checks.
package final class SpotifySimulator: Sendable {
    package let world: SimulatorWorld
    package let options: Options

    let state = Mutex(SimulatorState())
    let fragments = FragmentCache()
    let mint: TokenMint
    private let server = Mutex<Task<Void, any Error>?>(nil)

    /// Creates a simulator that does not listen yet.
    package init(world: SimulatorWorld, options: Options = Options()) {
        self.world = world
        self.options = options
        mint = TokenMint(seed: world.seed, clientID: options.clientID)
    }

    /// Binds a port of 127.0.0.1 and answers requests until ``stop()``.
    ///
    /// - Returns: The port.
    /// - Throws: ``SimulatorError`` when it listens already or cannot bind the port.
    @discardableResult
    package func start() async throws -> Int {
        let (ports, bound) = AsyncStream<Int>.makeStream()
        let application = Application(
            responder: SimulatorResponder(simulator: self),
            configuration: .init(address: .hostname("127.0.0.1", port: options.port)),
            onServerRunning: { channel in
                bound.yield(channel.localAddress?.port ?? 0)
                bound.finish()
            },
            logger: Logger(label: "spotify-simulator") { _ in SwiftLogNoOpLogHandler() })
        let task = try server.withLock { server in
            guard server == nil else { throw SimulatorError.alreadyRunning }
            let task = Task {
                defer { bound.finish() }
                try await application.run()
            }
            server = task
            return task
        }
        for await port in ports {
            state.withLock { $0.port = port }
            return port
        }
        server.withLock { $0 = nil }
        // The stream ended without a port: the task ended too, and knows why.
        var reason = "the server ended at once"
        do { try await task.value } catch { reason = "\(error)" }
        throw SimulatorError.cannotListen(port: options.port, reason: reason)
    }

    /// Closes every connection and gives the port back.
    package func stop() async {
        let task = server.withLock { server in
            defer { server = nil }
            return server
        }
        guard let task else { return }
        task.cancel()
        // Only the cancellation itself can be thrown here.
        _ = try? await task.value
    }

    /// Listens while `body` runs, and stops however it ends.
    package func whileListening<Result: Sendable>(_ body: () async throws -> Result) async throws -> Result {
        try await start()
        do {
            let result = try await body()
            await stop()
            return result
        } catch {
            await stop()
            throw error
        }
    }

    /// The address without a path: `http://127.0.0.1:PORT`.
    package var baseURL: String { "http://127.0.0.1:\(state.withLock { $0.port })" }

    /// The address of the Web API: `http://127.0.0.1:PORT/v1`.
    package var apiURL: String { baseURL + "/v1" }

    /// The address before `/authorize` and `/api/token`: `http://127.0.0.1:PORT`.
    package var accountsURL: String { baseURL }

    /// The simulator's clock, in UTC milliseconds.
    package var now: Int64 { (options.now?() ?? world.now) + state.withLock { $0.clockOffset } }

    /// Every account, with the changes of tests.
    package var accounts: [SimulatedAccount] {
        let overrides = state.withLock { $0.overrides }
        return world.accounts.map { overrides[$0.id]?.profile ?? $0 }
    }

    func account(_ id: String) -> SimulatedAccount? {
        state.withLock { $0.overrides[id]?.profile } ?? world.account(id: id)
    }
}

/// The reason why a simulator does not start.
package enum SimulatorError: Error, CustomStringConvertible {
    /// ``SpotifySimulator/start()`` was called twice.
    case alreadyRunning
    /// The port cannot be bound.
    case cannotListen(port: Int, reason: String)

    package var description: String {
        switch self {
        case .alreadyRunning: "the simulator listens already; call stop() before start()"
        case .cannotListen(let port, let reason):
            "the simulator cannot listen on 127.0.0.1:\(port) (\(reason)); use port 0 for any that is free"
        }
    }
}
