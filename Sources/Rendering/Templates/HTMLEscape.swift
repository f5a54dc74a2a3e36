/// The replacement of a byte that has a meaning in HTML.
enum HTMLEscape {
    /// The characters of the design, and NUL, which HTML forbids and parsers treat differently by place.
    ///
    /// All of them are ASCII, and in UTF-8 an ASCII byte is never part of another character. So nothing that follows
    /// the byte, such as a combining mark, can hide it.
    static func replacement(of byte: UInt8) -> StaticString? {
        switch byte {
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">"): "&gt;"
        case UInt8(ascii: "\""): "&quot;"
        case UInt8(ascii: "'"): "&#39;"
        case 0: "\u{FFFD}"
        default: nil
        }
    }

    /// Whether one of eight bytes may have a replacement; `false` is certain.
    ///
    /// Nearly all text has none, and is skipped eight bytes at a time. Setting the bits in which they differ makes
    /// `"`, `&` and `'` (and `#`) one value, and `<` and `>` another; so three tests find all six.
    static func mayNeed(_ word: UInt64) -> Bool {
        let quotes = (word | every(0x05)) ^ every(0x27)
        let brackets = (word | every(0x02)) ^ every(0x3E)
        return hasZero(word) || hasZero(quotes) || hasZero(brackets)
    }

    /// Whether one of the eight bytes is zero: only there can the subtraction borrow into a clear top bit.
    private static func hasZero(_ word: UInt64) -> Bool {
        (word &- every(0x01)) & ~word & every(0x80) != 0
    }

    private static func every(_ byte: UInt64) -> UInt64 {
        byte &* 0x0101_0101_0101_0101
    }
}
