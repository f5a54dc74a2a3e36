/// A piece of a parsed template; offsets are bytes of its source.
indirect enum TemplateNode: Sendable {
    /// Bytes to print as they are.
    case text(Range<Int>)
    /// A line with something on it begins: the place to indent when the partial itself is indented.
    case lineStart
    /// `{{name}}`, or `{{{name}}}` and `{{&name}}` when unescaped.
    case variable(TemplateName, unescaped: Bool, at: Int)
    /// `{{#name}}…{{/name}}`, or with `^`.
    case section(TemplateName, inverted: Bool, at: Int, [TemplateNode])
    /// `{{>name}}`; alone on its line, it hands its indentation on to each line of the partial.
    case partial(String, indentation: Range<Int>, at: Int)
}

/// A name in a tag: `name`, `outer.inner`, or `.` for the context itself.
struct TemplateName: Sendable, Equatable {
    let text: String
    /// The parts between the dots; none for `.`.
    let parts: [String]

    /// Reads a name; `nil` for a text that is not a valid name.
    init?(_ text: String) {
        self.text = text
        guard text != "." else {
            parts = []
            return
        }
        parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        let isWellFormed = parts.allSatisfy { part in
            !part.isEmpty && part.utf8.allSatisfy { $0 > 0x20 && !Self.forbidden.contains($0) }
        }
        guard isWellFormed else { return nil }
    }

    /// Characters that no name has: the sign of a mistake in a tag, such as a forgotten brace.
    private static let forbidden = Array("{}<>#^/&!=\"'".utf8)
}

/// A template file, parsed.
struct ParsedTemplate: Sendable {
    let source: TemplateSource
    let nodes: [TemplateNode]
    let diagnostics: [TemplateDiagnostic]
}
