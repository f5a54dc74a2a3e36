/// The UTF-8 bytes of a page while it is written.
///
/// One buffer serves many pages: ``removeAll()`` keeps its memory, so that after the first few pages no
/// page allocates any. The memory is its own, and not an array's, because a page is some 5,000 short pieces, and an array
/// asks before each of them whether anybody else holds it.
public struct HTMLBuffer: ~Copyable {
    private var start: UnsafeMutablePointer<UInt8>
    private var capacity: Int

    /// How many bytes were written so far.
    public private(set) var count = 0

    /// Makes an empty buffer with room for a page of the given size.
    public init(capacity: Int = 256) {
        self.capacity = max(1, capacity)
        start = .allocate(capacity: self.capacity)
    }

    deinit { start.deallocate() }

    /// What was written so far.
    public var bytes: [UInt8] { Array(UnsafeBufferPointer(start: start, count: count)) }

    /// Empties the buffer and keeps its memory for the next page.
    public mutating func removeAll() { count = 0 }

    /// Appends markup that one of our renderers has made.
    mutating func append(_ markup: SafeHTML) {
        append(verbatim: markup.bytes)
    }

    /// Appends markup that stands in the source code; a value computed at run time does not fit in here.
    mutating func append(markup: StaticString) {
        markup.withUTF8Buffer { append($0) }
    }

    /// Appends bytes as they are: what the operator has written, or a renderer of ours.
    mutating func append(verbatim bytes: [UInt8]) {
        bytes.withUnsafeBufferPointer { append($0) }
    }

    /// Appends a stretch of bytes as they are, without making a slice first.
    mutating func append(verbatim bytes: [UInt8], in range: Range<Int>) {
        bytes.withUnsafeBufferPointer { append(UnsafeBufferPointer(rebasing: $0[range])) }
    }

    /// Appends a number in decimal digits, without a detour through a string.
    mutating func append(_ number: Int) {
        var rest = number.magnitude
        var digits = 1
        var bound: UInt = 10
        while rest >= bound {
            digits += 1
            bound *= 10
        }
        reserve(21)
        if number < 0 {
            start[count] = UInt8(ascii: "-")
            count += 1
        }
        for place in stride(from: count + digits - 1, through: count, by: -1) {
            start[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
        count += digits
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
                    append(UnsafeBufferPointer(rebasing: text[start..<index]))
                    append(markup: escape)
                    start = index + 1
                }
                index += 1
            }
        }
        append(UnsafeBufferPointer(rebasing: text[start...]))
    }

    /// Appends bytes as they are.
    mutating func append(_ piece: UnsafeBufferPointer<UInt8>) {
        guard let from = piece.baseAddress else { return }
        reserve(piece.count)
        (start + count).initialize(from: from, count: piece.count)
        count += piece.count
    }

    @inline(__always)
    private mutating func reserve(_ more: Int) {
        if capacity - count < more { grow(to: max(count + more, capacity * 2)) }
    }

    @inline(never)
    private mutating func grow(to larger: Int) {
        let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
        moved.initialize(from: start, count: count)
        start.deallocate()
        (start, capacity) = (moved, larger)
    }
}
