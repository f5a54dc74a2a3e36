import Foundation
import Testing

@testable import SyncRunner

@Suite struct LoopbackListenerTests {
    /// Opens an address as a browser would, and returns status and page.
    func open(
        _ path: String, _ query: [(name: String, value: String)] = [], of listener: LoopbackListener,
        method: HTTPRequest.Method = .get
    ) async throws -> (status: Int, page: String, headers: [String: String]) {
        let base = ServiceAddress.test(listener.redirectAddress.replacing("/callback", with: ""))
        return try await HTTPTransport.withLive { transport in
            let request = HTTPRequest(
                method, base, path: path, query: query, form: method == .post ? [("a", "b")] : nil)
            let response = try await transport.send(request)
            return (response.status, String(decoding: response.body, as: UTF8.self), response.headers)
        }
    }

    @Test func `the browser's answer is passed on, and thanked for with a page`() async throws {
        try await LoopbackListener.listening { (listener) async throws -> Void in
            #expect(listener.redirectAddress.hasPrefix("http://127.0.0.1:"))
            #expect(listener.redirectAddress.hasSuffix("/callback"))
            let attempt = try Authorization(app: .sample, redirectAddress: listener.redirectAddress)
            let reply = try await open(
                "/callback", [("code", "AQ+<b>"), ("state", attempt.state.reveal())], of: listener)
            #expect(reply.status == 200)
            #expect(reply.headers["content-type"] == "text/html; charset=utf-8")
            #expect(!reply.page.contains("AQ") && !reply.page.contains("<script"))
            #expect(try attempt.code(in: await listener.answer()) == "AQ+<b>")
        }
    }

    @Test func `a browser asks for more than we have, and the wait goes on`() async throws {
        try await LoopbackListener.listening { (listener) async throws -> Void in
            #expect(try await open("/favicon.ico", of: listener).status == 404)
            #expect(try await open("/", [("code", "x")], of: listener).status == 404)
            #expect(try await open("/callback/x", [("code", "x")], of: listener).status == 404)
            #expect(try await open("/callback", of: listener).status == 400)
            #expect(try await open("/callback", [("code", "x")], of: listener, method: .post).status == 405)
            let long = String(repeating: "x", count: 9000)
            #expect(try await open("/callback", [("code", long)], of: listener).status == 414)
            #expect(try await open("/callback", [("code", "good")], of: listener).status == 200)
            #expect(try await listener.answer() == "code=good")
        }
    }

    @Test func `an endless request is cut off`() async throws {
        try await LoopbackListener.listening { (listener) async throws -> Void in
            let huge = String(repeating: "x", count: 1 << 20)
            let reply = try? await open("/callback", [("code", huge)], of: listener)  // cut, or refused
            #expect(reply.map { (400...499).contains($0.status) } ?? true)
        }
    }

    @Test func `a page that is loaded again does not disturb`() async throws {
        try await LoopbackListener.listening { (listener) async throws -> Void in
            _ = try await open("/callback", [("code", "first")], of: listener)
            _ = try await open("/callback", [("code", "second")], of: listener)
            #expect(try await listener.answer() == "code=first")
        }
    }

    @Test func `nobody is waited for longer than five minutes`() async throws {
        let clock = ManualClock()
        try await LoopbackListener.listening { (listener) async throws -> Void in
            _ = await #expect(throws: OAuthError.timedOut) { try await listener.answer(clock: clock) }
        }
        #expect(clock.sleeps == [.seconds(300)])
    }

    @Test func `the wait can be cancelled`() async throws {
        let clock = ManualClock(movesByItself: false)
        try await LoopbackListener.listening { (listener) async throws -> Void in
            let waiting = Task { try await listener.answer(clock: clock) }
            for await _ in clock.begun { break }
            waiting.cancel()
            _ = await #expect(throws: CancellationError.self) { try await waiting.value }
        }
    }

    @Test func `the port is free again afterwards`() async throws {
        let address = try await LoopbackListener.listening { $0.redirectAddress }
        let port = try #require(URL(string: address)?.port)
        try await LoopbackListener.listening(port: port) { (listener) async throws -> Void in
            #expect(listener.redirectAddress == address)
            await #expect(throws: (any Error).self, "the port is taken") {
                try await LoopbackListener.listening(port: port) { $0.redirectAddress }
            }
        }
    }
}
