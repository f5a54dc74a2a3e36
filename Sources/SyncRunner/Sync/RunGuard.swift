import SiteModel
import Synchronization

/// What the users of one run share: whether anything may still be sent.
final class RunGuard: Sendable {
    /// Closed by the sender the moment Spotify says so.
    let gate: RateGate
    private let stop = Mutex<SyncFailure?>(nil)
    private let silentTurns = Mutex(0)

    /// After so many users in a row of whom nothing could be asked, the rest are not tried: with Spotify out of reach each
    /// costs up to a minute, and the pages are still to be built.
    private static let mostSilentTurns = 8

    init(gate: Gate?) {
        self.gate = RateGate(closure: gate)
    }

    /// Why nothing more is sent; `nil` while all is well.
    func obstacle(at now: Instant) -> SyncFailure? {
        if let failure = stop.withLock({ $0 }) { return failure }
        guard let closure = gate.closure(at: now) else { return nil }
        return SyncFailure(SpotifyError.gateClosed(until: closure.notBefore, reason: closure.reason))
    }

    /// Stops the run for a reason that is everybody's; the first one stays.
    func stop(for failure: SyncFailure) {
        guard failure.concernsEveryone, failure.gate == nil else { return }
        stop.withLock { $0 = $0 ?? failure }
    }

    /// Counts turns that ended without an answer; one answer begins anew.
    func count(_ failure: SyncFailure?) {
        let count = silentTurns.withLock { count in
            count = failure?.problem == .unreachable ? count + 1 : 0
            return count
        }
        guard count >= Self.mostSilentTurns, let failure else { return }
        stop.withLock { $0 = $0 ?? failure }
    }

    /// The mistake in the settings that stopped the run.
    var configurationProblem: String? {
        stop.withLock { $0?.problem == .configuration ? $0?.reason : nil }
    }
}
