/// Turns a parsed template and the partials it uses into a program for one type of model.
///
/// Partials are compiled into the place of their tag, since the same partial means different fields in different
/// contexts; only one that includes itself is called.
struct TemplateCompiler {
    let files: [String: ParsedTemplate]
    private(set) var diagnostics: [TemplateDiagnostic] = []

    private var reported: Set<Place> = []
    private var instructions: [TemplateProgram.Instruction] = []
    private var literals: [UInt8] = []
    /// The start of the literal that no instruction prints yet.
    private var pendingLiteral = 0
    private var procedures: [Range<Int>] = []
    private var slots = 1
    /// How many pieces of templates were compiled.
    private var steps = 0
    /// The partials being compiled, from the outermost.
    private var expansions: [Expansion] = []
    /// The sections around this place that push a model, from the outermost.
    private var dives: [Dive] = []

    /// The limits of a program; a set of partials beyond them multiplies without end.
    static let deepestExpansion = 64
    static let longestProgram = 100_000
    static let longestLiterals = 16 << 20

    private struct Place: Hashable {
        let file: String
        let offset: Int
    }

    /// A template's text in a context: the same three always give the same instructions.
    private struct Expansion {
        let name: String
        let scope: TemplateScope
        let indentation: [UInt8]
        /// How many sections that push a model were open when it began.
        let dives: Int
        /// The tag that includes it, for messages.
        let includedFrom: String?
        /// Its procedure, once it includes itself.
        var procedure: Int?

        func isSame(as other: Expansion) -> Bool {
            name == other.name && scope == other.scope && indentation == other.indentation
        }
    }

    /// A section reads a context from one slot and puts what it finds there into another.
    private struct Dive {
        let source: Int
        let target: Int
    }

    init(files: [String: ParsedTemplate]) {
        self.files = files
    }

    /// Compiles a template; without diagnostics afterwards, the program is whole.
    mutating func compile(_ file: ParsedTemplate, named name: String, for root: TemplateSchema) -> TemplateProgram {
        let scope = TemplateScope(root: root)
        expand(
            file, as: Expansion(name: name, scope: scope, indentation: [], dives: 0, includedFrom: nil, procedure: nil))
        return TemplateProgram(
            instructions: instructions, literals: literals, procedures: procedures, slots: slots)
    }

    private mutating func expand(_ file: ParsedTemplate, as expansion: Expansion) {
        flushLiteral()
        let start = instructions.count
        expansions.append(expansion)
        // The meaning of a malformed file is a guess; its own diagnostics come first.
        if file.diagnostics.isEmpty { compile(file.nodes, of: file, in: expansion.scope) }
        flushLiteral()
        if let procedure = expansions.removeLast().procedure {
            procedures[procedure] = start..<instructions.count
        }
    }

    private var isBeyondMeasure: Bool {
        steps >= Self.longestProgram || literals.count >= Self.longestLiterals
    }

    private mutating func compile(_ nodes: [TemplateNode], of file: ParsedTemplate, in scope: TemplateScope) {
        for node in nodes where !isBeyondMeasure {
            steps += 1
            switch node {
            case .text(let range):
                literals += file.source.bytes[range]
            case .lineStart:
                literals += expansions[expansions.count - 1].indentation
            case .variable(let name, let unescaped, let offset):
                guard let found = resolve(name, at: offset, of: file, in: scope) else { continue }
                compileVariable(name, found, unescaped: unescaped, at: offset, of: file)
            case .section(let name, let inverted, let offset, let children):
                guard let found = resolve(name, at: offset, of: file, in: scope) else { continue }
                compileSection(found, inverted: inverted, children, of: file, in: scope)
            case .partial(let name, let indentation, let offset):
                compilePartial(name, indentation: indentation, at: offset, of: file, in: scope)
            }
        }
    }
}

// MARK: - Tags

extension TemplateCompiler {
    private mutating func compileVariable(
        _ name: TemplateName, _ found: TemplateScope.Resolution, unescaped: Bool, at offset: Int,
        of file: ParsedTemplate
    ) {
        let kind = found.field.kind
        guard let emit = found.field.emit else {
            return report(
                offset, of: file, "'\(name.text)' is \(kind.described), which cannot be printed; use a section")
        }
        // Escaped markup would show tags to the reader, so the two never mix by accident.
        if kind == .html, !unescaped {
            return report(offset, of: file, "'\(name.text)' is markup already; write '{{{\(name.text)}}}'")
        }
        if kind != .html, unescaped {
            let advice = "only markup of the site's own making is printed unescaped; write '{{\(name.text)}}'"
            return report(offset, of: file, "'\(name.text)' is \(kind.described); \(advice)")
        }
        append(.emit(emit, of: found.slot))
    }

    private mutating func compileSection(
        _ found: TemplateScope.Resolution, inverted: Bool, _ children: [TemplateNode], of file: ParsedTemplate,
        in scope: TemplateScope
    ) {
        flushLiteral()
        let start = instructions.count
        guard !inverted, let visit = found.field.visit, let type = found.field.child?() else {
            append(.test(found.field.test, of: found.slot, expected: !inverted, end: 0))
            compile(children, of: file, in: scope)
            flushLiteral()
            instructions[start] = .test(
                found.field.test, of: found.slot, expected: !inverted, end: instructions.count)
            return
        }
        let (inner, slot) = scope.pushing(type)
        slots = max(slots, slot + 1)
        append(.visit(visit, of: found.slot, slot: slot, end: 0))
        let isDive = if case .schema = type { true } else { false }
        if isDive { dives.append(Dive(source: found.slot, target: slot)) }
        compile(children, of: file, in: inner)
        if isDive { dives.removeLast() }
        flushLiteral()
        instructions[start] = .visit(visit, of: found.slot, slot: slot, end: instructions.count)
    }

    private mutating func compilePartial(
        _ name: String, indentation: Range<Int>, at offset: Int, of file: ParsedTemplate, in scope: TemplateScope
    ) {
        guard let partial = files[name] else {
            let hint = suggestion(for: name, among: files.keys.sorted())
            return report(offset, of: file, "there is no partial '\(name)\(TemplateLibrary.suffix)'\(hint)")
        }
        let expansion = Expansion(
            name: name, scope: scope,
            indentation: expansions[expansions.count - 1].indentation + file.source.bytes[indentation],
            dives: dives.count, includedFrom: "\(file.source.file):\(file.source.place(of: offset))", procedure: nil)
        if let same = expansions.lastIndex(where: { $0.isSame(as: expansion) }) {
            guard isDescending(dives[expansions[same].dives...]) else {
                return report(
                    offset, of: file, "partial '\(name)' includes itself without end\(chain(from: same, to: name))")
            }
            let procedure = expansions[same].procedure ?? procedures.count
            if procedure == procedures.count { procedures.append(0..<0) }
            expansions[same].procedure = procedure
            return append(.call(procedure))
        }
        guard expansions.count < Self.deepestExpansion else {
            let advice = "one that includes itself must not be indented, and ends only inside a section"
            return report(offset, of: file, "partials are nested more than \(Self.deepestExpansion) deep; \(advice)")
        }
        expand(partial, as: expansion)
        if isBeyondMeasure {
            report(offset, of: file, "the template grows beyond measure: its partials include each other too often")
        }
    }

    /// Whether another round of a recursion goes deeper into the data, so that it ends.
    ///
    /// It does if some slot is filled from itself, directly or through others. A round that only reads outer contexts
    /// finds the same values again and never ends.
    private func isDescending(_ dives: ArraySlice<Dive>) -> Bool {
        dives.contains { dive in
            var reached: Set<Int> = [dive.target]
            while let next = dives.first(where: { reached.contains($0.source) && !reached.contains($0.target) }) {
                reached.insert(next.target)
            }
            return reached.contains(dive.source)
        }
    }

    /// ` (a > b > a)`, when there is more than one to name.
    private func chain(from index: Int, to name: String) -> String {
        let names = expansions[index...].map(\.name)
        return names.count < 2 ? "" : " (\((names + [name]).joined(separator: " > ")))"
    }
}

// MARK: - Output

extension TemplateCompiler {
    private mutating func append(_ instruction: TemplateProgram.Instruction) {
        flushLiteral()
        instructions.append(instruction)
    }

    /// Makes an instruction of the bytes collected so far; called at every place that is the target of a jump.
    private mutating func flushLiteral() {
        guard pendingLiteral < literals.count else { return }
        instructions.append(.literal(pendingLiteral..<literals.count))
        pendingLiteral = literals.count
    }

    private mutating func resolve(
        _ name: TemplateName, at offset: Int, of file: ParsedTemplate, in scope: TemplateScope
    ) -> TemplateScope.Resolution? {
        do {
            return try scope.resolve(name)
        } catch {
            report(offset, of: file, error.message)
            return nil
        }
    }

    /// Notes a mistake once a place, however often its partial is included.
    private mutating func report(_ offset: Int, of file: ParsedTemplate, _ message: String) {
        guard reported.insert(Place(file: file.source.file, offset: offset)).inserted else { return }
        let from = expansions.last?.includedFrom.map { " (included from \($0))" } ?? ""
        diagnostics.append(file.source.diagnostic(at: offset, message + from))
    }
}
