/// The one rule for web addresses: which of them may be a link or a picture on a page.
///
/// It is applied where an address comes in, to what users write in Markdown, and again where a page is made: the database
/// may hold addresses that an older version or another hand has written.
public enum WebAddress {
    /// Longer addresses are not taken, in bytes.
    public static let longest = 2_000

    /// Whether a page may lead to an address.
    ///
    /// It begins with `scheme://` and a host, has no user name, which would only serve to look like another host, and no
    /// character that browsers drop or rewrite. Escaping it for HTML is not done here.
    ///
    /// - Parameters:
    ///   - text: The address.
    ///   - scheme: In lower case; only operators may use another one than `https`.
    /// - Returns: Whether it can be shown.
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

    /// An address from Spotify in the form that is stored: characters beyond ASCII are percent-encoded.
    ///
    /// - Parameter text: As it was sent.
    /// - Returns: `nil` when a page may not lead to it, or RFC 3986 has no such address.
    public static func stored(_ text: String?) -> String? {
        guard let text, text.utf8.count <= longest else { return nil }
        var encoded: [UInt8] = []
        for byte in text.utf8 {
            guard !#"<>"'\^`{|}"#.utf8.contains(byte) else { return nil }
            if byte < 0x80 {
                encoded.append(byte)
            } else {
                encoded += [UInt8(ascii: "%"), hexadecimal[Int(byte >> 4)], hexadecimal[Int(byte & 15)]]
            }
        }
        let address = String(decoding: encoded, as: UTF8.self)
        return isLinkable(address) ? address : nil
    }

    /// Whether browsers read an address as it is written.
    ///
    /// They drop line ends and tabs inside it and read `\` as `/`: neither may hide a scheme.
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
    private static let hexadecimal = Array("0123456789ABCDEF".utf8)
}
