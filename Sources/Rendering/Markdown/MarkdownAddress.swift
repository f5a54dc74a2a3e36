/// Which addresses Markdown may lead to.
enum MarkdownAddress: Sendable {
    /// Only `https` addresses: for all that strangers send.
    case https
    /// `https`, `http`, `mailto` and addresses within the site: for what the operator wrote.
    case site
    /// `https` and addresses within the site: for the operator's images.
    case siteImage

    func allows(_ url: String) -> Bool {
        let bytes = Array(url.utf8)
        // Browsers drop line ends and tabs inside an address and read '\' as '/': neither may hide a scheme.
        guard !bytes.isEmpty, bytes.allSatisfy({ $0 > 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "\\") }) else {
            return false
        }
        switch self {
        case .https: return Self.isWeb(bytes, scheme: "https")
        case .site:
            return Self.isWeb(bytes, scheme: "https") || Self.isWeb(bytes, scheme: "http")
                || Self.has(bytes, prefix: "mailto:") || Self.isRelative(bytes)
        case .siteImage: return Self.isWeb(bytes, scheme: "https") || Self.isRelative(bytes)
        }
    }

    /// `scheme://` followed by a host; a name before the host only serves to look like another one.
    private static func isWeb(_ bytes: [UInt8], scheme: String) -> Bool {
        guard has(bytes, prefix: scheme + "://") else { return false }
        let authority = bytes.dropFirst(scheme.utf8.count + 3).prefix { !"/?#".utf8.contains($0) }
        return !authority.isEmpty && authority.first != UInt8(ascii: ":") && !authority.contains(UInt8(ascii: "@"))
    }

    /// A path, query or fragment without a scheme; `//host` is not, because it leaves the site.
    private static func isRelative(_ bytes: [UInt8]) -> Bool {
        let head = bytes.prefix { !"/?#".utf8.contains($0) }
        return !head.contains(UInt8(ascii: ":")) && !bytes.starts(with: "//".utf8)
    }

    private static func has(_ bytes: [UInt8], prefix: String) -> Bool {
        zip(bytes, prefix.utf8).allSatisfy { ($0 >= 65 && $0 <= 90 ? $0 + 32 : $0) == $1 }
            && bytes.count >= prefix.utf8.count
    }
}
