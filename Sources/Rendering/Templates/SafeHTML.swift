/// Markup that is known to be inert, the only thing a template may print unescaped.
///
/// Other targets can carry such a value but not make one: the initialisers are internal, so that only
/// this target's SVG and Markdown renderers vouch for bytes.
public struct SafeHTML: Sendable, Hashable {
    /// The markup, in UTF-8.
    public let bytes: [UInt8]

    /// Whether there is nothing to print.
    public var isEmpty: Bool { bytes.isEmpty }

    /// No markup at all.
    public static let empty = SafeHTML(bytes: [])

    /// Vouches for bytes that a renderer of this target has made.
    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Vouches for what a renderer of this target has written into a buffer.
    init(_ buffer: borrowing HTMLBuffer) {
        self.bytes = buffer.bytes
    }
}
