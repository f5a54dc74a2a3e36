/// How requests leave this program: live over the network, or answered by a test.
public struct HTTPTransport: Sendable {
    /// Sends one request once, and returns what came back, whatever its status.
    ///
    /// Throws ``HTTPTransportError``, or `CancellationError` when the task is cancelled.
    public var send: @Sendable (_ request: HTTPRequest) async throws -> HTTPResponse

    /// Creates a transport from its way of sending.
    public init(send: @escaping @Sendable (_ request: HTTPRequest) async throws -> HTTPResponse) {
        self.send = send
    }
}

/// Why no answer came back; all but the last may go away by themselves.
public enum HTTPTransportError: Error, Hashable, CustomStringConvertible {
    /// No connection, or no whole answer, within the time limit.
    case timedOut
    /// No connection, or one that broke; with the kind of failure.
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
