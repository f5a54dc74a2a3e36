/// Sends requests: over the network, or to a test.
public struct HTTPTransport: Sendable {
    /// Sends a request once and returns the answer, regardless of its status.
    ///
    /// Throws ``HTTPTransportError``, or `CancellationError` when the task is cancelled.
    public var send: @Sendable (_ request: HTTPRequest) async throws -> HTTPResponse

    /// Creates a transport from the function that sends.
    public init(send: @escaping @Sendable (_ request: HTTPRequest) async throws -> HTTPResponse) {
        self.send = send
    }
}

/// Why there is no answer; all but the last case may be temporary.
public enum HTTPTransportError: Error, Hashable, CustomStringConvertible {
    /// No connection, or no complete answer, within the time limit.
    case timedOut
    /// No connection, or a broken one; with the kind of failure.
    case broken(String)
    /// The answer is larger than any that Spotify sends.
    case tooLarge(limit: Int)

    /// What happened.
    public var description: String {
        switch self {
        case .timedOut: "timed out"
        case .broken(let kind): "connection failed (\(kind))"
        case .tooLarge(let limit): "answer of more than \(limit) bytes"
        }
    }
}
