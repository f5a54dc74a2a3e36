import CCMark

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A parsed Markdown text, owned until it is rendered.
///
/// libcmark walks, renders and frees trees without recursion, so that deep ones cost no stack.
struct MarkdownTree: ~Copyable {
    private let root: OpaquePointer
    private static let options = CMARK_OPT_DEFAULT | CMARK_OPT_VALIDATE_UTF8

    init?(_ text: String) {
        var text = text
        let parsed = text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { characters in
                // An empty text has no address, and libcmark asks for one.
                characters.baseAddress.map { cmark_parse_document($0, characters.count, Self.options) }
                    ?? cmark_parse_document("", 0, Self.options)
            }
        }
        guard let parsed else { return nil }
        root = parsed
    }

    deinit { cmark_node_free(root) }

    /// How many nodes lie above and at the deepest one that can have children.
    var depth: Int {
        var depth = 0
        var deepest = 0
        walk { node, event in
            guard !Self.leaves.contains(cmark_node_get_type(node).rawValue) else { return }
            depth += event == CMARK_EVENT_ENTER ? 1 : -1
            deepest = max(deepest, depth)
        }
        return deepest
    }

    /// The tree as HTML, in libcmark's safe mode, which is its default.
    var html: [UInt8]? {
        guard let text = cmark_render_html(root, Self.options) else { return nil }
        defer { free(text) }
        return Array(UnsafeRawBufferPointer(start: text, count: strlen(text)))
    }

    /// Visits each node when it is entered and, unless it is a leaf, when it is left.
    ///
    /// A node may be changed, moved or freed when it is left, and a leaf when it is entered.
    func walk(_ visit: (_ node: OpaquePointer, _ event: cmark_event_type) -> Void) {
        guard let iterator = cmark_iter_new(root) else { return }
        defer { cmark_iter_free(iterator) }
        while true {
            let event = cmark_iter_next(iterator)
            guard event != CMARK_EVENT_DONE, let node = cmark_iter_get_node(iterator) else { return }
            visit(node, event)
        }
    }

    /// The kinds of nodes that are never left.
    private static let leaves: Set<UInt32> = [
        CMARK_NODE_HTML_BLOCK.rawValue, CMARK_NODE_THEMATIC_BREAK.rawValue, CMARK_NODE_CODE_BLOCK.rawValue,
        CMARK_NODE_TEXT.rawValue, CMARK_NODE_SOFTBREAK.rawValue, CMARK_NODE_LINEBREAK.rawValue,
        CMARK_NODE_CODE.rawValue, CMARK_NODE_HTML_INLINE.rawValue,
    ]
}
