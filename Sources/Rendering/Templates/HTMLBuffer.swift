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

    /// Appends bytes as they are: what the operator has written, or a renderer of ours.
    mutating func append(verbatim bytes: some Collection<UInt8>) {
        self.bytes.append(contentsOf: bytes)
    }

    /// Appends a stretch of bytes as they are, without making a slice first.
    mutating func append(verbatim bytes: [UInt8], in range: Range<Int>) {
        bytes.withUnsafeBufferPointer { self.bytes.append(contentsOf: UnsafeBufferPointer(rebasing: $0[range])) }
    }

    /// Appends a number in decimal digits, without a detour through a string.
    mutating func append(_ number: Int) {
        if number < 0 { bytes.append(UInt8(ascii: "-")) }
        var rest = number.magnitude
        var lower = bytes.count
        repeat {
            bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
            rest /= 10
        } while rest != 0
        // The digits came last to first.
        var upper = bytes.count - 1
        while lower < upper {
            bytes.swapAt(lower, upper)
            lower += 1
            upper -= 1
        }
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
        let words = UnsafeRawBufferPointer(text)
        var start = 0
        var index = 0
        while index < text.count {
            if index + 8 <= text.count,
                !HTMLEscape.mayNeed(words.loadUnaligned(fromByteOffset: index, as: UInt64.self))
            {
                index += 8
                continue
            }
            let end = min(index + 8, text.count)
            while index < end {
                if let escape = HTMLEscape.replacement(of: text[index]) {
                    bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<index]))
                    escape.withUTF8Buffer { bytes.append(contentsOf: $0) }
                    start = index + 1
                }
                index += 1
            }
        }
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
    }
}
