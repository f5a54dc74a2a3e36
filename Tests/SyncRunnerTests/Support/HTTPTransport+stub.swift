import Foundation
import Synchronization
import TestSupport
import Testing

@testable public import SyncRunner

/// A transport that answers from a list and records the requests.
final class StubSpotify: Sendable {
    typealias Answer = @Sendable (HTTPRequest) async throws -> HTTPResponse

    private struct State {
        var answers: [Answer]
        var requests: [HTTPRequest] = []
    }

    private let state: Mutex<State>

    /// Answers each request with the next of `answers`, and repeats the last one.
    init(_ answers: [Answer]) {
        state = Mutex(State(answers: answers))
    }

    convenience init(_ answers: HTTPResponse...) {
        self.init(answers.map { answer in { _ in answer } })
    }

    convenience init(failing errors: HTTPTransportError..., then answer: HTTPResponse? = nil) {
        let failures = errors.map { error -> Answer in { _ in throw error } }
        self.init(failures + (answer.map { answer in [{ _ in answer }] } ?? []))
    }

    var requests: [HTTPRequest] { state.withLock { $0.requests } }

    var transport: HTTPTransport {
        HTTPTransport { request in
            let answer = self.state.withLock { state -> Answer? in
                state.requests.append(request)
                return state.answers.count > 1 ? state.answers.removeFirst() : state.answers.first
            }
            guard let answer else {
                Issue.record("unexpected \(request)")
                return HTTPResponse(status: 500)
            }
            return try await answer(request)
        }
    }

    func sender(clock: ManualClock = ManualClock(), gate: RateGate = RateGate(), random: Double = 0) -> HTTPSender {
        HTTPSender(
            transport: transport, policy: .manual(clock, random: random), gate: gate, logger: .capturing(LogCapture()))
    }

    func client(clock: ManualClock = ManualClock()) -> SpotifyClient {
        SpotifyClient(api: .sample, sender: sender(clock: clock))
    }
}

extension RetryPolicy {
    static func manual(_ clock: ManualClock, random: Double = 0) -> RetryPolicy {
        RetryPolicy(clock: clock, wallClock: clock.wall, random: { random })
    }
}

extension HTTPResponse {
    static func json(_ text: String, status: Int = 200, headers: [String: String] = [:]) -> HTTPResponse {
        HTTPResponse(status: status, headers: headers, body: Data(text.utf8))
    }

    static func fixture(_ name: String, status: Int = 200, headers: [String: String] = [:]) throws -> HTTPResponse {
        HTTPResponse(status: status, headers: headers, body: try Fixture.data(name))
    }
}

extension HTTPRequest {
    static let sample = HTTPRequest(.get, .sample, path: "/me", credentials: .bearer("BQ-sample"))

    func field(_ name: String) -> String? {
        form?.first { $0.name == name }?.value.reveal()
    }

    func header(_ name: String) -> String? {
        headers.first { $0.name == name }?.value
    }
}

extension ServiceAddress {
    static let sample = ServiceAddress.test("https://api.spotify.com/v1")
    static let accounts = ServiceAddress.test("https://accounts.spotify.com")

    static func test(_ text: String) -> ServiceAddress {
        do {
            return try ServiceAddress(text, setting: "test")
        } catch {
            preconditionFailure("\(error)")
        }
    }
}

extension SpotifyApp {
    static let sample = SpotifyApp(clientID: "client-1", accounts: .accounts, api: .sample)
    static let withSecret = SpotifyApp(
        clientID: "client-1", clientSecret: "s3cret:/+", accounts: .accounts, api: .sample)
}

/// For tests only: the program has no secrets in its source code.
extension Secret: ExpressibleByStringLiteral {
    /// Wraps a literal.
    public init(stringLiteral value: String) {
        self.init(value)
    }
}
