public import Logging
internal import SiteModel

/// Sends requests by the rules: retries temporary failures, waits as asked, and stops at a closed gate.
public struct HTTPSender: Sendable {
    let transport: HTTPTransport
    let policy: RetryPolicy
    let gate: RateGate
    let logger: Logger
    /// Counts the requests.
    public let counter: RequestCounter

    /// Creates a sender; all senders of a run share a gate, and each user has a counter.
    public init(
        transport: HTTPTransport, policy: RetryPolicy = RetryPolicy(), gate: RateGate = RateGate(),
        counter: RequestCounter = RequestCounter(), logger: Logger = Logger(label: "sitegen.http")
    ) {
        self.transport = transport
        self.policy = policy
        self.gate = gate
        self.counter = counter
        self.logger = logger
    }

    /// Sends a request until there is a usable answer.
    ///
    /// - Parameter request: The request.
    /// - Returns: An answer that is neither a 429 nor a 5xx.
    /// - Throws: ``SpotifyError`` `.gateMustClose`, `.gateClosed` or `.unavailable`; `CancellationError`.
    func send(_ request: HTTPRequest) async throws -> HTTPResponse {
        var waits = 0
        var failures = 0
        while true {
            try await passGate()
            let (step, outcome) = try await attempt(request, waits: waits, failures: failures)
            switch (step, outcome) {
            case (.accept, .answered(let response)): return response
            case (.accept, .failed(let cause)), (.giveUp, .failed(let cause)):
                throw SpotifyError.unavailable(request: "\(request)", cause: .transport(cause))
            case (.giveUp, .answered(let response)):
                throw SpotifyError.unavailable(request: "\(request)", cause: .status(response.status))
            case (.closeGate(let duration, let reason), _):
                let closure = Gate(notBefore: policy.wallClock.now() + duration, reason: reason)
                gate.close(closure)
                throw SpotifyError.gateMustClose(until: closure.notBefore, reason: reason)
            case (.wait(let duration), .answered(let response)) where response.status == 429:
                waits += 1
                logger.debug("rate limit, waiting", metadata: ["ms": "\(duration.milliseconds)"])
                gate.pause(until: policy.wallClock.now() + duration)
            case (.wait(let duration), _):
                failures += 1
                logger.trace("trying again", metadata: ["request": "\(request)", "ms": "\(duration.milliseconds)"])
                try await policy.clock.sleep(for: duration)
            }
        }
    }

    private enum Outcome {
        case answered(HTTPResponse)
        case failed(HTTPTransportError)
    }

    private func passGate() async throws {
        try Task.checkCancellation()
        let pause = gate.pause(at: policy.wallClock.now())
        if pause > .zero { try await policy.clock.sleep(for: pause) }
        if let closure = gate.closure(at: policy.wallClock.now()) {
            throw SpotifyError.gateClosed(until: closure.notBefore, reason: closure.reason)
        }
    }

    private func attempt(
        _ request: HTTPRequest, waits: Int, failures: Int
    ) async throws -> (RetryPolicy.Step, Outcome) {
        let started = policy.wallClock.now()
        counter.increment()
        do {
            let response = try await transport.send(request)
            log(request, "\(response.status)", since: started)
            return (policy.step(after: response, waits: waits, failures: failures), .answered(response))
        } catch let error as HTTPTransportError {
            log(request, "\(error)", since: started)
            // An answer that is too large will be too large again.
            if case .tooLarge = error { return (.giveUp, .failed(error)) }
            return (policy.stepAfterFailure(failures: failures), .failed(error))
        }
    }

    private func log(_ request: HTTPRequest, _ outcome: String, since started: Instant) {
        logger.debug(
            "\(request)",
            metadata: ["answer": "\(outcome)", "ms": "\(policy.wallClock.now().since(started).milliseconds)"])
    }
}
