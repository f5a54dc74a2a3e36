extension HTMLBuffer {
    /// Appends a text as a string of JSON, with its quotes.
    ///
    /// Everything that means something in HTML, JSON or JavaScript is written as its number: the string can stand in a page.
    mutating func append(json text: String) {
        append(markup: "\"")
        var text = text
        text.withUTF8 { bytes in
            var start = 0
            for (index, byte) in bytes.enumerated() where Self.mayNeedNumber(byte) {
                guard let scalar = Self.numbered(bytes[index...]) else { continue }
                append(UnsafeBufferPointer(rebasing: bytes[start..<index]))
                append(markup: "\\u")
                append(hexadecimal: scalar.value)
                start = index + Unicode.UTF8.width(scalar)
            }
            append(UnsafeBufferPointer(rebasing: bytes[start...]))
        }
        append(markup: "\"")
    }

    private static func mayNeedNumber(_ byte: UInt8) -> Bool {
        switch byte {
        case 0..<0x20, 0x7F, UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"), UInt8(ascii: "'"),
            UInt8(ascii: "\""), UInt8(ascii: "\\"), 0xC2, 0xE2:
            true
        default: false
        }
    }

    /// The first character if it is written as a number: a sign, a control character, or a line separator of JavaScript.
    private static func numbered(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Unicode.Scalar? {
        let (first, second) = (bytes[bytes.startIndex], bytes.dropFirst().first ?? 0)
        if first == 0xC2 { return second < 0xA0 ? Unicode.Scalar(UInt32(second)) : nil }
        guard first == 0xE2 else { return Unicode.Scalar(first) }
        let third = bytes.dropFirst(2).first ?? 0
        guard second == 0x80, third == 0xA8 || third == 0xA9 else { return nil }
        return Unicode.Scalar(0x2000 + UInt32(third - 0x80))
    }

    /// Appends a number below 65,536 as four digits.
    private mutating func append(hexadecimal number: UInt32) {
        let digits: StaticString = "0123456789abcdef"
        append(
            verbatim: [12, 8, 4, 0].map { digits.utf8Start[Int(number >> $0 & 15)] })
    }
}
