/// A JSON value, written as a literal: `["id": .string(id), "images": [], "href": nil]`.
///
/// Objects keep the order of their literal, so that the same world gives the same bytes, in Spotify's order.
enum JSON: Sendable {
    case null
    case bool(Bool)
    case int(Int)
    case string(String)
    case array([JSON])
    case object([(key: String, value: JSON)])
    /// Bytes that were encoded before.
    case encoded([UInt8])
    /// A member that its object leaves out.
    case absent

    static func optional(_ text: String?) -> JSON { text.map { .string($0) } ?? .null }

    var bytes: [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(2048)
        write(to: &out)
        return out
    }

    private func write(to out: inout [UInt8]) {
        switch self {
        case .null, .absent: out += "null".utf8
        case .bool(let value): out += (value ? "true" : "false").utf8
        case .int(let value): out += String(value).utf8
        case .string(let text): JSON.write(text, to: &out)
        case .encoded(let bytes): out += bytes
        case .array(let values):
            out += "[".utf8
            for (index, value) in values.enumerated() {
                if index > 0 { out += ",".utf8 }
                value.write(to: &out)
            }
            out += "]".utf8
        case .object(let members):
            var separator = "{"
            for (key, value) in members {
                if case .absent = value { continue }
                out += "\(separator)\"\(key)\":".utf8
                value.write(to: &out)
                separator = ","
            }
            out += (separator == "{" ? "{}" : "}").utf8
        }
    }

    static func write(_ text: String, to out: inout [UInt8]) {
        out += "\"".utf8
        // Most names need no escape: one look, then one copy.
        if text.utf8.contains(where: { $0 < 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }) {
            for byte in text.utf8 { writeEscaped(byte, to: &out) }
        } else {
            out += text.utf8
        }
        out += "\"".utf8
    }

    private static func writeEscaped(_ byte: UInt8, to out: inout [UInt8]) {
        switch byte {
        case UInt8(ascii: "\""): out += "\\\"".utf8
        case UInt8(ascii: "\\"): out += "\\\\".utf8
        case UInt8(ascii: "\n"): out += "\\n".utf8
        case UInt8(ascii: "\t"): out += "\\t".utf8
        case UInt8(ascii: "\r"): out += "\\r".utf8
        case 0..<0x20: out += "\\u00\(byte < 16 ? "0" : "")\(String(byte, radix: 16))".utf8
        default: out.append(byte)
        }
    }
}

extension JSON: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral {
    init(nilLiteral: ()) { self = .null }
    init(booleanLiteral value: Bool) { self = .bool(value) }
    init(integerLiteral value: Int) { self = .int(value) }
}

extension JSON: ExpressibleByStringInterpolation, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral {
    init(stringLiteral value: String) { self = .string(value) }
    init(arrayLiteral elements: JSON...) { self = .array(elements) }
    init(dictionaryLiteral elements: (String, JSON)...) { self = .object(elements.map { (key: $0, value: $1) }) }
}
