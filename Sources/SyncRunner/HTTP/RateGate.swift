internal import Synchronization
public import SiteModel

/// The stop sign that all requests of a run share.
///
/// Limits hold for the whole Spotify app: when one user's request is told to wait, the others wait with it, and when one
/// closes the gate nothing more is sent.
public final class RateGate: Sendable {
    private struct State {
        var closure: Gate?
        var pausedUntil: Instant?
    }

    private let state: Mutex<State>

    /// Creates a gate; open, or closed as an earlier run left it.
    public init(closure: Gate? = nil) {
        state = Mutex(State(closure: closure))
    }

    /// Why and until when nothing may be sent; `nil` when the gate is open.
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

    /// Lets every request wait until `instant`; the later end wins.
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
    /// The longest closure that is believed, so that one broken header, or one run under a clock that was wrong, does not
    /// stop the site for good.
    public static let longest: Duration = .hours(48)

    /// Whether nothing may be sent at `now`.
    ///
    /// No gate is ever closed for longer than ``longest``: one whose end is further away was closed under a clock that
    /// was ahead. To ask costs one request, to wait would cost plays.
    public func holds(at now: Instant) -> Bool {
        notBefore > now && notBefore.since(now) <= Self.longest
    }
}

/// How many requests were sent, repeats included.
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
