internal import Foundation

/// Which addresses that Spotify sends may reach a page.
public struct LinkPolicy: Hashable, Sendable {
    /// Whether plain `http` to this machine is taken, too: the simulator's artwork.
    public var allowsLoopback: Bool

    /// Only `https`.
    public static let secure = LinkPolicy(allowsLoopback: false)
    /// `https`, and plain `http` to this machine.
    public static let loopback = LinkPolicy(allowsLoopback: true)

    /// Longer addresses are not taken.
    static let longest = 2048

    /// The address when a page may link to it, with characters beyond ASCII percent-encoded; else `nil`.
    func link(_ text: String?) -> String? {
        guard let text, text.utf8.count <= Self.longest else { return nil }
        let encoded = Self.encodingNonASCII(text)
        guard encoded.utf8.allSatisfy(Self.isAllowed), let parts = URLComponents(string: encoded),
            let scheme = parts.scheme?.lowercased(), let host = parts.host?.lowercased(), !host.isEmpty,
            parts.user == nil, parts.password == nil
        else { return nil }
        switch scheme {
        case "https": return encoded
        case "http": return allowsLoopback && ServiceAddress.isLoopback(host) ? encoded : nil
        default: return nil
        }
    }

    /// Visible ASCII without what RFC 3986 keeps out of an address, quotes and angle brackets among it.
    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\\"), UInt8(ascii: "^"),
            UInt8(ascii: "`"), UInt8(ascii: "{"), UInt8(ascii: "|"), UInt8(ascii: "}"), UInt8(ascii: "'"):
            false
        default: byte > 0x20 && byte < 0x7F
        }
    }

    private static func encodingNonASCII(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 >= 0x80 }) else { return text }
        return text.unicodeScalars.reduce(into: "") { result, scalar in
            result += scalar.isASCII ? String(scalar) : FormEncoding.escape(String(scalar))
        }
    }
}
