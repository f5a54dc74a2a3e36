import SiteModel

/// Why one user's sync failed, as far as the run has to know.
struct SyncFailure: Hashable, Sendable {
    /// How the user's sync ended.
    var outcome: SyncOutcome
    /// The kind of error, for the store: an ``ErrorClass``, or the type name of a foreign error.
    var errorWord: String
    /// What happened and what to do.
    var reason: String
    /// The kind of problem.
    var problem: SyncReport.Problem
    /// Whether every other user would fail in the same way; then no more requests are sent in this run.
    var concernsEveryone = false
    /// The gate that has to be closed.
    var gate: Gate?
    /// The moment from which a retry makes sense, if known.
    var notBefore: Instant?
    /// Whether only this request failed, so that others may still succeed.
    var isOfOneAnswer = false

    /// Classifies an error.
    init(_ error: any Error) {
        outcome = .failed
        problem = .other
        // The text of a foreign error may hold anything.
        let known = error as? any ClassifiedError
        errorWord = known?.errorClass.rawValue ?? "\(type(of: error))"
        reason = known?.description ?? "an unexpected error (\(type(of: error))); the next run tries again"
        switch error {
        case OAuthError.refused:
            outcome = .needsReconnect
            problem = .connection
        case OAuthError.invalidClient, SpotifyError.premiumRequired:
            problem = .configuration
            concernsEveryone = true
        case SpotifyError.notRegistered, is TokenVaultError: problem = .configuration
        case SpotifyError.gateMustClose(let until, let reason):
            outcome = .rateLimited
            problem = .gate
            concernsEveryone = true
            gate = Gate(notBefore: until, reason: reason)
            notBefore = until
        case SpotifyError.gateClosed(let until, _):
            outcome = .gateClosed
            problem = .gate
            notBefore = until
        case SpotifyError.unavailable: problem = .unreachable
        case SpotifyError.forbidden, SpotifyError.notFound, SpotifyError.undecodable, SpotifyError.unexpectedStatus:
            isOfOneAnswer = true
        case let error as StoreError:
            errorWord = ErrorClass.store.rawValue
            reason = error.description
        default: break
        }
    }

    /// The failure of each refused user when three refusals in a row look like an outage.
    static let refusalOutage = SyncFailure(
        outcome: .failed, errorClass: .refusalOutage,
        reason: "Spotify refused the tokens of three users in a row, which looks like an outage on its side: nobody is "
            + "marked, and the next run tries again; if it stays so, run 'sitegen connect' for one of them",
        problem: .unreachable)

    /// The failure of a user that another program is changing for longer than a run waits.
    static let busy = SyncFailure(
        outcome: .tooEarly, errorClass: .tooEarly,
        reason: "another program is at work on this user; try again when it is done", problem: .tooEarly)

    fileprivate init(
        outcome: SyncOutcome, errorClass: ErrorClass, reason: String, problem: SyncReport.Problem,
        notBefore: Instant? = nil
    ) {
        self.outcome = outcome
        errorWord = errorClass.rawValue
        self.reason = reason
        self.problem = problem
        self.notBefore = notBefore
    }
}

extension SyncFailure {
    /// Why a named user is not synced; `nil` if the user is due.
    init?(_ username: Username, _ verdict: DuePolicy.Verdict) {
        switch verdict {
        case .due: return nil
        case .notBefore(let instant):
            self.init(
                outcome: .tooEarly, errorClass: .tooEarly,
                reason:
                    "synced less than an interval ago; allowed again from \(instant.roundedUpToSeconds), or with --force",
                problem: .tooEarly, notBefore: instant)
        case .needsReconnect:
            self.init(
                outcome: .needsReconnect, errorClass: .refused,
                reason: "Spotify refused this connection earlier; run 'sitegen connect \(username)'",
                problem: .connection)
        case .notConnected:
            self.init(
                outcome: .needsReconnect, errorClass: .notConnected,
                reason: "no Spotify account is connected; run 'sitegen connect \(username)'", problem: .connection)
        }
    }
}
