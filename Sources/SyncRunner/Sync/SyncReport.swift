public import SiteModel

/// What a sync run did: the `sync` part of the JSON document.
///
/// `due` = `synced` + `failed` + `left` + the users that a closed gate stopped.
public struct SyncReport: Hashable, Sendable {
    /// How one user's sync ended; only for users who were due or named.
    public struct User: Hashable, Sendable, Encodable {
        /// The username.
        public var username: String
        /// How it ended.
        public var outcome: SyncOutcome
        /// How many plays were new.
        public var newPlays: Int
        /// How many requests were sent, including retries.
        public var requests: Int
        /// What went wrong and what to do, without tokens; `nil` after a success.
        @Nullable public var reason: String?
        /// The kind of problem, for callers who depend on it; not part of the document.
        public var problem: Problem?
        /// The moment from which a retry makes sense, if the user was named too early or a gate is closed; not part of
        /// the document.
        public var notBefore: Instant?
        /// The kind of error, if it is one that this version knows; not part of the document.
        public var errorClass: ErrorClass?

        private enum CodingKeys: String, CodingKey {
            case username, outcome, newPlays, requests, reason
        }
    }

    /// The kind of problem that stopped one user's sync.
    public enum Problem: Hashable, Sendable {
        /// The user was named too soon after the last sync; a later retry helps.
        case tooEarly
        /// Spotify asks, or asked before, to wait; a later retry helps. It concerns every user.
        case gate
        /// Spotify does not answer, or refuses everything.
        case unreachable
        /// Only the user can fix it, by connecting again.
        case connection
        /// Only the operator can fix it, in the settings or in Spotify's dashboard.
        case configuration
        /// Any other problem of this user alone.
        case other
    }

    /// How many users were due or named, and have a connection.
    public var due = 0
    /// How many were synced without a failure.
    public var synced = 0
    /// How many connected users were not due, or were refused by the policy.
    public var skipped = 0
    /// How many failed, including users who have to connect again.
    public var failed = 0
    /// How many were due and not begun, because the time of the run was over; the next run begins with them.
    public var left = 0
    /// How many plays were new.
    public var newPlays = 0
    /// How many requests were sent, including retries.
    public var requests = 0
    /// Until when nothing is sent; `nil` if the gate is open at the end.
    public var gateClosedUntil: Instant?
    /// Why nothing is sent until then; not part of the document.
    public var gateReason: String?
    /// The users who were due or named, by username.
    public var users: [User] = []
    /// A mistake in the settings or the dashboard that stopped the run; `nil` for none.
    public var configurationProblem: String?

    /// Creates the report of a run in which no user was due.
    public init() {}
}

extension SyncReport {
    /// The overall result of a run, in the order of the exit codes.
    public enum ExitReason: Hashable, Sendable {
        /// All done, or nothing to do: 0.
        case done
        /// Some users failed: 1.
        case someFailed
        /// Spotify cannot be reached, and nobody was synced: 69.
        case unreachable
        /// Users were named too early or are left for the next run, or the gate is closed: 75.
        case tryLater
        /// Every user of the run has to connect again: 77.
        case needsReconnect
        /// The operator has to change something: 78.
        case configuration
    }

    /// The result that says most about the whole run.
    ///
    /// Failures outrank waiting: a failure needs attention, waiting ends by itself.
    public var exitReason: ExitReason {
        let problems = users.compactMap(\.problem)
        if configurationProblem != nil { return .configuration }
        let failures = problems.filter { $0 != .tooEarly && $0 != .gate }
        guard !failures.isEmpty else { return problems.isEmpty && left == 0 ? .done : .tryLater }
        guard synced == 0, failures.count == problems.count, let first = failures.first,
            failures.allSatisfy({ $0 == first })
        else { return .someFailed }
        return switch first {
        case .unreachable: .unreachable
        case .connection: .needsReconnect
        case .configuration: .configuration
        case .tooEarly, .gate, .other: .someFailed
        }
    }
}
