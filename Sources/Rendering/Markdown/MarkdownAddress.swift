internal import SiteModel

/// Which addresses the Markdown of an operator's pages may lead to, in addition to those of ``WebAddress``.
enum MarkdownAddress: Sendable {
    /// `http`, `mailto` and addresses within the site.
    case link
    /// Addresses within the site.
    case image

    func allows(_ url: String) -> Bool {
        guard WebAddress.isPlain(url) else { return false }
        if WebAddress.isLinkable(url) || Self.isRelative(url) { return true }
        return self == .link && (WebAddress.isLinkable(url, scheme: "http") || url.lowercased().hasPrefix("mailto:"))
    }

    /// A path, query or fragment without a scheme; `//host` is not one, because it leaves the site.
    private static func isRelative(_ url: String) -> Bool {
        let head = url.utf8.prefix { !"/?#".utf8.contains($0) }
        return !head.contains(UInt8(ascii: ":")) && !url.utf8.starts(with: "//".utf8)
    }
}
