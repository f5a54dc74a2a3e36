internal import Synchronization
public import SiteModel

/// The gate that all requests of a run share.
///
/// Limits apply to the whole Spotify app: if one user's request has to wait, the others wait too, and once one closes
/// the gate, no more requests are sent.
public final class RateGate: Sendable {
    private struct State {
        var closure: Gate?
        var pausedUntil: Instant?
    }

    private let state: Mutex<State>

    /// Creates a gate that is open, or closed as an earlier run left it.
    public init(closure: Gate? = nil) {
        state = Mutex(State(closure: closure))
    }

    /// Why and until when nothing may be sent; `nil` if the gate is open.
    public func closure(at now: Instant) -> Gate? {
        state.withLock { state in
            guard let closure = state.closure, closure.holds(at: now) else { return nil }
            return closure
        }
    }

    /// Closes the gate; the later end wins.
    func close(_ closure: Gate) {
        state.withLock { state in
            if let former = state.closure, former.notBefore >= closure.notBefore { return }
            state.closure = closure
        }
    }

    /// Makes every request wait until `instant`; the later end wins.
    func pause(until instant: Instant) {
        state.withLock { $0.pausedUntil = max($0.pausedUntil ?? instant, instant) }
    }

    /// How long a request has to wait before it is sent.
    func pause(at now: Instant) -> Duration {
        state.withLock { state in
            guard let end = state.pausedUntil, end > now else { return .zero }
            return end.since(now)
        }
    }
}

extension Gate {
    /// The longest closure that is accepted, so that one broken header, or one run with a wrong clock, does not stop
    /// the site for good.
    public static let longest: Duration = .hours(48)

    /// Whether nothing may be sent at `now`.
    ///
    /// No gate is closed for longer than ``longest``: an end further away was set while the machine's clock was ahead.
    /// A needless request costs little; needless waiting could lose plays.
    public func holds(at now: Instant) -> Bool {
        notBefore > now && notBefore.since(now) <= Self.longest
    }
}

/// Counts the requests that were sent, including retries.
public final class RequestCounter: Sendable {
    private let sent = Atomic(0)

    /// Creates a counter at 0.
    public init() {}

    /// How many requests were sent so far.
    public var count: Int { sent.load(ordering: .relaxed) }

    func increment() {
        sent.wrappingAdd(1, ordering: .relaxed)
    }
}
