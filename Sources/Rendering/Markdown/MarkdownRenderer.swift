/// Markdown to inert HTML, by libcmark in its safe mode and with a tree that was restricted first.
///
/// In any style raw HTML comes out as the text it is. A link to an address that the style does not allow comes out as
/// the text of the link.
enum MarkdownRenderer {
    enum Style: Sendable, Hashable {
        /// The text of a user, who is a stranger to the site.
        ///
        /// Cut after 2,000 bytes; links only `https`, marked as not vouched for; no images, only their descriptions;
        /// headings become paragraphs, because the page has its own outline.
        case bio
        /// A page that the operator wrote: links `https`, `http`, `mailto` and relative ones, images from `https` or
        /// relative; headings are moved down by the offset, to `h6` at most.
        case page(headingLevelOffset: Int)
    }

    /// The longest bio that is rendered whole, in bytes of UTF-8.
    static let longestBio = 2_000
    /// Deeper texts are shown as they are: no reader can follow them, and parsers have limits of their own.
    static let deepestNesting = 32

    static func render(_ markdown: String, style: Style) -> SafeHTML {
        let text = style == .bio ? Self.cut(Self.plainCharacters(markdown), to: longestBio) : markdown
        guard let tree = MarkdownTree(text) else { return plain(text) }
        guard tree.depth <= deepestNesting else { return plain(text) }
        tree.restrict(to: style)
        return tree.html.map(SafeHTML.init(bytes:)) ?? plain(text)
    }

    /// A stranger's text with U+FFFD for characters that control a terminal, but for ends of lines and tabs.
    ///
    /// They are not left out: an address with one of them is no link.
    private static func plainCharacters(_ text: String) -> String {
        func isControl(_ scalar: Unicode.Scalar) -> Bool {
            scalar.properties.generalCategory == .control && scalar != "\n" && scalar != "\t" && scalar != "\r"
        }
        guard text.unicodeScalars.contains(where: isControl) else { return text }
        return String(String.UnicodeScalarView(text.unicodeScalars.map { isControl($0) ? "\u{FFFD}" : $0 }))
    }

    /// The beginning of a text, ending with `…` if something is left out, never in the middle of a scalar.
    static func cut(_ text: String, to limit: Int) -> String {
        let bytes = text.utf8
        guard bytes.count > limit else { return text }
        var end = bytes.index(bytes.startIndex, offsetBy: limit)
        while bytes[end] & 0xC0 == 0x80 { end = bytes.index(before: end) }
        return String(decoding: bytes[..<end], as: UTF8.self) + "…"
    }

    private static func plain(_ text: String) -> SafeHTML {
        var buffer = HTMLBuffer(capacity: text.utf8.count + 16)
        buffer.append(markup: "<p>")
        buffer.append(escaping: text)
        buffer.append(markup: "</p>\n")
        return SafeHTML(buffer)
    }
}
