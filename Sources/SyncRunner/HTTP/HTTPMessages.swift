public import Foundation

/// One request to Spotify.
///
/// Its description is the method and the path: credentials, body and query stay out of logs and errors.
public struct HTTPRequest: Sendable {
    /// What the request does.
    public enum Method: String, Sendable {
        /// Reads.
        case get = "GET"
        /// Sends a form.
        case post = "POST"
    }

    /// How the sender is authenticated.
    public enum Credentials: Sendable {
        /// An access token.
        case bearer(Secret)
        /// A client id and its secret.
        case basic(id: String, secret: Secret)
    }

    /// What the request does.
    public var method: Method
    /// The service it goes to.
    public var service: ServiceAddress
    /// The path below the service's address, with a leading slash.
    public var path: String
    /// The query, without secrets, in the order in which it is sent.
    public var query: [(name: String, value: String)]
    /// How the sender is authenticated; `nil` for not at all.
    public var credentials: Credentials?
    /// The fields of a form; `nil` for no body.
    public var form: [(name: String, value: Secret)]?

    /// Creates a request.
    public init(
        _ method: Method, _ service: ServiceAddress, path: String, query: [(name: String, value: String)] = [],
        credentials: Credentials? = nil, form: [(name: String, value: Secret)]? = nil
    ) {
        self.method = method
        self.service = service
        self.path = path
        self.query = query
        self.credentials = credentials
        self.form = form
    }

    /// The whole address.
    public var url: String {
        let query = FormEncoding.encode(query)
        return service.description + path + (query.isEmpty ? "" : "?" + query)
    }

    /// The header fields, including secrets: only for the wire.
    public var headers: [(name: String, value: String)] {
        var headers = [("accept", "application/json"), ("user-agent", "sitegen")]
        switch credentials {
        case .bearer(let token):
            headers.append(("authorization", "Bearer " + token.reveal()))
        case .basic(let id, let secret):
            let pair = Data((id + ":" + secret.reveal()).utf8)
            headers.append(("authorization", "Basic " + pair.base64EncodedString()))
        case nil: break
        }
        if form != nil { headers.append(("content-type", "application/x-www-form-urlencoded")) }
        return headers
    }

    /// The body, including secrets: only for the wire.
    public var body: String? {
        form.map { FormEncoding.encode($0.map { ($0.name, $0.value.reveal()) }) }
    }
}

extension HTTPRequest: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The method and the path.
    public var description: String { "\(method.rawValue) \(service.path)\(path)" }

    /// The method and the path.
    public var debugDescription: String { description }

    /// A mirror without children.
    public var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}

/// The answer to a request.
///
/// Its description is the status and the size, because a body holds tokens or listening data.
public struct HTTPResponse: Sendable {
    /// The status code.
    public var status: Int
    /// The header fields by lower-case name; the last one of a name wins.
    public var headers: [String: String]
    /// The body, decompressed.
    public var body: Data

    /// Creates a response.
    public init(status: Int, headers: [String: String] = [:], body: Data = Data()) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}

extension HTTPResponse: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The status and the size.
    public var description: String { "\(status), \(body.count) bytes" }

    /// The status and the size.
    public var debugDescription: String { description }

    /// A mirror without children.
    public var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}
