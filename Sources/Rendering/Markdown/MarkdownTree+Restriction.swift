import CCMark
import SiteModel

extension MarkdownTree {
    /// Takes out of the tree what a style does not allow, and keeps its words.
    func restrict(to style: MarkdownRenderer.Style) {
        walk { node, event in
            switch cmark_node_get_type(node) {
            case CMARK_NODE_HTML_INLINE: Self.showAsText(node)
            case CMARK_NODE_HTML_BLOCK: Self.showAsParagraph(node)
            case CMARK_NODE_LINK where event == CMARK_EVENT_EXIT: Self.restrictLink(node, style)
            case CMARK_NODE_IMAGE where event == CMARK_EVENT_EXIT: Self.restrictImage(node, style)
            case CMARK_NODE_HEADING where event == CMARK_EVENT_EXIT: Self.restrictHeading(node, style)
            default: break
            }
        }
    }

    private static func showAsText(_ node: OpaquePointer) {
        replace(node, with: text(literal(of: node)))
    }

    private static func showAsParagraph(_ node: OpaquePointer) {
        let paragraph = cmark_node_new(CMARK_NODE_PARAGRAPH)
        let words = literal(of: node)
        cmark_node_append_child(paragraph, text(words.hasSuffix("\n") ? String(words.dropLast()) : words))
        replace(node, with: paragraph)
    }

    private static func restrictLink(_ node: OpaquePointer, _ style: MarkdownRenderer.Style) {
        let url = cmark_node_get_url(node).map { String(cString: $0) } ?? ""
        switch style {
        case .bio:
            guard WebAddress.isLinkable(url) else { return unwrap(node) }
            // libcmark's own links cannot carry a 'rel'.
            let link = cmark_node_new(CMARK_NODE_CUSTOM_INLINE)
            var tag = HTMLBuffer()
            tag.append(markup: "<a href=\"")
            tag.append(escaping: url)
            tag.append(markup: "\" rel=\"nofollow noopener ugc\">")
            cmark_node_set_on_enter(link, String(decoding: tag.bytes, as: UTF8.self))
            cmark_node_set_on_exit(link, "</a>")
            while let child = cmark_node_first_child(node) { cmark_node_append_child(link, child) }
            replace(node, with: link)
        case .page:
            if !MarkdownAddress.link.allows(url) { unwrap(node) }
        }
    }

    private static func restrictImage(_ node: OpaquePointer, _ style: MarkdownRenderer.Style) {
        if case .page = style, let url = cmark_node_get_url(node),
            MarkdownAddress.image.allows(String(cString: url))
        {
            return
        }
        // The words only: an image may hold links, and the image may itself be in one.
        replace(node, with: text(words(in: node)))
    }

    private static func restrictHeading(_ node: OpaquePointer, _ style: MarkdownRenderer.Style) {
        switch style {
        case .bio:
            let paragraph = cmark_node_new(CMARK_NODE_PARAGRAPH)
            while let child = cmark_node_first_child(node) { cmark_node_append_child(paragraph, child) }
            replace(node, with: paragraph)
        case .page(let offset):
            let level = Int(cmark_node_get_heading_level(node)) + offset
            cmark_node_set_heading_level(node, Int32(min(max(level, 1), 6)))
        }
    }
}

// MARK: - Nodes

extension MarkdownTree {
    private static func text(_ literal: String) -> OpaquePointer? {
        let node = cmark_node_new(CMARK_NODE_TEXT)
        cmark_node_set_literal(node, literal)
        return node
    }

    private static func literal(of node: OpaquePointer) -> String {
        cmark_node_get_literal(node).map { String(cString: $0) } ?? ""
    }

    /// The text of all that is inside a node, without its marks.
    private static func words(in node: OpaquePointer) -> String {
        guard let iterator = cmark_iter_new(node) else { return "" }
        defer { cmark_iter_free(iterator) }
        var words = ""
        while cmark_iter_next(iterator) != CMARK_EVENT_DONE {
            guard let inner = cmark_iter_get_node(iterator) else { break }
            switch cmark_node_get_type(inner) {
            case CMARK_NODE_TEXT, CMARK_NODE_CODE: words += literal(of: inner)
            case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK: words += " "
            default: break
            }
        }
        return words
    }

    private static func replace(_ old: OpaquePointer, with new: OpaquePointer?) {
        // A replacement that libcmark refuses is freed with the old node: less text is better than unchecked text.
        if cmark_node_replace(old, new) == 0 {
            cmark_node_unlink(old)
            if let new { cmark_node_free(new) }
        }
        cmark_node_free(old)
    }

    /// Puts a node's children in its place.
    private static func unwrap(_ node: OpaquePointer) {
        while let child = cmark_node_first_child(node) {
            guard cmark_node_insert_before(node, child) == 1 else { break }
        }
        cmark_node_unlink(node)
        cmark_node_free(node)
    }
}
