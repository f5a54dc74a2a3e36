/// The one rule for web addresses: which of them a page may use as a link or a picture.
///
/// It is applied to addresses from Spotify, to links in Markdown, and again when a page is rendered, because an older
/// version or another program may have written to the database.
public enum WebAddress {
    /// The longest accepted address, in bytes.
    public static let longest = 2_000

    /// Whether a page may link to an address.
    ///
    /// The address must begin with `scheme://` and a host. It must not have a user name, which would only imitate
    /// another host, nor characters that browsers drop or rewrite. The caller escapes it for HTML.
    ///
    /// - Parameters:
    ///   - text: The address.
    ///   - scheme: In lower case; only the operator may use another one than `https`.
    /// - Returns: Whether the address is accepted.
    public static func isLinkable(_ text: String, scheme: String = "https") -> Bool {
        guard text.utf8.count <= longest, isPlain(text) else { return false }
        var text = text
        return text.withUTF8 { bytes in
            let end = scheme.utf8.count
            guard bytes.count > end + 3, zip(bytes, scheme.utf8).allSatisfy({ lowercased($0) == $1 }),
                bytes[end] == UInt8(ascii: ":"), bytes[end + 1] == slash, bytes[end + 2] == slash
            else { return false }
            let authority = bytes[(end + 3)...].prefix {
                $0 != slash && $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#")
            }
            return !authority.isEmpty && authority.first != UInt8(ascii: ":")
                && !authority.contains(UInt8(ascii: "@"))
        }
    }

    /// The stored form of an address from Spotify: non-ASCII characters are percent-encoded.
    ///
    /// - Parameter text: The address as Spotify sent it.
    /// - Returns: `nil` if a page may not link to it, or if it is not valid by RFC 3986.
    public static func stored(_ text: String?) -> String? {
        guard let text, text.utf8.count <= longest else { return nil }
        guard isRegular(text) else { return nil }
        let address = text.utf8.allSatisfy { $0 < 0x80 } ? text : encoded(text)
        return isLinkable(address) ? address : nil
    }

    /// Whether an address is free of the ASCII characters that RFC 3986 gives no place in one.
    public static func isRegular(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            isForbidden.withUnsafeBufferPointer { forbidden in !bytes.contains { forbidden[Int($0)] } }
        }
    }

    private static func encoded(_ text: String) -> String {
        var encoded: [UInt8] = []
        for byte in text.utf8 {
            if byte < 0x80 {
                encoded.append(byte)
            } else {
                encoded += [UInt8(ascii: "%"), hexadecimal[Int(byte >> 4)], hexadecimal[Int(byte & 15)]]
            }
        }
        return String(decoding: encoded, as: UTF8.self)
    }

    /// Whether browsers read an address exactly as it is written.
    ///
    /// Browsers drop line ends and tabs, and read `\` as `/`; both could hide a scheme.
    public static func isPlain(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            !bytes.isEmpty && bytes.allSatisfy { $0 > 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "\\") }
        }
    }

    private static func lowercased(_ byte: UInt8) -> UInt8 {
        (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
    }

    private static let slash = UInt8(ascii: "/")
    /// By byte.
    private static let isForbidden = (0...UInt8.max).map { Array(#"<>"'\^`{|}"#.utf8).contains($0) }
    private static let hexadecimal = Array("0123456789ABCDEF".utf8)
}
