internal import Crypto

/// SHA-256 of a list of fields, such as everything that a page is made from.
///
/// Fields are added in a fixed order, each preceded by its label and the length of its value, so that different lists
/// of fields never give the same bytes: ("ab", "c") is not ("a", "bc"), and none is not empty.
public struct Fingerprint: Sendable {
    private var bytes: [UInt8] = []

    /// Creates a fingerprint without fields.
    ///
    /// - Parameter kind: What has these fields, so that things of two kinds never agree by accident.
    public init(of kind: String) {
        bytes.reserveCapacity(512)
        append(kind)
    }

    /// Adds a text.
    public mutating func add(_ label: String, _ value: String) {
        begin(label, .some)
        append(value)
    }

    /// Adds an optional text; `nil` differs from an empty text.
    public mutating func add(_ label: String, _ value: String?) {
        guard let value else { return begin(label, .none) }
        add(label, value)
    }

    /// Adds a number.
    public mutating func add(_ label: String, _ value: some FixedWidthInteger) {
        add(label, String(value))
    }

    /// Adds bytes, such as another digest.
    public mutating func add(_ label: String, _ value: [UInt8]) {
        begin(label, .some)
        append(length: value.count)
        bytes.append(contentsOf: value)
    }

    /// Adds a list; its order counts.
    public mutating func add(_ label: String, _ values: [String]) {
        begin(label, .list)
        append(length: values.count)
        for value in values { append(value) }
    }

    /// The digest of all fields so far: 32 bytes.
    public var digest: [UInt8] { Self.digest(of: bytes) }

    /// SHA-256 of some bytes.
    public static func digest(of bytes: [UInt8]) -> [UInt8] {
        var hash = SHA256()
        bytes.withUnsafeBytes { hash.update(bufferPointer: $0) }
        return hash.finalize().withUnsafeBytes { Array($0) }
    }

    private enum Shape: UInt8 {
        case none
        case some
        case list
    }

    private mutating func begin(_ label: String, _ shape: Shape) {
        append(label)
        bytes.append(shape.rawValue)
    }

    private mutating func append(_ text: String) {
        append(length: text.utf8.count)
        bytes.append(contentsOf: text.utf8)
    }

    private mutating func append(length: Int) {
        withUnsafeBytes(of: UInt64(length).littleEndian) { bytes.append(contentsOf: $0) }
    }
}
