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

extension ContextType {
    enum ID: Hashable {
        case text, number, html
        case schema(ObjectIdentifier)
    }

    var id: ID {
        switch self {
        case .text: .text
        case .number: .number
        case .html: .html
        case .schema(let schema): .schema(schema.id)
        }
    }

    var name: String {
        switch self {
        case .text: "a text"
        case .number: "a number"
        case .html: "markup"
        case .schema(let schema): schema.typeName
        }
    }

    var names: [String] {
        guard case .schema(let schema) = self else { return [] }
        return schema.fields.map(\.name)
    }

    /// The field that `.` means in such a context.
    var itself: ErasedField? {
        switch self {
        case .text: TemplateField<String>.text(".", "The text itself.") { $0 }.erased
        case .number: TemplateField<Int>.number(".", "The number itself.") { $0 }.erased
        case .html: TemplateField<SafeHTML>.html(".", "The markup itself.") { $0 }.erased
        case .schema: nil
        }
    }
}

extension TemplateFieldKind {
    /// The kind with its article, for messages.
    var described: String {
        switch self {
        case .text: "a text"
        case .number: "a number"
        case .flag: "a flag"
        case .html: "markup"
        case .object: "an object"
        case .list: "a list"
        case .texts: "a list of texts"
        case .numbers: "a list of numbers"
        }
    }
}
