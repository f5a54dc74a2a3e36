/// What marks a tag: `{{` and `}}`, unless a template sets others.
struct TagDelimiters: Equatable {
    let open: [UInt8]
    let close: [UInt8]

    static let standard = TagDelimiters(open: Array("{{".utf8), close: Array("}}".utf8))

    var closeText: String { String(decoding: close, as: UTF8.self) }

    private init(open: [UInt8], close: [UInt8]) {
        self.open = open
        self.close = close
    }

    /// Reads what stands between the equals signs of `{{=<% %>=}}`.
    init?(_ text: String) {
        let parts = text.utf8.split { $0 == UInt8(ascii: " ") || (9...13).contains($0) }
        guard parts.count == 2, !text.utf8.contains(UInt8(ascii: "=")) else { return nil }
        self.init(open: Array(parts[0]), close: Array(parts[1]))
    }
}

/// One tag of a template.
struct TemplateTag {
    enum Kind {
        case variable, unescaped, section, inverted, end, partial, comment, delimiters
        /// `{{<parent}}` and `{{$block}}`, known only to report that they are not supported.
        case inheritance

        /// Whether a line of its own vanishes together with the tag.
        var canStandAlone: Bool {
            switch self {
            case .section, .inverted, .end, .partial, .comment, .delimiters: true
            case .variable, .unescaped, .inheritance: false
            }
        }
    }

    let kind: Kind
    /// The name, without the blanks around it; for delimiters what stands between the equals signs.
    let content: String
    /// The whole tag with its delimiters.
    let range: Range<Int>

    /// Reads the tag whose opening delimiter is at an offset, or returns `nil` when it does not end.
    init?(in source: TemplateSource, at start: Int, _ delimiters: TagDelimiters) {
        let bytes = source.bytes
        var inside = start + delimiters.open.count
        while inside < bytes.count, bytes[inside] == UInt8(ascii: " ") { inside += 1 }
        let sigil = inside < bytes.count ? bytes[inside] : 0
        kind = Self.kind(of: sigil)
        if kind != .variable && kind != .inheritance { inside += 1 }

        var end = delimiters.close
        if sigil == UInt8(ascii: "{") { end = [UInt8(ascii: "}")] + end }
        if sigil == UInt8(ascii: "=") { end = [UInt8(ascii: "=")] + end }
        guard let close = source.offset(of: end, from: inside) else { return nil }
        if kind != .comment, kind != .delimiters {
            // Another tag begins before this one ends: a brace was forgotten here, not there.
            if let next = source.offset(of: delimiters.open, from: inside), next < close { return nil }
        }
        content = Self.trimmed(source.text(inside..<close))
        range = start..<close + end.count
    }

    private static func kind(of sigil: UInt8) -> Kind {
        switch sigil {
        case UInt8(ascii: "!"): .comment
        case UInt8(ascii: "="): .delimiters
        case UInt8(ascii: "{"), UInt8(ascii: "&"): .unescaped
        case UInt8(ascii: "#"): .section
        case UInt8(ascii: "^"): .inverted
        case UInt8(ascii: "/"): .end
        case UInt8(ascii: ">"): .partial
        case UInt8(ascii: "<"), UInt8(ascii: "$"): .inheritance
        default: .variable
        }
    }

    private static func trimmed(_ text: String) -> String {
        let isSpace: (UInt8) -> Bool = { $0 == UInt8(ascii: " ") || (9...13).contains($0) }
        let body = text.utf8.drop(while: isSpace)
        guard let last = body.lastIndex(where: { !isSpace($0) }) else { return "" }
        return String(Substring(body[...last]))
    }
}
