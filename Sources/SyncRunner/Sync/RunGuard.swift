import SiteModel
import Synchronization

/// Shared by the users of one run: whether requests may still be sent.
final class RunGuard: Sendable {
    /// Closed by the sender as soon as Spotify says so.
    let gate: RateGate
    private let stop = Mutex<SyncFailure?>(nil)
    private let silentAttempts = Mutex(0)

    /// After this many consecutive users without an answer, the rest are not tried: while Spotify is unreachable each
    /// takes up to a minute, and the pages still have to be built.
    private static let mostSilentAttempts = 8

    init(gate: Gate?) {
        self.gate = RateGate(closure: gate)
    }

    /// Why no more requests are sent; `nil` while all is well.
    func obstacle(at now: Instant) -> SyncFailure? {
        if let failure = stop.withLock({ $0 }) { return failure }
        guard let closure = gate.closure(at: now) else { return nil }
        return SyncFailure(SpotifyError.gateClosed(until: closure.notBefore, reason: closure.reason))
    }

    /// Stops the run for a failure that concerns every user; the first one is kept.
    func stop(for failure: SyncFailure) {
        guard failure.concernsEveryone, failure.gate == nil else { return }
        stop.withLock { $0 = $0 ?? failure }
    }

    /// Counts consecutive attempts without an answer; an answer resets the count.
    func count(_ failure: SyncFailure?) {
        let count = silentAttempts.withLock { count in
            count = failure?.problem == .unreachable ? count + 1 : 0
            return count
        }
        guard count >= Self.mostSilentAttempts, let failure else { return }
        stop.withLock { $0 = $0 ?? failure }
    }

    /// The configuration mistake that stopped the run.
    var configurationProblem: String? {
        stop.withLock { $0?.problem == .configuration ? $0?.reason : nil }
    }
}
