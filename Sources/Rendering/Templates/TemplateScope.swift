/// The types of the contexts that are open at a place in a template; names are resolved in them.
struct TemplateScope: Equatable {
    struct Frame: Equatable {
        let slot: Int
        let type: ContextType

        static func == (left: Frame, right: Frame) -> Bool {
            left.slot == right.slot && left.type.id == right.type.id
        }
    }

    /// From the outermost to the innermost.
    private(set) var frames: [Frame]

    init(root: TemplateSchema) {
        frames = [Frame(slot: 0, type: .schema(root))]
    }

    /// The field a name means, and the slot of the context that has it.
    struct Resolution {
        let field: ErasedField
        let slot: Int
    }

    /// Why a name means nothing here.
    struct Unresolved: Error {
        let message: String
    }

    func resolve(_ name: TemplateName) throws(Unresolved) -> Resolution {
        guard let first = name.parts.first else { return try resolveImplicit() }
        for frame in frames.reversed() {
            guard case .schema(let schema) = frame.type, var field = schema.field(named: first) else { continue }
            for part in name.parts.dropFirst() { field = try Self.step(from: field, to: part) }
            return Resolution(field: field, slot: frame.slot)
        }
        let known = frames.reversed().flatMap { $0.type.names }
        let hint = suggestion(for: first, among: known)
        throw Unresolved(message: "unknown name '\(first)'" + (hint.isEmpty ? " in \(path)" : hint))
    }

    private func resolveImplicit() throws(Unresolved) -> Resolution {
        // There is always a root frame.
        let innermost = frames[frames.count - 1]
        guard let field = innermost.type.itself else {
            throw Unresolved(message: "'.' is \(innermost.type.name) here, not a text or number; name a field of it")
        }
        return Resolution(field: field, slot: innermost.slot)
    }

    private static func step(from field: ErasedField, to part: String) throws(Unresolved) -> ErasedField {
        guard field.kind == .object, case .schema(let schema)? = field.child?() else {
            let kind = field.kind.described
            throw Unresolved(message: "'\(field.name)' is \(kind), which has no '.\(part)'")
        }
        guard let inner = schema.field(named: part) else {
            let hint = suggestion(for: part, among: schema.fields.map(\.name))
            throw Unresolved(message: "unknown name '\(part)' in '\(field.name)'\(hint)")
        }
        return field.followed(by: inner)
    }

    /// The scope inside a section that pushes a context.
    ///
    /// A type that is open already gives up its slot: the inner context has all its names, so that nothing can reach
    /// the outer one. This keeps the number of scopes finite, and so lets partials of trees be compiled.
    func pushing(_ type: ContextType) -> (scope: TemplateScope, slot: Int) {
        var scope = self
        let reused = scope.frames.firstIndex { $0.type.id == type.id }
        let slot = reused.map { scope.frames.remove(at: $0).slot } ?? frames.count
        scope.frames.append(Frame(slot: slot, type: type))
        return (scope, slot)
    }

    /// `ProfilePage > TopTrack`, for messages.
    private var path: String {
        frames.map(\.type.name).joined(separator: " > ")
    }
}
