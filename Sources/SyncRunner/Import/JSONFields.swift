/// Reads the fields of one JSON object whose values are plain; nested values are passed over.
///
/// `JSONDecoder` builds a map of every field of a row, and an export has twenty of which five are wanted: for 200,000 rows
/// that is most of the time of an import.
struct JSONFields {
    /// The object is not JSON.
    struct Malformed: Error {}

    /// A value as it stands in the bytes.
    enum Value {
        case text(UnsafeRawBufferPointer, hasEscapes: Bool)
        case number(UnsafeRawBufferPointer)
        case boolean(Bool)
        case null
        case nested
    }

    private let bytes: UnsafeRawBufferPointer
    private var index = 0

    /// Hands over every field of the object, in order.
    static func read(
        _ bytes: UnsafeRawBufferPointer, _ body: (_ key: UnsafeRawBufferPointer, _ value: Value) throws -> Void
    ) throws {
        var fields = JSONFields(bytes: bytes)
        try fields.readObject(body)
    }

    private init(bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
    }

    private mutating func readObject(_ body: (UnsafeRawBufferPointer, Value) throws -> Void) throws {
        try expect(UInt8(ascii: "{"))
        skipSpace()
        if try peek() == UInt8(ascii: "}") { return }
        while true {
            skipSpace()
            let (key, _) = try string()
            skipSpace()
            try expect(UInt8(ascii: ":"))
            skipSpace()
            try body(key, try value())
            skipSpace()
            if try peek() == UInt8(ascii: "}") { return }
            try expect(UInt8(ascii: ","))
        }
    }

    private mutating func value() throws -> Value {
        switch try peek() {
        case UInt8(ascii: "\""):
            let (text, hasEscapes) = try string()
            return .text(text, hasEscapes: hasEscapes)
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            try skipNested()
            return .nested
        case UInt8(ascii: "t"):
            try expect("true")
            return .boolean(true)
        case UInt8(ascii: "f"):
            try expect("false")
            return .boolean(false)
        case UInt8(ascii: "n"):
            try expect("null")
            return .null
        default:
            let start = index
            while index < bytes.count, Self.isOfNumber(bytes[index]) { index += 1 }
            guard index > start else { throw Malformed() }
            return .number(UnsafeRawBufferPointer(rebasing: bytes[start..<index]))
        }
    }

    /// What is between the quotes.
    private mutating func string() throws -> (UnsafeRawBufferPointer, hasEscapes: Bool) {
        try expect(UInt8(ascii: "\""))
        let start = index
        var hasEscapes = false
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "\"") {
                let text = UnsafeRawBufferPointer(rebasing: bytes[start..<index])
                index += 1
                return (text, hasEscapes)
            }
            if byte == UInt8(ascii: "\\") {
                hasEscapes = true
                index += 1
            }
            index += 1
        }
        throw Malformed()
    }

    private mutating func skipNested() throws {
        var depth = 0
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "\""):
                _ = try string()
                continue
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
            default: break
            }
            index += 1
            if depth == 0 { return }
        }
        throw Malformed()
    }

    private func peek() throws -> UInt8 {
        guard index < bytes.count else { throw Malformed() }
        return bytes[index]
    }

    private mutating func expect(_ byte: UInt8) throws {
        guard try peek() == byte else { throw Malformed() }
        index += 1
    }

    private mutating func expect(_ word: StaticString) throws {
        let end = index + word.utf8CodeUnitCount
        guard end <= bytes.count, UnsafeRawBufferPointer(rebasing: bytes[index..<end]).isEqual(to: word) else {
            throw Malformed()
        }
        index = end
    }

    private mutating func skipSpace() {
        while index < bytes.count, bytes[index] <= 0x20 { index += 1 }
    }

    private static func isOfNumber(_ byte: UInt8) -> Bool {
        switch byte {
        case 48...57, UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"):
            true
        default: false
        }
    }
}

extension JSONFields.Value {
    /// The text, with its escapes resolved; `nil` for anything else.
    var text: String? {
        switch self {
        case .text(let bytes, false): String(decoding: bytes, as: UTF8.self)
        case .text(let bytes, true): JSONEscapes.resolved(bytes)
        default: nil
        }
    }

    /// The whole number; `nil` for anything else.
    var integer: Int64? {
        guard case .number(let bytes) = self, (1...19).contains(bytes.count) else { return nil }
        return Int64(String(decoding: bytes, as: UTF8.self))
    }

    /// Whether there is a text, empty or not.
    var isText: Bool {
        if case .text = self { true } else { false }
    }

    /// Whether it is `true`.
    var isTrue: Bool {
        if case .boolean(true) = self { true } else { false }
    }
}

extension UnsafeRawBufferPointer {
    /// Whether these are the bytes of `text`.
    func isEqual(to text: StaticString) -> Bool {
        guard count == text.utf8CodeUnitCount else { return false }
        return elementsEqual(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }
}
