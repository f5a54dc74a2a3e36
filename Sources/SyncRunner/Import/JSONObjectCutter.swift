/// Cuts a JSON array of objects into its objects, by bytes, as they come: memory is that of one object.
///
/// Only the structure around the objects is checked here; what is inside is the next reader's part.
struct JSONObjectCutter {
    /// What is wrong with the list around the objects.
    enum Flaw: Error, Hashable {
        case notAnArray
        case notAnObject
        case noComma
        case tooLong
        case trailing
        case truncated
    }

    /// A row of a listening history has about 700 bytes.
    static let longestObject = 1 << 20

    private enum Place {
        case start, firstValue, nextValue, afterValue, inside, end
    }

    private var place = Place.start
    private var depth = 0
    private var isInString = false
    private var isEscaped = false
    /// The beginning of an object whose end has not come yet.
    private var pending: [UInt8] = []
    private var bytesSeen = 0

    /// Takes the next bytes, and hands over each object that ends in them.
    mutating func feed(
        _ chunk: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) throws -> Void
    ) throws {
        var index = 0
        while index < chunk.count {
            if place != .inside {
                try step(chunk[index])
                if place != .inside {
                    index += 1
                    continue
                }
            }
            let end = endOfObject(in: chunk, from: index)
            let part = UnsafeRawBufferPointer(rebasing: chunk[index..<(end ?? chunk.count)])
            guard pending.count + part.count <= Self.longestObject else { throw Flaw.tooLong }
            guard let end else {
                pending.append(contentsOf: part)
                break
            }
            if pending.isEmpty {
                try body(part)
            } else {
                pending.append(contentsOf: part)
                try pending.withUnsafeBytes(body)
                pending.removeAll(keepingCapacity: true)
            }
            place = .afterValue
            index = end
        }
        bytesSeen += chunk.count
    }

    /// Tells that no more bytes come.
    func finish() throws {
        switch place {
        case .end: break
        case .start: throw Flaw.notAnArray
        default: throw Flaw.truncated
        }
    }

    /// Takes one byte between the objects.
    private mutating func step(_ byte: UInt8) throws {
        if Self.isSpace(byte) { return }
        switch (place, byte) {
        case (.start, UInt8(ascii: "[")): place = .firstValue
        // A byte order mark: some editors write one.
        case (.start, 0xEF), (.start, 0xBB), (.start, 0xBF): if bytesSeen > 3 { throw Flaw.notAnArray }
        case (.start, _): throw Flaw.notAnArray
        case (.firstValue, UInt8(ascii: "]")), (.afterValue, UInt8(ascii: "]")): place = .end
        case (.firstValue, UInt8(ascii: "{")), (.nextValue, UInt8(ascii: "{")): place = .inside
        case (.firstValue, _), (.nextValue, _): throw Flaw.notAnObject
        case (.afterValue, UInt8(ascii: ",")): place = .nextValue
        case (.afterValue, _): throw Flaw.noComma
        case (.end, _), (.inside, _): throw Flaw.trailing
        }
    }

    /// The index after the object's last brace; `nil` when that is not in these bytes.
    private mutating func endOfObject(in chunk: UnsafeRawBufferPointer, from start: Int) -> Int? {
        var index = start
        let count = chunk.count
        while index < count {
            let byte = chunk[index]
            index += 1
            if isInString {
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    isInString = false
                }
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): isInString = true
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth -= 1
                if depth == 0 { return index }
            default: break
            }
        }
        return nil
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    }
}

extension JSONObjectCutter.Flaw: CustomStringConvertible {
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
