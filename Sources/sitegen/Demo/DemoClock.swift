import SiteModel
import Synchronization

/// The clock of a demo: the machine's, put back for a while to let something happen earlier.
final class DemoClock: Sendable {
    private let lag = Mutex(Duration.zero)

    /// What the site and the simulated Spotify go by.
    var wall: WallClock { WallClock { [self] in WallClock.system.now() - lag.withLock { $0 } } }

    /// Runs a body some time ago.
    func back<Result>(by lag: Duration, _ body: () async throws -> Result) async throws -> Result {
        self.lag.withLock { $0 = lag }
        defer { self.lag.withLock { $0 = .zero } }
        return try await body()
    }
}
