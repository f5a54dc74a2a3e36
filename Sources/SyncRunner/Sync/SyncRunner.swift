public import Logging
public import SiteModel

/// Brings the store up to date with Spotify for every user who is due, each independently of the others.
public struct SyncRunner: Sendable {
    let store: Store
    let spotify: SpotifyService
    let clock: WallClock
    let policy: DuePolicy
    let logger: Logger

    /// The name of the gate that applies to the whole Spotify app.
    public static let gateName = "spotify"

    /// Creates a runner.
    ///
    /// - Parameters:
    ///   - store: The store to write to.
    ///   - spotify: Spotify, live or in a test.
    ///   - clock: Tells who is due.
    ///   - settings: How often Spotify is asked.
    ///   - logger: Gets usernames, outcomes and kinds of errors; nothing else.
    public init(
        store: Store, spotify: SpotifyService, clock: WallClock = .system, settings: SyncSettings = SyncSettings(),
        logger: Logger = Logger(label: "sitegen.sync")
    ) {
        self.store = store
        self.spotify = spotify
        self.clock = clock
        policy = DuePolicy(settings)
        self.logger = logger
    }

    /// Syncs the users who are due, or the named ones.
    ///
    /// A failed user is in the report and does not stop the others. If the task is cancelled, each user is either
    /// stored with everything that was fetched, or unchanged.
    ///
    /// - Parameters:
    ///   - names: The users to sync; `nil` for everyone who is due.
    ///   - force: Whether users are synced even if they are not due; a closed gate still applies.
    ///   - refreshTop: Whether lists and profiles are fetched regardless of their age.
    ///   - occasion: What the store remembers as the reason.
    ///   - isOver: Whether the time of the run is over: then nobody else is asked, and the next run begins with those left.
    ///   - progress: Called as users are done, from any task.
    /// - Returns: What happened, by username.
    /// - Throws: ``StoreError`` if the store fails or a name is unknown; `CancellationError`.
    public func run(
        users names: [String]? = nil, force: Bool = false, refreshTop: Bool = false, occasion: SyncOccasion = .run,
        isOver: @escaping @Sendable () -> Bool = { false },
        progress: @escaping @Sendable (SyncProgress) -> Void = { _ in }
    ) async throws -> SyncReport {
        let plan = try await plan(users: names, force: force)
        try await repairPurgeBoundaries(of: plan.connected)
        let state = RunGuard(gate: try await store.gate(named: Self.gateName))
        progress(.started(users: plan.due.count))
        var attempts = try await attempts(of: plan.due, isOver: isOver, progress: progress) { candidate in
            UserTurn(
                runner: self, state: state, candidate: candidate, refreshesTop: refreshTop, occasion: occasion,
                isNamed: names != nil)
        }
        try await judgeRefusals(&attempts)
        if names == nil, !isOver() { try await TemperamentKeeper(store: store, clock: clock).measureOutdated() }
        // If the clock were years ahead, every play would be old; but then Spotify's certificate would be invalid and
        // no sync would succeed.
        if attempts.contains(where: { $0.failure == nil }) { try await purgePlays(of: plan.connected) }
        var report = report(on: attempts + plan.refused, skipped: plan.skipped, state: state)
        report.left = plan.due.count - attempts.count
        report.due += report.left
        return report
    }

    // MARK: - Who

    private struct Plan {
        /// Users in this run with a Spotify connection.
        var connected: [SyncCandidate] = []
        var due: [SyncCandidate] = []
        var refused: [Attempt] = []
        var skipped = 0
    }

    private func plan(users names: [String]?, force: Bool) async throws -> Plan {
        let now = clock.now()
        let occasion: DuePolicy.Occasion = force ? .forced : names == nil ? .scheduled : .named
        var candidates: [SyncCandidate] = []
        if let names {
            for name in Set(names).sorted() { candidates.append(try await store.syncCandidate(named: name)) }
        } else {
            candidates = try await store.syncCandidates()
        }
        var plan = Plan()
        for candidate in candidates {
            if candidate.credentialState != nil { plan.connected.append(candidate) }
            let verdict = policy.verdict(for: candidate, at: now, on: occasion)
            if verdict == .due {
                plan.due.append(candidate)
                continue
            }
            if verdict != .notConnected { plan.skipped += 1 }
            guard names != nil, let failure = SyncFailure(candidate.user.username, verdict) else { continue }
            plan.refused.append(Attempt(candidate.user, failure: failure))
        }
        // Whoever was left by the run before goes first.
        plan.due.sort { policy.waits($0, longerThan: $1) }
        return plan
    }

    // MARK: - All

    private func attempts(
        of candidates: [SyncCandidate], isOver: () -> Bool, progress: @escaping @Sendable (SyncProgress) -> Void,
        turn: (SyncCandidate) -> UserTurn
    ) async throws -> [Attempt] {
        var attempts: [Attempt] = []
        attempts.reserveCapacity(candidates.count)
        try await withThrowingTaskGroup(of: Attempt.self) { group in
            var waiting = candidates.makeIterator()
            func startNext() {
                guard !isOver(), let candidate = waiting.next() else { return }
                let turn = turn(candidate)
                group.addTask { try await turn.take() }
            }
            for _ in 0..<policy.settings.concurrency { startNext() }
            while let attempt = try await group.next() {
                attempts.append(attempt)
                progress(
                    .finished(username: attempt.user.username.rawValue, done: attempts.count, users: candidates.count))
                startNext()
            }
        }
        return attempts.sorted { $0.user.username.rawValue < $1.user.username.rawValue }
    }

    /// Marks refused users, unless it looks like an outage; no user is marked before all were tried.
    private func judgeRefusals(_ attempts: inout [Attempt]) async throws {
        let isOutage = RefusalStreak.isOutage(attempts.lazy.map(\.sign))
        for index in attempts.indices where [.refused, .refusedByAge].contains(attempts[index].sign) {
            if isOutage {
                attempts[index].failure = .refusalOutage
            } else {
                let attempt = attempts[index]
                if let authorizedAt = attempt.authorizedAt {
                    try await store.markNeedsReconnect(userID: attempt.user.id, authorizedAt: authorizedAt)
                }
            }
            try await remember(attempts[index])
        }
        if isOutage { logger.warning("Spotify refuses token after token; nobody is marked") }
    }

    /// Records a failure, unless it was recorded along with what was fetched.
    func remember(_ attempt: Attempt) async throws {
        guard let failure = attempt.failure, !attempt.isRecorded else { return }
        let record = SyncRecord(
            at: clock.now(), outcome: failure.outcome, requests: attempt.requests, newPlays: 0,
            errorWord: failure.errorWord, occasion: attempt.occasion)
        do {
            try await store.recordFailedSync(record, of: attempt.user.id)
        } catch StoreError.database {
            // The user was removed in the meantime, so there is nothing to record.
        }
    }

    /// The sync that a user asked for less than a minute ago; `nil` for none.
    func justAsked(_ user: User) async throws -> SyncRecord? {
        let now = clock.now()
        return try await store.askedSyncs(of: user.id, since: now - .minutes(1)).first { $0.at <= now }
    }

    private func report(on attempts: [Attempt], skipped: Int, state: RunGuard) -> SyncReport {
        var report = SyncReport()
        report.skipped = skipped
        for attempt in attempts.sorted(by: { $0.user.username.rawValue < $1.user.username.rawValue }) {
            if attempt.isLeftOut {
                report.skipped += 1
                continue
            }
            report.users.append(
                SyncReport.User(
                    username: attempt.user.username.rawValue, outcome: attempt.failure?.outcome ?? .synced,
                    newPlays: attempt.newPlays, requests: attempt.requests, reason: attempt.failure?.reason,
                    problem: attempt.failure?.problem, notBefore: attempt.failure?.notBefore,
                    errorClass: attempt.failure.flatMap { ErrorClass(rawValue: $0.errorWord) }))
            report.newPlays += attempt.newPlays
            report.requests += attempt.requests
            if attempt.wasDue { report.due += 1 }
            switch attempt.failure?.outcome {
            case nil, .synced: report.synced += 1
            case .failed, .needsReconnect: report.failed += 1
            case .rateLimited, .tooEarly, .gateClosed: break
            }
        }
        let closure = state.gate.closure(at: clock.now())
        report.gateClosedUntil = closure?.notBefore
        report.gateReason = closure?.reason
        report.configurationProblem = state.configurationProblem
        return report
    }
}
