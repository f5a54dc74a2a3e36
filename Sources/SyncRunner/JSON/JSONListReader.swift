/// Reads a JSON list of flat objects, one object at a time, in the memory of one object.
///
/// `JSONDecoder` builds a map of all twenty fields of a row, but only five are needed. With 200,000 rows, that would be most
/// of the time of an import.
struct JSONListReader: ~Copyable {
    /// The object that was read is not JSON; the next one can be read.
    struct Malformed: Error {}

    /// What is wrong with the list around the objects: nothing more can be read.
    enum Flaw: Error, Hashable {
        case notAnArray
        case notAnObject
        case noComma
        case tooLong
        case trailing
        case truncated
    }

    /// The most bytes an object may have; a row of a listening history has about 700.
    static let longestObject = 1 << 20

    private enum Place {
        case start, firstObject, inObject, afterObject, end
    }

    /// How many bytes were taken from the source so far.
    private(set) var bytesRead: Int64 = 0

    private let source: ByteSource
    private var buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: ByteSource.chunk * 2, alignment: 16)
    /// The first byte of the object being read: the buffer keeps everything from here on.
    private var start = 0
    private var index = 0
    private var end = 0
    private var place = Place.start

    init(_ source: ByteSource) {
        self.source = source
    }

    deinit { buffer.deallocate() }

    /// Reads the next object, and hands over its fields in order.
    ///
    /// - Parameter field: Takes a field; the bytes are only valid during the call.
    /// - Returns: `false` at the end of the list.
    /// - Throws: ``Malformed``; ``Flaw``; the source's errors.
    mutating func next(_ field: (_ key: UnsafeRawBufferPointer, _ value: JSONValue) -> Void) throws -> Bool {
        guard try beginObject() else { return false }
        do {
            try readFields(field)
        } catch let error as Malformed {
            try skipNested(depth: 1)
            try endObject()
            throw error
        }
        try endObject()
        return true
    }

    // MARK: - The list

    private mutating func beginObject() throws -> Bool {
        if place == .start { try beginList() }
        if place == .end { return false }
        var byte = try significant()
        if byte == UInt8(ascii: "]") {
            index += 1
            place = .end
            if try skipSpace() { throw Flaw.trailing }
            return false
        }
        if place == .afterObject {
            guard byte == UInt8(ascii: ",") else { throw Flaw.noComma }
            index += 1
            byte = try significant()
        }
        guard byte == UInt8(ascii: "{") else { throw Flaw.notAnObject }
        start = index
        index += 1
        place = .inObject
        return true
    }

    private mutating func beginList() throws {
        // A byte order mark: some editors write one.
        for byte in [0xEF, 0xBB, 0xBF] as [UInt8] {
            guard try index < end || fill(), buffer[index] == byte else { break }
            index += 1
        }
        guard try skipSpace(), buffer[index] == UInt8(ascii: "[") else { throw Flaw.notAnArray }
        index += 1
        place = .firstObject
    }

    private mutating func endObject() throws {
        guard index - start <= Self.longestObject else { throw Flaw.tooLong }
        place = .afterObject
    }

    // MARK: - An object

    private mutating func readFields(_ field: (UnsafeRawBufferPointer, JSONValue) -> Void) throws {
        if try significant() == UInt8(ascii: "}") {
            index += 1
            return
        }
        while true {
            guard try significant() == UInt8(ascii: "\"") else { throw Malformed() }
            let (key, _) = try string()
            guard try significant() == UInt8(ascii: ":") else { throw Malformed() }
            index += 1
            _ = try significant()
            let value = try value()
            field(bytes(key), value)
            let byte = try significant()
            if byte != UInt8(ascii: "}"), byte != UInt8(ascii: ",") { throw Malformed() }
            index += 1
            if byte == UInt8(ascii: "}") { return }
        }
    }

    private mutating func value() throws -> JSONValue {
        switch buffer[index] {
        case UInt8(ascii: "\""):
            let (text, hasEscapes) = try string()
            return .text(bytes(text), hasEscapes: hasEscapes)
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            index += 1
            try skipNested(depth: 1)
            return .nested
        default:
            let from = index - start
            while try Self.isOfWord(peek()) { index += 1 }
            return try JSONValue(word: bytes(from..<(index - start)))
        }
    }

    /// Where the text between the quotes is, counted from the start of the object.
    private mutating func string() throws -> (Range<Int>, hasEscapes: Bool) {
        index += 1
        let from = index - start
        var hasEscapes = false
        while true {
            let byte = try peek()
            index += 1
            if byte == UInt8(ascii: "\"") { return (from..<(index - 1 - start), hasEscapes) }
            guard byte == UInt8(ascii: "\\") else { continue }
            hasEscapes = true
            _ = try peek()
            index += 1
        }
    }

    /// Moves behind the bracket that ends what is open.
    private mutating func skipNested(depth: Int) throws {
        var depth = depth
        while depth > 0 {
            switch try peek() {
            case UInt8(ascii: "\""):
                _ = try string()
                continue
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
            default: break
            }
            index += 1
        }
    }

    /// Bytes of the object, by their distance from its start: the buffer may have moved since they were read.
    private func bytes(_ range: Range<Int>) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: buffer[(start + range.lowerBound)..<(start + range.upperBound)])
    }

    static func isOfWord(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."), UInt8(ascii: "E"): true
        default: false
        }
    }

    // MARK: - Bytes

    /// The next byte that is not white space.
    private mutating func significant() throws -> UInt8 {
        guard try skipSpace() else { throw Flaw.truncated }
        return buffer[index]
    }

    /// Whether a byte follows the white space.
    private mutating func skipSpace() throws -> Bool {
        while try index < end || fill() {
            switch buffer[index] {
            case 0x20, 0x0A, 0x0D, 0x09: index += 1
            default: return true
            }
        }
        return false
    }

    private mutating func peek() throws -> UInt8 {
        guard try index < end || fill() else { throw Flaw.truncated }
        return buffer[index]
    }

    /// Reads more bytes; `false` when there are none.
    private mutating func fill() throws -> Bool {
        if place != .inObject { start = index }
        guard end - start <= Self.longestObject else { throw Flaw.tooLong }
        let kept = UnsafeRawBufferPointer(rebasing: buffer[start..<end])
        if buffer.count - kept.count < ByteSource.chunk {
            let larger = UnsafeMutableRawBufferPointer.allocate(byteCount: buffer.count * 2, alignment: 16)
            larger.copyMemory(from: kept)
            buffer.deallocate()
            buffer = larger
        } else {
            buffer.copyMemory(from: kept)
        }
        (start, index, end) = (0, index - start, end - start)
        let room = UnsafeMutableRawBufferPointer(rebasing: buffer[end..<(end + ByteSource.chunk)])
        let count = try source.read(room)
        end += count
        bytesRead += Int64(count)
        return count > 0
    }
}

extension JSONListReader.Flaw: CustomStringConvertible {
    /// What is wrong.
    var description: String {
        switch self {
        case .notAnArray: "not a list of rows"
        case .notAnObject: "not a row in braces; the rest of the file is not read"
        case .noComma: "no comma before it; the rest of the file is not read"
        case .tooLong: "longer than any row can be; the rest of the file is not read"
        case .trailing: "something follows the end of the list"
        case .truncated: "the file ends in the middle"
        }
    }
}
