/// The UTF-8 bytes of a page while it is written.
///
/// One buffer serves many pages: ``removeAll()`` keeps its memory, so that after the first few pages no
/// page allocates any.
public struct HTMLBuffer: Sendable {
    /// What was written so far.
    public private(set) var bytes: [UInt8] = []

    /// How many bytes were written so far.
    public var count: Int { bytes.count }

    /// Makes an empty buffer with room for a page of the given size.
    public init(capacity: Int = 0) {
        bytes.reserveCapacity(capacity)
    }

    /// Empties the buffer and keeps its memory for the next page.
    public mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
    }

    /// Appends markup that one of our renderers has made.
    mutating func append(_ markup: SafeHTML) {
        bytes.append(contentsOf: markup.bytes)
    }

    /// Appends markup that stands in the source code; a value computed at run time does not fit in here.
    mutating func append(markup: StaticString) {
        markup.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    /// Appends bytes as they are: the literal parts of templates, which the operator has written.
    mutating func append(verbatim literal: some Collection<UInt8>) {
        bytes.append(contentsOf: literal)
    }

    /// Appends a number in decimal digits, without a detour through a string.
    mutating func append(_ number: Int) {
        var magnitude = number.magnitude
        if number < 0 { bytes.append(UInt8(ascii: "-")) }
        let start = bytes.count
        repeat {
            bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: magnitude % 10))
            magnitude /= 10
        } while magnitude != 0
        bytes[start...].reverse()
    }

    /// Appends text in which every character that means something in HTML is escaped.
    mutating func append(escaping text: String) {
        let done: Void? = text.utf8.withContiguousStorageIfAvailable { appendEscaped($0) }
        guard done == nil else { return }
        // Only a string bridged from Objective-C has no contiguous storage.
        var native = text
        native.makeContiguousUTF8()
        native.utf8.withContiguousStorageIfAvailable { appendEscaped($0) }
    }

    private mutating func appendEscaped(_ text: UnsafeBufferPointer<UInt8>) {
        var start = 0
        for index in text.indices {
            guard let escape = HTMLEscape.replacement(of: text[index]) else { continue }
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<index]))
            escape.withUTF8Buffer { bytes.append(contentsOf: $0) }
            start = index + 1
        }
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
    }
}

/// What stands in for a byte that means something in HTML.
enum HTMLEscape {
    /// The characters of the design, and NUL, which HTML forbids and parsers treat differently by place.
    ///
    /// All of them are ASCII, and in UTF-8 an ASCII byte is never part of another character: whatever follows
    /// the byte, a combining mark for one, cannot hide it.
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
}
