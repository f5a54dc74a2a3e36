/// What a route answers, before it becomes HTTP.
struct Answer: Sendable {
    enum Ending: Sendable { case whole, half, none }

    static let json = "application/json; charset=utf-8"

    var status: Int
    var type = Answer.json
    var body: [UInt8] = []
    var headers: [(String, String)] = []
    var ending = Ending.whole

    static func json(_ value: JSON, status: Int = 200, headers: [(String, String)] = []) -> Answer {
        Answer(status: status, body: value.bytes, headers: headers)
    }

    /// The nested errors of the Web API.
    static func apiError(
        _ status: Int, _ message: String, reason: String? = nil, headers: [(String, String)] = []
    ) -> Answer {
        let error: JSON = [
            "status": .int(status), "message": .string(message), "reason": reason.map { .string($0) } ?? .absent,
        ]
        return .json(["error": error], status: status, headers: headers)
    }

    /// The flat errors of the token endpoint.
    static func oauthError(_ status: Int, _ error: String, _ description: String) -> Answer {
        .json(["error": .string(error), "error_description": .string(description)], status: status)
    }

    static func text(_ status: Int, _ text: String) -> Answer {
        Answer(status: status, type: "text/plain; charset=utf-8", body: Array(text.utf8))
    }

    static func html(_ status: Int, title: String, body: String) -> Answer {
        let page = """
            <!doctype html><html lang="en"><head><meta charset="utf-8"><title>\(escaped(title))</title>\
            <style>body{font:1rem/1.6 system-ui,sans-serif;max-width:36rem;margin:4rem auto;padding:0 1rem}</style>\
            </head><body><h1>\(escaped(title))</h1>\(body)</body></html>

            """
        return Answer(status: status, type: "text/html; charset=utf-8", body: Array(page.utf8))
    }

    static func redirect(to location: String) -> Answer {
        Answer(status: 302, type: "text/plain; charset=utf-8", headers: [("location", location)])
    }

    /// Text that is safe in HTML, made byte by byte: a combining mark hides a quote from a search by character.
    static func escaped(_ text: String) -> String {
        var out: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): out += "&amp;".utf8
            case UInt8(ascii: "<"): out += "&lt;".utf8
            case UInt8(ascii: ">"): out += "&gt;".utf8
            case UInt8(ascii: "\""): out += "&quot;".utf8
            case UInt8(ascii: "'"): out += "&#39;".utf8
            default: out.append(byte)
            }
        }
        return String(decoding: out, as: UTF8.self)
    }
}
