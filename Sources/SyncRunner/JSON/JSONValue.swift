/// A value in the bytes of a JSON text; it is decoded only when it is needed.
enum JSONValue {
    case text(UnsafeRawBufferPointer, hasEscapes: Bool)
    case number(UnsafeRawBufferPointer)
    case boolean(Bool)
    case null
    /// A list or an object: passed over.
    case nested

    /// Reads `true`, `false`, `null` or a number.
    init(word: UnsafeRawBufferPointer) throws(JSONListReader.Malformed) {
        switch word.first ?? 0 {
        case UInt8(ascii: "t") where word.isEqual(to: "true"): self = .boolean(true)
        case UInt8(ascii: "f") where word.isEqual(to: "false"): self = .boolean(false)
        case UInt8(ascii: "n") where word.isEqual(to: "null"): self = .null
        case 0x30...0x39, UInt8(ascii: "-"): self = .number(word)
        default: throw JSONListReader.Malformed()
        }
    }

    /// The text, with its escapes resolved; `nil` for anything else.
    var text: String? {
        guard case .text(let bytes, let hasEscapes) = self else { return nil }
        let text = String(decoding: bytes, as: UTF8.self)
        return hasEscapes ? Self.unescaped(text) : text
    }

    /// The whole number; `nil` for anything else.
    var integer: Int64? {
        guard case .number(let bytes) = self, bytes.count <= 20 else { return nil }
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

    /// Half a surrogate pair, and an escape that does not exist, become U+FFFD.
    private static func unescaped(_ text: String) -> String {
        // In UTF-16, as `\u` counts in its units: decoding joins the pairs, and replaces halves.
        var units: [UInt16] = []
        var rest = text.utf16[...]
        while let unit = rest.popFirst() {
            guard unit == 0x5C, let escape = rest.popFirst() else {
                units.append(unit)
                continue
            }
            if let plain = plain(escape) {
                units.append(plain)
            } else if escape == 0x75, let code = UInt16(hex: rest.prefix(4)) {
                units.append(code)
                rest = rest.dropFirst(4)
            } else {
                units.append(0xFFFD)
            }
        }
        return String(decoding: units, as: UTF16.self)
    }

    private static func plain(_ escape: UInt16) -> UInt16? {
        switch UInt8(truncatingIfNeeded: escape) {
        case _ where escape > 0x7F: nil
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): escape
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "t"): 0x09
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0C
        default: nil
        }
    }
}

extension UInt16 {
    /// Reads four hexadecimal digits.
    fileprivate init?(hex digits: Substring.UTF16View) {
        guard digits.count == 4, digits.allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") }) else {
            return nil
        }
        self.init(Substring(digits), radix: 16)
    }
}

extension UnsafeRawBufferPointer {
    /// Whether these are the bytes of `text`.
    func isEqual(to text: StaticString) -> Bool {
        guard count == text.utf8CodeUnitCount else { return false }
        return elementsEqual(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }
}
