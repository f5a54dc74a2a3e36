import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// What a request is answered with, before the headers that every answer has.
struct Answer: Sendable {
    var status: HTTPResponse.Status
    var headers: HTTPFields = [:]
    var body = ResponseBody()

    /// A page.
    static func page(_ bytes: [UInt8], _ status: HTTPResponse.Status = .ok) -> Answer {
        Answer(
            status: status, headers: [.contentType: "text/html; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    /// A document for programs.
    static func json(_ value: some Encodable, _ status: HTTPResponse.Status = .ok) throws -> Answer {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Answer(
            status: status, headers: [.contentType: "application/json"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: try encoder.encode(value))))
    }

    /// Sends the browser to another page, with GET.
    static func redirect(to address: String) -> Answer {
        Answer(status: .seeOther, headers: [.location: address])
    }

    /// The same answer with a cookie.
    func setting(_ cookie: Cookie) -> Answer {
        var answer = self
        answer.headers.append(HTTPField(name: .setCookie, value: cookie.description))
        return answer
    }

    /// The same answer for a client that may try again.
    ///
    /// - Parameter seconds: From when; at least one second is said.
    /// - Returns: The answer with `Retry-After`.
    func retrying(after seconds: Int64) -> Answer {
        var answer = self
        answer.headers[.retryAfter] = "\(max(1, seconds))"
        return answer
    }
}
