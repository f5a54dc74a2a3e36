/// A stored value that a later version may store in another form: what cannot be read is missing, and the rest is kept.
public struct Readable<Value: Codable & Hashable & Sendable>: Codable, Hashable, Sendable {
    /// The value; `nil` if it could not be read.
    public var value: Value?

    /// Wraps a value.
    public init(_ value: Value?) { self.value = value }

    /// Reads a value, if it has the form of this version.
    public init(from decoder: any Decoder) { value = try? Value(from: decoder) }

    /// Writes the value as it is.
    public func encode(to encoder: any Encoder) throws { try value.encode(to: encoder) }
}
