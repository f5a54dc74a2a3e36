/// Writes models of one type as objects of JSON, by the fields that templates can name.
///
/// A name without a value is left out: an empty text, an empty list, a part that is missing. Markup is left out, too.
struct JSONProgram: Sendable {
    private let members: [Member]

    fileprivate struct Member: Sendable {
        /// The name with quotes and colon.
        let name: [UInt8]
        let field: ErasedField
        /// How each value is written that the field holds; `nil` for a field that is a value itself.
        let inner: Inner?
    }

    fileprivate enum Inner: Sendable {
        case object(JSONProgram)
        case value(TemplateEmit)
    }

    /// - Parameter schema: The fields; a model may not contain itself.
    init(_ schema: TemplateSchema) {
        members = schema.fields.map(\.erased).filter { $0.kind != .html }.map { field in
            var inner: Inner?
            if field.json == nil, let type = field.child?() {
                inner =
                    if case .schema(let part) = type { .object(JSONProgram(part)) } else {
                        type.itself?.json.map(Inner.value)
                    }
            }
            return Member(name: Array("\"\(field.name)\":".utf8), field: field, inner: inner)
        }
    }

    /// Appends an object.
    func append<Model: TemplateModel>(_ model: Model, to buffer: inout HTMLBuffer) {
        ContextPointer.with(model) { append($0, to: &buffer) }
        buffer.append(markup: "\n")
    }

    private func append(_ context: ContextPointer, to buffer: inout HTMLBuffer) {
        buffer.append(markup: "{")
        var isFirst = true
        for member in members where member.isWritten(context) {
            if !isFirst { buffer.append(markup: ",") }
            isFirst = false
            buffer.append(verbatim: member.name)
            guard let visit = member.field.visit, let inner = member.inner else {
                member.field.json?(context, &buffer)
                continue
            }
            let isList = member.field.kind != .object
            if isList { buffer.append(markup: "[") }
            var isFirstValue = true
            visit(context) { value in
                if !isFirstValue { buffer.append(markup: ",") }
                isFirstValue = false
                switch inner {
                case .object(let program): program.append(value, to: &buffer)
                case .value(let write): write(value, &buffer)
                }
            }
            if isList { buffer.append(markup: "]") }
        }
        buffer.append(markup: "}")
    }
}

extension JSONProgram.Member {
    /// Numbers and flags always have a value.
    fileprivate func isWritten(_ context: ContextPointer) -> Bool {
        field.kind == .number || field.kind == .flag || field.test(context)
    }
}
