internal import NIOCore
internal import NIOHTTP1
internal import Synchronization

/// Answers one request of the browser, and passes on the query of a callback.
final class CallbackHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    /// Longer addresses are refused; Spotify's codes have a few hundred characters.
    static let longestAddress = 8192

    private let expected: ExpectedAnswer
    private let arrival: AsyncStream<String>.Continuation
    private var hasAnswered = false

    init(expected: ExpectedAnswer, arrival: AsyncStream<String>.Continuation) {
        self.expected = expected
        self.arrival = arrival
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        // Answered at the head: whatever body follows is never read.
        guard case .head(let head) = unwrapInboundIn(data), !hasAnswered else { return }
        hasAnswered = true
        let parts = head.uri.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        guard head.uri.utf8.count <= Self.longestAddress else {
            return answer(.uriTooLong, "Too long", "This address is longer than any of Spotify's.", context)
        }
        guard parts.first == "/callback" else {
            return answer(.notFound, "Not found", "There is nothing here.", context)
        }
        guard head.method == .GET else {
            return answer(.methodNotAllowed, "Not allowed", "This address is opened by a browser.", context)
        }
        guard parts.count == 2, expected.isAnswered(by: String(parts[1])) else {
            return answer(
                .badRequest, "Not from here",
                "This is no answer to the connection that is being waited for. Use the page that 'sitegen connect' opened last.",
                context)
        }
        answer(.ok, "Back from Spotify", "You can close this window. The terminal tells how it went on.", context)
        arrival.yield(String(parts[1]))
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)  // not HTTP, or more header than HTTP needs
    }

    /// The page holds fixed words only: nothing that came with the request.
    private func answer(
        _ status: HTTPResponseStatus, _ title: String, _ text: String, _ context: ChannelHandlerContext
    ) {
        let page = """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
            <title>\(title)</title><style>body{font:1.1rem/1.5 system-ui,sans-serif;max-width:32rem;margin:20vh auto;\
            padding:0 1rem;color:#222;background:#fff}@media(prefers-color-scheme:dark){body{color:#eee;background:#111}}\
            </style></head><body><h1>\(title)</h1><p>\(text)</p></body></html>

            """
        let headers: HTTPHeaders = [
            "content-type": "text/html; charset=utf-8", "content-length": "\(page.utf8.count)",
            "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'", "cache-control": "no-store",
            "referrer-policy": "no-referrer", "x-content-type-options": "nosniff", "connection": "close",
        ]
        context.write(wrapOutboundOut(.head(.init(version: .http1_1, status: status, headers: headers))), promise: nil)
        context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: page)))), promise: nil)
        let channel = context.channel
        context.writeAndFlush(wrapOutboundOut(.end(nil))).whenComplete { _ in channel.close(promise: nil) }
    }
}

/// The attempt whose answer is waited for, once it has begun.
final class ExpectedAnswer: Sendable {
    private let authorization = Mutex<Authorization?>(nil)

    func set(_ authorization: Authorization) {
        self.authorization.withLock { $0 = authorization }
    }

    /// Whether a query is Spotify's answer to the attempt, be it a yes or a no.
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

/// The browser's connections, so that none outlives the listener: browsers open some that they never use.
final class OpenConnections: Sendable {
    private let open = Mutex<[any Channel]>([])

    func add(_ channel: any Channel) {
        open.withLock { $0.append(channel) }
    }

    func finish() async {
        for channel in open.withLock({ $0 }) {
            try? await channel.close()  // most have closed themselves
        }
    }
}
