import SiteModel
import TestSupport
import Testing

@testable import SyncRunner

@Suite struct RetryPolicyTests {
    let clock = ManualClock()

    @Test func `a usable answer is returned at once`() async throws {
        let stub = StubSpotify(.json("{}"))
        let sender = stub.sender(clock: clock)
        #expect(try await sender.send(.sample).status == 200)
        #expect(clock.sleeps.isEmpty)
        #expect(sender.counter.count == 1)
    }

    @Test(arguments: [400, 401, 403, 404, 301, 204])
    func `a status that a retry cannot change is not retried`(status: Int) async throws {
        let stub = StubSpotify(.json("", status: status))
        #expect(try await stub.sender(clock: clock).send(.sample).status == status)
        #expect(stub.requests.count == 1)
    }

    @Test(arguments: ["0", "1", "30", " 7 "])
    func `a Retry-After of up to 30 seconds is waited out`(header: String) async throws {
        let stub = StubSpotify(.json("", status: 429, headers: ["retry-after": header]), .json("{}"))
        let sender = stub.sender(clock: clock)
        #expect(try await sender.send(.sample).status == 200)
        let seconds = try #require(Int(header.filter(\.isNumber)))
        #expect(clock.sleeps == (seconds == 0 ? [] : [.seconds(seconds)]))
        #expect(sender.counter.count == 2)
    }

    @Test func `a request waits twice, and a third Retry-After closes the gate`() async throws {
        let stub = StubSpotify(.json("", status: 429, headers: ["retry-after": "5"]))
        let sender = stub.sender(clock: clock)
        await #expect(
            throws: SpotifyError.gateMustClose(
                until: .sample + .seconds(15), reason: "too many requests, even after waiting as asked")
        ) {
            try await sender.send(.sample)
        }
        #expect(clock.sleeps == [.seconds(5), .seconds(5)])
        #expect(sender.counter.count == 3)
    }

    struct Closure: Sendable, CustomTestStringConvertible {
        var header: String?
        var body = ""
        var seconds: Int64
        var testDescription: String { "\(header ?? "no header") \(body)" }
    }

    static let quota = #"{"error":{"status":429,"message":"Too many requests","reason":"QUOTA_EXCEEDED"}}"#
    static let closures = [
        Closure(header: "31", seconds: 31),
        Closure(header: "50400", seconds: 50_400),
        Closure(header: nil, body: "Too many requests", seconds: 3600),
        Closure(header: "soon", seconds: 3600),
        Closure(header: "", seconds: 3600),
        Closure(header: nil, body: quota, seconds: 13 * 3600),
        Closure(header: "86400", body: quota, seconds: 86_400),
        Closure(header: "3", body: quota, seconds: 3),
        Closure(header: "99999999999999999999", seconds: 48 * 3600),
    ]

    @Test(arguments: closures)
    func `a 429 with a long wait, a quota or no time closes the gate without a retry`(_ closure: Closure) async throws {
        let headers = closure.header.map { ["retry-after": $0] } ?? [:]
        let stub = StubSpotify(.json(closure.body, status: 429, headers: headers))
        let error = await #expect(throws: SpotifyError.self) { try await stub.sender(clock: clock).send(.sample) }
        guard case .gateMustClose(let until, _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(until == .sample + .seconds(closure.seconds))
        #expect(stub.requests.count == 1)
        #expect(clock.sleeps.isEmpty)
        #expect(error?.errorClass == .rateLimited)
    }

    @Test func `a closed gate stops every sender until it opens`() async throws {
        let gate = RateGate()
        let stub = StubSpotify(.json("", status: 429, headers: ["retry-after": "600"]), .json("{}"))
        let first = stub.sender(clock: clock, gate: gate)
        let second = stub.sender(clock: clock, gate: gate)
        await #expect(throws: SpotifyError.self) { try await first.send(.sample) }
        clock.advance(by: .seconds(599))
        await #expect(
            throws: SpotifyError.gateClosed(until: .sample + .seconds(600), reason: "too many requests")
        ) {
            try await second.send(.sample)
        }
        #expect(stub.requests.count == 1)
        #expect(second.counter.count == 0)
        clock.advance(by: .seconds(1))
        #expect(try await second.send(.sample).status == 200)
    }

    @Test func `a gate that an earlier run closed stops requests`() async throws {
        let gate = RateGate(closure: Gate(notBefore: .sample + .seconds(1), reason: "quota"))
        let stub = StubSpotify()
        await #expect(throws: SpotifyError.gateClosed(until: .sample + .seconds(1), reason: "quota")) {
            try await stub.sender(clock: clock, gate: gate).send(.sample)
        }
    }

    @Test func `later requests wait until the end of a pause`() async throws {
        let gate = RateGate()
        gate.pause(until: .sample + .seconds(9))
        let stub = StubSpotify(.json("{}"))
        _ = try await stub.sender(clock: clock, gate: gate).send(.sample)
        #expect(clock.sleeps == [.seconds(9)])
    }

    @Test(arguments: [500, 502, 503, 504])
    func `a failing service is tried three times with growing waits`(status: Int) async throws {
        let stub = StubSpotify(.json("<html>", status: status))
        let sender = stub.sender(clock: clock)
        await #expect(throws: SpotifyError.unavailable(request: "GET /v1/me", cause: .status(status))) {
            try await sender.send(.sample)
        }
        #expect(clock.sleeps == [.milliseconds(500), .milliseconds(1000)])
        #expect(sender.counter.count == 3)
    }

    @Test func `half of a wait between tries is random`() async throws {
        let stub = StubSpotify(.json("", status: 500))
        await #expect(throws: SpotifyError.self) {
            try await stub.sender(clock: clock, random: 0.5).send(.sample)
        }
        #expect(clock.sleeps == [.milliseconds(750), .milliseconds(1500)])
    }

    @Test func `a broken connection and a time-out are retried`() async throws {
        let stub = StubSpotify(failing: .broken("reset"), .timedOut, then: .json("{}"))
        #expect(try await stub.sender(clock: clock).send(.sample).status == 200)
        #expect(stub.requests.count == 3)
    }

    @Test func `three failures of different kinds end the retries`() async throws {
        let stub = StubSpotify([
            { _ in throw HTTPTransportError.timedOut }, { _ in .json("", status: 503) },
            { _ in throw HTTPTransportError.broken("reset") },
        ])
        await #expect(
            throws: SpotifyError.unavailable(request: "GET /v1/me", cause: .transport(.broken("reset")))
        ) {
            try await stub.sender(clock: clock).send(.sample)
        }
    }

    @Test func `a 5xx with Retry-After is retried only after a short wait`() async throws {
        let short = StubSpotify(.json("", status: 503, headers: ["retry-after": "20"]), .json("{}"))
        _ = try await short.sender(clock: clock).send(.sample)
        #expect(clock.sleeps == [.seconds(20)])
        let long = StubSpotify(.json("", status: 503, headers: ["retry-after": "31"]))
        await #expect(throws: SpotifyError.unavailable(request: "GET /v1/me", cause: .status(503))) {
            try await long.sender().send(.sample)
        }
        #expect(long.requests.count == 1)
    }

    @Test func `an answer that is too large is not requested again`() async throws {
        let stub = StubSpotify(failing: .tooLarge(limit: 9))
        await #expect(throws: SpotifyError.self) { try await stub.sender(clock: clock).send(.sample) }
        #expect(stub.requests.count == 1)
    }

    @Test func `cancelling the task ends a wait`() async throws {
        let clock = ManualClock(movesByItself: false)
        let stub = StubSpotify(.json("", status: 429, headers: ["retry-after": "30"]))
        let sender = stub.sender(clock: clock)
        let task = Task { try await sender.send(.sample) }
        for await _ in clock.begun { break }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(stub.requests.count == 1)
    }
}
