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
    /// How it is printed; `nil` for what cannot be.
    var emit: TemplateEmit?
    /// Whether a section on it is shown.
    let test: TemplateTest
    /// What a section on it pushes; `nil` for what pushes nothing.
    var visit: TemplateVisit?
    /// What the pushed context is; a closure, for models may contain themselves.
    var child: (@Sendable () -> ContextType)?
}

/// What kind of value a context is, and so which names it answers to.
enum ContextType: Sendable {
    /// A text, number or markup, known by `.` only.
    case text, number, html
    /// A model.
    case schema(TemplateSchema)

    static func model<Model: TemplateModel>(_ type: Model.Type) -> ContextType {
        .schema(TemplateSchema(type))
    }
}
