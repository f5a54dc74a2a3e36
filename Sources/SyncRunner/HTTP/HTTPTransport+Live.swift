internal import AsyncHTTPClient
internal import Foundation
internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix

extension HTTPTransport {
    /// The limits of the network transport.
    public struct Limits: Sendable {
        /// The time to establish a connection.
        public var connect: Duration = .seconds(10)
        /// The time from the first byte sent to the last one received.
        public var whole: Duration = .seconds(30)
        /// The largest body in bytes; 50 full tracks are about 0.5 MB.
        public var body = 4 << 20

        /// The limits for Spotify.
        public init() {}
    }

    /// Runs `body` with a network transport, and closes its connections afterwards.
    ///
    /// Connections are pooled. Redirects are not followed, because an answer must not decide where a token goes.
    public static func withLive<Result: Sendable>(
        limits: Limits = Limits(), _ body: (HTTPTransport) async throws -> Result
    ) async throws -> Result {
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        configuration.timeout = .init(connect: .nanoseconds(limits.connect.nanoseconds))
        // A refused connection is reported at once: RetryPolicy decides how often to try again.
        configuration.connectionPool.retryConnectionEstablishment = false
        return try await HTTPClient.withHTTPClient(configuration: configuration) { client in
            try await body(HTTPTransport(client: client, limits: limits))
        }
    }

    private init(client: HTTPClient, limits: Limits) {
        self.init { request in
            do {
                // The client's own deadline ends with the head of the answer; this one includes the whole body.
                return try await withThrowingTaskGroup(of: HTTPResponse.self) { group in
                    group.addTask { try await client.answer(to: request, limits: limits) }
                    group.addTask {
                        try await ContinuousClock().sleep(for: limits.whole)
                        throw HTTPTransportError.timedOut
                    }
                    defer { group.cancelAll() }
                    guard let response = try await group.next() else { throw HTTPTransportError.timedOut }
                    return response
                }
            } catch {
                try Task.checkCancellation()
                throw HTTPTransportError(error, limits: limits)
            }
        }
    }
}

extension HTTPClient {
    fileprivate func answer(to request: HTTPRequest, limits: HTTPTransport.Limits) async throws -> HTTPResponse {
        var message = HTTPClientRequest(url: request.url)
        message.method = .RAW(value: request.method.rawValue)
        for (name, value) in request.headers { message.headers.add(name: name, value: value) }
        if let body = request.body { message.body = .bytes(ByteBuffer(string: body)) }
        let response = try await execute(message, timeout: .nanoseconds(limits.whole.nanoseconds))
        var body = Data()
        for try await part in response.body {
            guard body.count + part.readableBytes <= limits.body else {
                throw HTTPTransportError.tooLarge(limit: limits.body)
            }
            body.append(contentsOf: part.readableBytesView)
        }
        let headers = response.headers.map { ($0.name.lowercased(), $0.value) }
        return HTTPResponse(
            status: Int(response.status.code), headers: Dictionary(headers) { $1 }, body: body)
    }
}

extension HTTPTransportError {
    /// Keeps only the kind of a failure, because its text may hold the requested address.
    fileprivate init(_ error: any Error, limits: HTTPTransport.Limits) {
        switch error {
        case let error as HTTPTransportError: self = error
        case let error as HTTPClientError:
            let isTimeout = [.connectTimeout, .deadlineExceeded, .readTimeout, .writeTimeout, .tlsHandshakeTimeout]
                .contains(error)
            self = isTimeout ? .timedOut : .broken(error.shortDescription.lowercased())
        case let error as NIOConnectionError:
            let causes = error.connectionErrors.lazy.compactMap { $0.error as? IOError }
            self = .broken(causes.first.map(Self.words) ?? "the name \(error.host) is not known")
        case let error as IOError: self = .broken(Self.words(error))
        default: self = .broken(String(describing: type(of: error)))
        }
    }

    private static func words(_ error: IOError) -> String {
        String(cString: strerror(error.errnoCode)).lowercased()
    }
}

extension Duration {
    fileprivate var nanoseconds: Int64 {
        components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000
    }
}
