import SiteModel
import SyncRunner

/// What Spotify answered while a user was being connected, and what the operator does next: no run makes up for it.
struct ConnectTrouble: Error, CustomStringConvertible {
    var cause: SpotifyError
    var username: String

    var description: String {
        let command = "run 'sitegen connect \(username)' again"
        return switch cause {
        case .gateMustClose, .gateClosed: "\(cause.happening); \(command) after that"
        default: "\(cause.happening), so nothing was stored; \(cause.remedy.map { "\($0), then " } ?? "")\(command)"
        }
    }
}

extension Live {
    /// The stop sign that an earlier run, or an earlier `connect`, has left.
    ///
    /// - Throws: ``ConnectTrouble`` while it holds: the user would agree for nothing.
    func openGate(_ store: Store, for username: Username) async throws -> RateGate {
        let stored = try await store.gate(named: SyncRunner.gateName)
        if let stored, stored.holds(at: clock.now()) {
            let closed = SpotifyError.gateClosed(until: stored.notBefore, reason: stored.reason)
            throw ConnectTrouble(cause: closed, username: username.rawValue)
        }
        return RateGate(closure: stored)
    }

    /// Keeps a stop sign that Spotify set while a user was being connected: it holds for runs as well.
    func keepGate(of error: SpotifyError, _ store: Store) async throws {
        guard case .gateMustClose(let until, let reason) = error else { return }
        try await store.setGate(Gate(notBefore: until, reason: reason), named: SyncRunner.gateName)
    }
}
