import Application
import Foundation
import SyncRunner
import Testing

@Suite(.timeLimit(.minutes(20))) struct LoopbackListenerTests {
    /// An app that nobody is asked about.
    func app() throws -> SpotifyApp {
        let address = try ServiceAddress("http://127.0.0.1:9", setting: "test")
        return SpotifyApp(clientID: "client", accounts: address, api: address)
    }

    /// The secret word of an attempt, as Spotify sends it back.
    func state(of attempt: Authorization) throws -> String {
        let items = URLComponents(string: attempt.address)?.queryItems ?? []
        return try #require(items.first { $0.name == "state" }?.value)
    }

    /// Opens an address as a browser would, and returns status and page.
    func open(
        _ path: String, _ query: [(name: String, value: String)] = [], of listener: LoopbackListener,
        method: HTTPRequest.Method = .get
    ) async throws -> (status: Int, page: String, headers: [String: String]) {
        let base = try ServiceAddress(listener.redirectAddress.replacing("/callback", with: ""), setting: "test")
        return try await HTTPTransport.withLive { transport in
            let request = HTTPRequest(
                method, base, path: path, query: query, form: method == .post ? [("a", Secret("b"))] : nil)
            let response = try await transport.send(request)
            return (response.status, String(decoding: response.body, as: UTF8.self), response.headers)
        }
    }

    @Test func `the browser's answer is passed on, and thanked for with a page`() async throws {
        try await LoopbackListener.listening { (listener) async throws -> Void in
            #expect(listener.redirectAddress.hasPrefix("http://127.0.0.1:"))
            #expect(listener.redirectAddress.hasSuffix("/callback"))
            let attempt = try listener.authorization(for: app())
            #expect(attempt.redirectAddress == listener.redirectAddress)
            let reply = try await open(
                "/callback", [("code", "AQ+<b>"), ("state", try state(of: attempt))], of: listener)
            #expect(reply.status == 200)
            #expect(reply.headers["content-type"] == "text/html; charset=utf-8")
            #expect(!reply.page.contains("AQ") && !reply.page.contains("<script"))
            #expect(try attempt.code(in: await listener.answer()).reveal() == "AQ+<b>")
        }
    }

    @Test func `a browser asks for more than we have, and the wait goes on`() async throws {
        try await LoopbackListener.listening { (listener) async throws -> Void in
            let attempt = try listener.authorization(for: app())
            #expect(try await open("/favicon.ico", of: listener).status == 404)
            #expect(try await open("/", [("code", "x")], of: listener).status == 404)
            #expect(try await open("/callback/x", [("code", "x")], of: listener).status == 404)
            #expect(try await open("/callback", of: listener).status == 400)
            #expect(try await open("/callback", [("code", "x")], of: listener, method: .post).status == 405)
            let long = String(repeating: "x", count: 9000)
            #expect(try await open("/callback", [("code", long)], of: listener).status == 414)
            let answer = [("code", "good"), ("state", try state(of: attempt))]
            #expect(try await open("/callback", answer, of: listener).status == 200)
            #expect(try attempt.code(in: await listener.answer()).reveal() == "good")
        }
    }

    @Test func `an answer to another attempt is turned away, and the wait goes on`() async throws {
        try await LoopbackListener.listening { (listener) async throws -> Void in
            // Before there is an attempt, nothing can be the answer to it.
            #expect(try await open("/callback", [("code", "x"), ("state", "y")], of: listener).status == 400)
            let attempt = try listener.authorization(for: app())
            let state = try state(of: attempt)
            for stray in [
                [("code", "x"), ("state", "other")], [("code", "x")], [("error", "access_denied")], [("state", state)],
                [("error", "access_denied"), ("state", "other")], [("code", ""), ("state", state)],
            ] {
                let reply = try await open("/callback", stray, of: listener)
                #expect(reply.status == 400 && !reply.page.contains(state))
            }
            #expect(try await open("/callback", [("code", "good"), ("state", state)], of: listener).status == 200)
            #expect(try attempt.code(in: await listener.answer()).reveal() == "good")
        }
    }

    @Test func `an answer counts even if the browser hangs up at once`() async throws {
        for _ in 1...20 {
            try await LoopbackListener.listening { (listener) async throws -> Void in
                let attempt = try listener.authorization(for: app())
                let state = try state(of: attempt)
                try RawConnection(to: listener.redirectAddress)
                    .send("GET /callback?code=good&state=\(state) HTTP/1.1\r\nHost: x\r\n\r\n")
                #expect(try attempt.code(in: await listener.answer(within: .seconds(30))).reveal() == "good")
            }
        }
    }

    @Test func `a no is an answer too`() async throws {
        try await LoopbackListener.listening { (listener) async throws -> Void in
            let attempt = try listener.authorization(for: app())
            let answer = [("error", "access_denied"), ("state", try state(of: attempt))]
            #expect(try await open("/callback", answer, of: listener).status == 200)
            let query = try await listener.answer()
            #expect(throws: OAuthError.denied) { try attempt.code(in: query) }
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
            let attempt = try listener.authorization(for: app())
            let state = try state(of: attempt)
            _ = try await open("/callback", [("code", "first"), ("state", state)], of: listener)
            _ = try await open("/callback", [("code", "second"), ("state", state)], of: listener)
            #expect(try attempt.code(in: await listener.answer()).reveal() == "first")
        }
    }

    @Test func `nobody is waited for longer than five minutes`() async throws {
        #expect(LoopbackListener.limit == .seconds(300))
        try await LoopbackListener.listening { (listener) async throws -> Void in
            _ = await #expect(throws: OAuthError.timedOut) { try await listener.answer(within: .zero) }
        }
    }

    @Test func `the wait can be cancelled`() async throws {
        try await LoopbackListener.listening { (listener) async throws -> Void in
            let waiting = Task { try await listener.answer() }
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

    @Test func `connections that the browser leaves idle are closed, and do not delay the end`() async throws {
        let connections = try await LoopbackListener.listening { (listener) async throws -> [RawConnection] in
            let connections = try (0..<40).map { _ in try RawConnection(to: listener.redirectAddress) }
            for connection in connections.dropFirst(20) { connection.send("GET /callback?code=half") }
            // One that was answered and is kept, as browsers do.
            #expect(try await open("/favicon.ico", of: listener).status == 404)
            return connections
        }
        for connection in connections { #expect(connection.isClosed) }
    }

    @Test(arguments: ["\r\n\r\n", "NONSENSE\r\n\r\n", "\u{16}\u{3}\u{1}\u{0}\u{FF}", "GET \u{0} HTTP/9.9\r\n\r\n"])
    func `what is not HTTP is turned away, and the wait goes on`(text: String) async throws {
        try await LoopbackListener.listening { (listener) async throws -> Void in
            let attempt = try listener.authorization(for: app())
            let connection = try RawConnection(to: listener.redirectAddress)
            connection.send(text)
            let answer = [("code", "good"), ("state", try state(of: attempt))]
            #expect(try await open("/callback", answer, of: listener).status == 200)
            #expect(try attempt.code(in: await listener.answer()).reveal() == "good")
        }
    }

    @Test(arguments: [8192, 8193])
    func `an address may have 8192 bytes`(length: Int) async throws {
        try await LoopbackListener.listening { (listener) async throws -> Void in
            let attempt = try listener.authorization(for: app())
            let state = try state(of: attempt)
            let code = String(repeating: "x", count: length - "/callback?code=&state=\(state)".utf8.count)
            let reply = try await open("/callback", [("code", code), ("state", state)], of: listener)
            #expect(reply.status == (length > 8192 ? 414 : 200))
        }
    }
}
