import HTTPTypes
import Hummingbird
import NIOCore
import Synchronization
import SyncRunner

/// Answers the browser's requests, and passes on the query of a callback.
struct CallbackResponder: HTTPResponder {
    let expected: ExpectedAnswer
    let arrival: AsyncStream<String>.Continuation

    func respond(to request: Request, context: BasicRequestContext) async throws -> Response {
        let address = request.head.path ?? ""
        let parts = address.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        guard address.utf8.count <= Authorization.longestAnswer else {
            return page(.uriTooLong, "Too long", "This address is longer than any of Spotify's.")
        }
        guard parts.first == "/callback" else { return page(.notFound, "Not found", "There is nothing here.") }
        guard request.method == .get else {
            return page(.methodNotAllowed, "Not allowed", "This address is opened by a browser.")
        }
        guard parts.count == 2, expected.isAnswered(by: String(parts[1])) else {
            return page(
                .badRequest, "Not from here",
                "This is no answer to the connection that is being waited for. Use the page that 'sitegen connect' opened last."
            )
        }
        let passing = Passing(query: String(parts[1]), arrival: arrival)
        return page(.ok, "Back from Spotify", "You can close this window. The terminal tells how it went on.") {
            passing.pass()
        }
    }

    /// Passes an answer on once: when the response is written, or dropped because the browser has hung up.
    private final class Passing: Sendable {
        private let query: Mutex<String?>
        private let arrival: AsyncStream<String>.Continuation

        init(query: String, arrival: AsyncStream<String>.Continuation) {
            self.query = Mutex(query)
            self.arrival = arrival
        }

        deinit { pass() }

        func pass() {
            let query = query.withLock { query in
                defer { query = nil }
                return query
            }
            if let query { arrival.yield(query) }
        }
    }

    /// A page of fixed words; nothing from the request is repeated.
    ///
    /// - Parameters:
    ///   - status: The status.
    ///   - title: The heading.
    ///   - text: The sentence below.
    ///   - sent: Called when the page is written: the listener may end as soon as the answer is known.
    /// - Returns: The response.
    private func page(
        _ status: HTTPResponse.Status, _ title: String, _ text: String, sent: @escaping @Sendable () -> Void = {}
    ) -> Response {
        let page = ByteBuffer(
            string: """
                <!DOCTYPE html>
                <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
                <title>\(title)</title><style>body{font:1.1rem/1.5 system-ui,sans-serif;max-width:32rem;margin:20vh auto;\
                padding:0 1rem;color:#222;background:#fff}@media(prefers-color-scheme:dark){body{color:#eee;background:#111}}\
                </style></head><body><h1>\(title)</h1><p>\(text)</p></body></html>

                """)
        var headers: HTTPFields = [
            .contentType: "text/html; charset=utf-8", .cacheControl: "no-store", .connection: "close",
            .contentSecurityPolicy: "default-src 'none'; style-src 'unsafe-inline'",
            .xContentTypeOptions: "nosniff",
        ]
        if let policy = HTTPField.Name("referrer-policy") { headers[policy] = "no-referrer" }
        let body = ResponseBody(contentLength: page.readableBytes) { writer in
            try await writer.write(page)
            try await writer.finish(nil)
            sent()
        }
        return Response(status: status, headers: headers, body: body)
    }
}

/// The attempt that the listener waits for; `nil` before it begins.
final class ExpectedAnswer: Sendable {
    private let authorization = Mutex<Authorization?>(nil)

    func set(_ authorization: Authorization) {
        self.authorization.withLock { $0 = authorization }
    }

    /// Whether a query is Spotify's answer to the attempt: the user agreed or refused.
    func isAnswered(by query: String) -> Bool {
        guard let authorization = authorization.withLock({ $0 }) else { return false }
        do throws(OAuthError) {
            _ = try authorization.code(in: query)
            return true
        } catch {
            switch error {
            case .stateMismatch, .noCode: return false
            default: return true
            }
        }
    }
}
