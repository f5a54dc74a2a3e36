public import SiteModel

/// How often a request is repeated, and how long to wait in between.
public struct RetryPolicy: Sendable {
    /// What to do after a request.
    enum Step: Hashable {
        /// Return the answer to the caller.
        case accept
        /// Wait, then send again.
        case wait(Duration)
        /// Stop all requests for that long.
        case closeGate(for: Duration, reason: String)
        /// Give up: the service does not answer properly.
        case giveUp
    }

    /// The longest `Retry-After` that a run waits for.
    public var longestWait: Duration = .seconds(30)
    /// How often one request waits for a `Retry-After`.
    public var rateLimitWaits = 2
    /// How often a request is sent in total while the service fails.
    public var tries = 3
    /// The wait after the first failure, before jitter; it doubles with each failure.
    public var firstBackOff: Duration = .seconds(1)
    /// How long the gate stays closed after a 429 that names no time.
    ///
    /// The rate limit covers 30 seconds, so an hour is ample; it is also the usual cron interval.
    public var closureWithoutHeader: Duration = .hours(1)
    /// How long the gate stays closed if the daily quota is used up and no time is named.
    ///
    /// Waits of 13 to 24 hours are reported; this is the shortest. Too early costs one request, too late costs plays.
    public var closureForQuota: Duration = .hours(13)

    /// Used to wait; tests have a clock that does not.
    public var clock: any Clock<Duration>
    /// Tells the time, for the end of a closed gate.
    public var wallClock: WallClock
    /// A random number from 0 up to 1, for the jitter.
    public var random: @Sendable () -> Double

    /// Creates the policy for Spotify.
    public init(
        clock: any Clock<Duration> = ContinuousClock(), wallClock: WallClock = .system,
        random: @escaping @Sendable () -> Double = { .random(in: 0..<1) }
    ) {
        self.clock = clock
        self.wallClock = wallClock
        self.random = random
    }

    /// Decides what to do after an answer.
    ///
    /// - Parameters:
    ///   - response: The answer.
    ///   - waits: How often this request has already waited for a rate limit.
    ///   - failures: How often it failed before this answer.
    /// - Returns: What to do.
    func step(after response: HTTPResponse, waits: Int, failures: Int) -> Step {
        switch response.status {
        case 429: stepAfterRateLimit(response, waits: waits)
        case 500...599: stepAfterFailure(failures: failures, atLeast: response.retryAfter)
        default: .accept
        }
    }

    /// Decides what to do after a failure without an answer, or with a 5xx.
    ///
    /// - Parameters:
    ///   - failures: How often the request failed before.
    ///   - minimum: How long the service asks to wait.
    /// - Returns: What to do.
    func stepAfterFailure(failures: Int, atLeast minimum: Duration? = nil) -> Step {
        guard failures + 1 < tries else { return .giveUp }
        // Half fixed, half random, so that callers drift apart and none comes back at once.
        let backOff = firstBackOff * (1 << failures) * (0.5 + random() / 2)
        guard let minimum else { return .wait(backOff) }
        return minimum <= longestWait ? .wait(max(backOff, minimum)) : .giveUp
    }

    private func stepAfterRateLimit(_ response: HTTPResponse, waits: Int) -> Step {
        let asked = response.retryAfter.map { min($0, Gate.longest) }
        if response.isQuotaExceeded {
            return .closeGate(for: asked ?? closureForQuota, reason: "the daily quota of the Spotify app is used up")
        }
        guard let asked else {
            return .closeGate(for: closureWithoutHeader, reason: "too many requests, and Spotify names no time to wait")
        }
        guard asked <= longestWait else { return .closeGate(for: asked, reason: "too many requests") }
        guard waits < rateLimitWaits else {
            return .closeGate(for: asked, reason: "too many requests, even after waiting as asked")
        }
        return .wait(asked)
    }
}
