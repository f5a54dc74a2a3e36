/// Reads a template into nodes; a mistake becomes a diagnostic, and reading goes on.
struct TemplateParser {
    let source: TemplateSource
    var diagnostics: [TemplateDiagnostic] = []

    private var delimiters = TagDelimiters.standard
    /// The end of the text that was parsed.
    private var cursor = 0
    private var nodes: [TemplateNode] = []
    private var sections: [OpenSection] = []

    private struct OpenSection {
        let name: TemplateName
        let inverted: Bool
        let offset: Int
        /// What came before it on its level.
        let before: [TemplateNode]
    }

    /// Deeper templates are taken for a mistake; each level costs stack when compiled.
    static let deepestNesting = 64
    /// A file with more mistakes is not a template at all.
    private static let mostDiagnostics = 100

    static func parse(_ source: TemplateSource) -> ParsedTemplate {
        guard String(validating: source.bytes, as: UTF8.self) != nil else {
            let problem = source.diagnostic(at: 0, "the file is not UTF-8; save it as UTF-8")
            return ParsedTemplate(source: source, nodes: [], diagnostics: [problem])
        }
        var parser = TemplateParser(source: source)
        parser.run()
        return ParsedTemplate(source: source, nodes: parser.nodes, diagnostics: parser.diagnostics)
    }

    private init(source: TemplateSource) {
        self.source = source
    }

    private mutating func run() {
        while let start = source.offset(of: delimiters.open, from: cursor) {
            guard diagnostics.count < Self.mostDiagnostics else { return giveUp() }
            guard let tag = TemplateTag(in: source, at: start, delimiters) else {
                report(start, "the tag is not closed: '\(delimiters.closeText)' is missing")
                appendText(cursor..<start)
                cursor = start + delimiters.open.count
                continue
            }
            take(tag)
        }
        appendText(cursor..<source.bytes.count)
        while let section = sections.last {
            report(section.offset, "section '\(section.name.text)' is never closed")
            close(section)
        }
    }

    private mutating func take(_ tag: TemplateTag) {
        let start = tag.range.lowerBound
        let lineStart = source.lineStart(of: start)
        var indentation = start..<start
        if tag.kind.canStandAlone, lineStart >= cursor, source.isBlank(lineStart..<start),
            let next = source.nextLine(ifBlankFrom: tag.range.upperBound)
        {
            appendText(cursor..<lineStart)
            indentation = lineStart..<start
            cursor = next
        } else {
            appendText(cursor..<start)
            if lineStart == start { nodes.append(.lineStart) }
            cursor = tag.range.upperBound
        }
        append(tag, indentation: indentation)
    }

    private mutating func append(_ tag: TemplateTag, indentation: Range<Int>) {
        let start = tag.range.lowerBound
        switch tag.kind {
        case .comment:
            break
        case .delimiters:
            if let new = TagDelimiters(tag.content) {
                delimiters = new
            } else {
                report(start, "delimiters are set like '{{=<% %>=}}': two, with a space between, without '='")
            }
        case .variable, .unescaped:
            guard let name = name(of: tag) else { return }
            nodes.append(.variable(name, unescaped: tag.kind == .unescaped, at: start))
        case .section, .inverted:
            // A section that has no proper name is opened all the same, so that its end finds it.
            guard let name = name(of: tag) ?? TemplateName("?") else { return }
            guard sections.count < Self.deepestNesting else {
                report(start, "sections are nested more than \(Self.deepestNesting) deep")
                return giveUp()
            }
            sections.append(
                OpenSection(name: name, inverted: tag.kind == .inverted, offset: start, before: nodes))
            nodes = []
        case .end:
            closeSection(named: tag.content, at: start)
        case .partial:
            guard tag.content.hasPrefix("*") || tag.content.isEmpty || tag.content.contains(where: \.isWhitespace)
            else { return nodes.append(.partial(tag.content, indentation: indentation, at: start)) }
            report(start, "'\(tag.content)' cannot be the name of a partial")
        case .inheritance:
            report(
                start, "'{{\(tag.content)}}' is template inheritance, which this language does not have; use a partial")
        }
    }

    private mutating func name(of tag: TemplateTag) -> TemplateName? {
        if let name = TemplateName(tag.content) { return name }
        let start = tag.range.lowerBound
        report(start, tag.content.isEmpty ? "the tag has no name" : "'\(tag.content)' cannot be a name")
        return nil
    }

    private mutating func closeSection(named name: String, at offset: Int) {
        guard let innermost = sections.last else {
            return report(offset, "'\(name)' is closed, but no section is open")
        }
        guard let match = sections.lastIndex(where: { $0.name.text == name }) else {
            // Taken for a misspelt name, and so for the end of the innermost section.
            if innermost.name.text != "?" {
                let opened = "'\(innermost.name.text)' opened at \(source.place(of: innermost.offset))"
                report(offset, "'\(name)' is closed here, but the open section is \(opened)")
            }
            return close(innermost)
        }
        for section in sections[(match + 1)...].reversed() {
            let end = "'\(name)' at \(source.place(of: offset))"
            report(section.offset, "section '\(section.name.text)' is not closed before the end of \(end)")
            close(section)
        }
        close(sections[match])
    }

    private mutating func close(_ section: OpenSection) {
        sections.removeLast()
        let children = nodes
        nodes = section.before
        nodes.append(.section(section.name, inverted: section.inverted, at: section.offset, children))
    }

    /// Leaves the rest unread: more diagnostics would not help.
    private mutating func giveUp() {
        sections = []
        nodes = []
        cursor = source.bytes.count
    }

    private mutating func report(_ offset: Int, _ message: String) {
        diagnostics.append(source.diagnostic(at: offset, message))
    }

    /// Appends text, marking where lines begin; an empty line gets no mark, because it needs no indentation.
    private mutating func appendText(_ range: Range<Int>) {
        var start = range.lowerBound
        while start < range.upperBound {
            let newline = source.bytes[start..<range.upperBound].firstIndex(of: UInt8(ascii: "\n"))
            let end = newline.map { $0 + 1 } ?? range.upperBound
            let beginsLine = start == 0 || source.bytes[start - 1] == UInt8(ascii: "\n")
            let isEmpty = source.bytes[start..<end].allSatisfy { $0 == UInt8(ascii: "\r") || $0 == UInt8(ascii: "\n") }
            if beginsLine, !isEmpty { nodes.append(.lineStart) }
            nodes.append(.text(start..<end))
            start = end
        }
    }
}
