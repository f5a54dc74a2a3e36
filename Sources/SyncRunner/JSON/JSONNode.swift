internal import Foundation

/// A value of a JSON text that is in memory; it is found by its position, and decoded only when it is asked for.
///
/// Spotify's answers are read by it: `JSONDecoder` makes a dictionary of each object, and an error for each field that is
/// absent, which was a third of a sync.
struct JSONNode {
    /// Where a value is in the text, and in the list of values: each object and list comes before what it holds.
    fileprivate struct Entry {
        enum Kind: UInt8 { case object, list, text, escapedText, word }
        var kind: Kind
        /// The first byte of the contents: of a text, the one after the quote.
        var start: Int32
        var end: Int32 = 0
        /// The position behind this value and all that it holds.
        var next: Int32 = 0
    }

    fileprivate let text: UnsafeRawBufferPointer
    fileprivate let entries: UnsafeBufferPointer<Entry>
    fileprivate let position: Int

    /// Reads a whole text.
    ///
    /// - Parameters:
    ///   - text: UTF-8.
    ///   - body: Takes the outermost value, which is valid during the call only.
    /// - Returns: What `body` returns.
    /// - Throws: ``JSONMismatch/notWhole``, and what `body` throws.
    static func read<Result>(_ text: Data, _ body: (JSONNode) throws -> Result) throws -> Result {
        try text.withUnsafeBytes { text in
            let entries = try JSONScan.entries(of: text)
            return try entries.withUnsafeBufferPointer { entries in
                try body(JSONNode(text: text, entries: entries, position: 0))
            }
        }
    }

    /// The member of an object with a name; `nil` if there is none, or if this is no object.
    subscript(name: StaticString) -> JSONNode? {
        guard entry.kind == .object else { return nil }
        var key = position + 1
        while key < Int(entry.next) {
            if bytes(of: entries[key]).isEqual(to: name) { return at(key + 1) }
            key = Int(entries[key + 1].next)
        }
        return nil
    }

    /// The elements of a list; `nil` if this is none.
    var elements: [JSONNode]? {
        guard entry.kind == .list else { return nil }
        var elements: [JSONNode] = []
        var element = position + 1
        while element < Int(entry.next) {
            elements.append(at(element))
            element = Int(entries[element].next)
        }
        return elements
    }

    /// Whether it is `null`.
    var isNull: Bool {
        if case .null = value { true } else { false }
    }

    /// The text; `nil` for anything else.
    var string: String? { value.text }

    /// The whole number; `nil` for anything else.
    var integer: Int64? { value.integer }

    private var value: JSONValue {
        switch entry.kind {
        case .text, .escapedText: .text(bytes(of: entry), hasEscapes: entry.kind == .escapedText)
        case .object, .list: .nested
        // The scan has read it once.
        case .word: (try? JSONValue(word: bytes(of: entry))) ?? .null
        }
    }

    private var entry: Entry { entries[position] }

    private func at(_ position: Int) -> JSONNode { JSONNode(text: text, entries: entries, position: position) }

    private func bytes(of entry: Entry) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: text[Int(entry.start)..<Int(entry.end)])
    }
}

/// What is wrong with a JSON text: it names places and kinds, and none of the contents.
enum JSONMismatch: Error, Hashable {
    /// It is not JSON from its first byte to its last.
    case notWhole
    case absent(_ name: String)
    case null(_ name: String)
    case otherType(_ name: String)
}

extension JSONMismatch: CustomStringConvertible {
    var description: String {
        switch self {
        case .notWhole: "the answer is not whole JSON"
        case .absent(let name): "the answer has no \(name)"
        case .null(let name): "\(name) is null"
        case .otherType(let name): "\(name) is of another type"
        }
    }
}

/// Finds the values of a text in one pass, without recursion: brackets may be nested to any depth.
private struct JSONScan {
    private let text: UnsafeRawBufferPointer
    private var index = 0
    private var entries: [JSONNode.Entry] = []
    /// The positions of the objects and lists that are not closed.
    private var open: [Int] = []

    private init(_ text: UnsafeRawBufferPointer) {
        self.text = text
        // A field of an answer of Spotify's takes some 30 bytes, and is two values.
        entries.reserveCapacity(text.count / 16)
    }

    static func entries(of text: UnsafeRawBufferPointer) throws(JSONMismatch) -> [JSONNode.Entry] {
        guard text.count < Int32.max else { throw .notWhole }
        var scan = JSONScan(text)
        var valueFollows = true
        while valueFollows || !scan.open.isEmpty {
            valueFollows = try valueFollows ? scan.beginValue() : scan.endValue()
        }
        guard scan.significant() == nil else { throw .notWhole }
        return scan.entries
    }

    /// Reads a value, or the beginning of an object or a list; returns whether a value follows that it holds.
    private mutating func beginValue() throws(JSONMismatch) -> Bool {
        switch significant() {
        case UInt8(ascii: "{"):
            begin(.object)
            guard significant() != UInt8(ascii: "}") else { return false }
            try name()
            return true
        case UInt8(ascii: "["):
            begin(.list)
            return significant() != UInt8(ascii: "]")
        case UInt8(ascii: "\""): try string()
        default: try word()
        }
        return false
    }

    /// Reads what is behind a value in an object or a list: the next one follows, or it ends.
    private mutating func endValue() throws(JSONMismatch) -> Bool {
        let container = open[open.count - 1]
        let isObject = entries[container].kind == .object
        switch significant() {
        case UInt8(ascii: ","):
            index += 1
            if isObject { try name() }
            return true
        case isObject ? UInt8(ascii: "}") : UInt8(ascii: "]"):
            index += 1
            open.removeLast()
            end(container, at: index)
            return false
        default: throw .notWhole
        }
    }

    private mutating func begin(_ kind: JSONNode.Entry.Kind) {
        open.append(entries.count)
        index += 1
        entries.append(.init(kind: kind, start: Int32(index)))
    }

    private mutating func end(_ entry: Int, at end: Int) {
        entries[entry].end = Int32(end)
        entries[entry].next = Int32(entries.count)
    }

    private mutating func name() throws(JSONMismatch) {
        guard significant() == UInt8(ascii: "\"") else { throw .notWhole }
        try string()
        guard significant() == UInt8(ascii: ":") else { throw .notWhole }
        index += 1
    }

    private mutating func string() throws(JSONMismatch) {
        index += 1
        entries.append(.init(kind: .text, start: Int32(index)))
        while index < text.count {
            switch text[index] {
            case UInt8(ascii: "\""):
                end(entries.count - 1, at: index)
                index += 1
                return
            case UInt8(ascii: "\\"):
                entries[entries.count - 1].kind = .escapedText
                index += 2
            default: index += 1
            }
        }
        throw .notWhole
    }

    private mutating func word() throws(JSONMismatch) {
        let start = index
        while index < text.count, JSONListReader.isOfWord(text[index]) { index += 1 }
        let word = UnsafeRawBufferPointer(rebasing: text[start..<index])
        guard (try? JSONValue(word: word)) != nil else { throw .notWhole }
        entries.append(.init(kind: .word, start: Int32(start)))
        end(entries.count - 1, at: index)
    }

    /// The next byte that is not white space.
    private mutating func significant() -> UInt8? {
        while index < text.count {
            switch text[index] {
            case 0x20, 0x0A, 0x0D, 0x09: index += 1
            default: return text[index]
            }
        }
        return nil
    }
}
