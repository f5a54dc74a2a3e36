/// Resolves the escapes of a JSON text.
enum JSONEscapes {
    /// The text; half a surrogate pair, and an escape that does not exist, become U+FFFD.
    static func resolved(_ bytes: UnsafeRawBufferPointer) -> String {
        var utf8: [UInt8] = []
        utf8.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            guard byte == UInt8(ascii: "\\") else {
                utf8.append(byte)
                continue
            }
            guard index < bytes.count else { break }
            let escape = bytes[index]
            index += 1
            if escape == UInt8(ascii: "u") {
                utf8.append(contentsOf: UTF8.encode(scalar(in: bytes, at: &index)) ?? UTF8.encodedReplacementCharacter)
            } else if let plain = plain(escape) {
                utf8.append(plain)
            } else {
                utf8.append(contentsOf: UTF8.encodedReplacementCharacter)
            }
        }
        return String(decoding: utf8, as: UTF8.self)
    }

    private static func plain(_ escape: UInt8) -> UInt8? {
        switch escape {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): escape
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "t"): 0x09
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0C
        default: nil
        }
    }

    /// The scalar of the four digits at `index`, and of the second half of its pair where it has one.
    private static func scalar(in bytes: UnsafeRawBufferPointer, at index: inout Int) -> Unicode.Scalar {
        let replacement: Unicode.Scalar = "\u{FFFD}"
        guard let first = unit(in: bytes, at: index) else { return replacement }
        index += 4
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard UTF16.isLeadSurrogate(first), index + 6 <= bytes.count, bytes[index] == UInt8(ascii: "\\"),
            bytes[index + 1] == UInt8(ascii: "u"), let second = unit(in: bytes, at: index + 2),
            UTF16.isTrailSurrogate(second)
        else { return replacement }
        index += 6
        let value = 0x1_0000 + (UInt32(first) - 0xD800) << 10 + (UInt32(second) - 0xDC00)
        return Unicode.Scalar(value) ?? replacement
    }

    private static func unit(in bytes: UnsafeRawBufferPointer, at index: Int) -> UInt16? {
        guard index + 4 <= bytes.count else { return nil }
        var value: UInt16 = 0
        for byte in bytes[index..<(index + 4)] {
            let digit: UInt8
            switch byte {
            case 48...57: digit = byte - 48
            case 65...70: digit = byte - 55
            case 97...102: digit = byte - 87
            default: return nil
            }
            value = value << 4 | UInt16(digit)
        }
        return value
    }
}
