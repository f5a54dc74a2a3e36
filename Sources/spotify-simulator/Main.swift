import ArgumentParser
import Dispatch
import Foundation
import SpotifySimulator

extension SpotifySimulator.Shape: ExpressibleByArgument {}

@main
struct SpotifySimulatorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "spotify-simulator",
        abstract: "Serves a Spotify of invented music and listeners on 127.0.0.1 until it gets a signal to stop.",
        discussion: """
            Prints its address on one line. The Web API is below /v1, the sign-in page is /authorize and the token \
            endpoint /api/token; /simulator/accounts lists the listeners, and \
            /simulator/accounts/ID/history is what a listener can download of their past.
            """)

    @Option(help: "The port to listen on; 0 takes any that is free.")
    var port = 0

    @Option(help: "The number of listeners.")
    var listeners = 12

    @Option(help: "The seed of the music, the listeners and their plays.")
    var seed: UInt64 = 1

    @Option(help: "The shape of each object: reduced, as in Development Mode, or full.")
    var shape = SpotifySimulator.Shape.reduced

    @Flag(help: "Sends a new refresh token with every refresh, and ends the old one.")
    var rotate = false

    func validate() throws {
        guard (0...65_535).contains(port) else { throw ValidationError("--port is a number from 0 to 65535") }
        guard (0...100_000).contains(listeners) else {
            throw ValidationError("--listeners is a number from 0 to 100000")
        }
    }

    func run() async throws {
        let clock = LiveClock()
        let simulator = SpotifySimulator(
            world: SimulatorWorld(seed: seed, listeners: listeners, now: clock.now()),
            options: .init(shape: shape, rotatesRefreshTokens: rotate, port: port, now: clock.now))
        // Before the address is printed, since its reader may send a signal at once.
        let signals = StopSignals()
        try await simulator.start()
        try FileHandle.standardOutput.write(contentsOf: Data("\(simulator.baseURL)\n".utf8))
        await signals.first()
        await simulator.stop()
    }
}

/// The machine's clock in UTC milliseconds.
struct LiveClock: Sendable {
    let now: @Sendable () -> Int64 = { Int64(Date().timeIntervalSince1970 * 1000) }
}

/// SIGTERM and SIGINT as something to wait for.
struct StopSignals {
    private let stream: AsyncStream<Void>
    private let sources: [any DispatchSourceSignal]

    init() {
        let (stream, arrived) = AsyncStream<Void>.makeStream()
        self.stream = stream
        sources = [SIGTERM, SIGINT].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { arrived.yield() }
            source.resume()
            return source
        }
    }

    func first() async {
        for await _ in stream {
            for source in sources { source.cancel() }
            return
        }
    }
}
