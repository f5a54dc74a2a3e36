/// Prints a field of the context.
typealias TemplateEmit = @Sendable (ContextPointer, inout HTMLBuffer) -> Void
/// Says whether a section on a field of the context is shown.
typealias TemplateTest = @Sendable (ContextPointer) -> Bool
/// Lends each value of a field of the context to a closure: none, one, or many.
typealias TemplateVisit = @Sendable (ContextPointer, (ContextPointer) -> Void) -> Void

/// A ``TemplateField`` without its type: its accessors were made where the type was known.
struct ErasedField: Sendable {
    let name: String
    let doc: String
    let kind: TemplateFieldKind
    /// How it is printed; `nil` for a kind of field that is not printable.
    var emit: TemplateEmit?
    /// How it is written as a value of JSON: not used for markup, and `nil` for what is written by its parts.
    var json: TemplateEmit?
    /// Whether a section on it is shown.
    let test: TemplateTest
    /// What a section on it pushes; `nil` for a kind that pushes nothing.
    var visit: TemplateVisit?
    /// What the pushed context is; a closure, because models may contain themselves.
    var child: (@Sendable () -> ContextType)?
}

extension ErasedField {
    /// The field that a dotted name means: a field of what this one holds, if it holds anything.
    func followed(by inner: ErasedField) -> ErasedField {
        guard let visit else { return inner }
        let test: TemplateTest = { [test = inner.test] context in
            var result = false
            visit(context) { result = test($0) }
            return result
        }
        var field = ErasedField(
            name: "\(name).\(inner.name)", doc: inner.doc, kind: inner.kind, test: test, child: inner.child)
        if let emit = inner.emit {
            field.emit = { context, buffer in visit(context) { emit($0, &buffer) } }
        }
        if let innerVisit = inner.visit {
            field.visit = { context, body in visit(context) { innerVisit($0, body) } }
        }
        return field
    }
}
