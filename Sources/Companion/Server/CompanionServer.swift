import Application
import Foundation
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
import SiteModel
package import UnixSignals

extension Companion {
    /// The most connections at once; nginx has a few that it keeps.
    private static let mostConnections = 256
    /// A connection on which nothing happens is closed after this long.
    private static let idleTimeout: TimeAmount = .seconds(60)
    /// How long requests under way may take once a signal has come, and how long work may take that goes on after them: systemd waits
    /// for 30 seconds.
    private static let shutdownPatience = (requests: Duration.seconds(15), work: Duration.seconds(10))

    /// Serves until a signal comes or the task is cancelled; requests under way are finished.
    ///
    /// - Parameters:
    ///   - signals: The signals that end it.
    ///   - onRunning: Called when it listens, with the port; `nil` for a socket.
    /// - Throws: ``LockError`` when another companion serves the site; the error of an address that cannot be listened on.
    package func serve(
        until signals: [UnixSignal] = [.sigterm, .sigint], onRunning: @escaping @Sendable (_ port: Int?) -> Void
    ) async throws {
        let lock = try await store.locks.serving()
        defer { lock.release() }
        try await store.deleteExpiredSessions(at: clock.now())
        do {
            // Their sessions are gone, so they could not ask again for what a killed companion had begun.
            if try await site.finishLeaving(store) { publishSoon() }
        } catch {
            logger.warning("a departure is not finished yet; the next run tries again: \(error)")
        }
        let socket = socketPath
        let server = Hummingbird.Application(
            responder: CompanionResponder(companion: self, logger: logger),
            server: .http1(
                configuration: .init(
                    idleTimeout: Self.idleTimeout,
                    httpDecoderConfiguration: .init(
                        maxHeaderFieldSize: 16_384, maxHeaderListSize: 32_768, maxHeaderFieldCount: 100))),
            configuration: .init(
                address: bindAddress,
                availableConnectionsDelegate: MaximumAvailableConnections(Self.mostConnections)),
            onServerRunning: { channel in
                // Whoever may write to the socket may speak to it: the owner, and the group, in which nginx is.
                if let socket { chmod(socket, 0o660) }
                onRunning(channel.localAddress?.port)
            },
            logger: Logger(label: "companion") { _ in SwiftLogNoOpLogHandler() })
        var configuration = ServiceGroupConfiguration(
            services: [server], gracefulShutdownSignals: signals,
            logger: Logger(label: "companion") { _ in SwiftLogNoOpLogHandler() })
        // A client that never sends the rest of its request must not keep it from ending.
        configuration.maximumGracefulShutdownDuration = Self.shutdownPatience.requests
        do {
            try await ServiceGroup(configuration: configuration).run()
        } catch is CancellationError {
            // The end of that patience.
        } catch let error as IOError {
            throw CannotListen(address: site.settings.companion.listen.description, reason: error)
        } catch let error as UnixDomainSocketPathWrongType {
            throw CannotListen(address: site.settings.companion.listen.description, reason: error)
        }
        await work.finish(within: min(patience, Self.shutdownPatience.work))
    }
}
