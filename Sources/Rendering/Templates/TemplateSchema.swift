/// The fields of a model, for checking templates and for documenting them.
public struct TemplateSchema: Sendable {
    /// The model's Swift type, for a heading.
    public let typeName: String
    /// The fields, in the order of the declaration.
    public let fields: [Field]

    let id: ObjectIdentifier

    /// Describes a model.
    public init<Model: TemplateModel>(_ type: Model.Type) {
        // `ProfilePage.Model` rather than `Model`, which every page has; without the module.
        typeName = String(reflecting: type).split(separator: ".").dropFirst().joined(separator: ".")
        fields = Model.fields.map { Field(erased: $0.erased) }
        id = ObjectIdentifier(type)
        precondition(
            Set(fields.map(\.name)).count == fields.count, "\(typeName) declares two template fields of one name")
    }

    func field(named name: String) -> ErasedField? {
        fields.first { $0.name == name }?.erased
    }
}

extension TemplateSchema {
    /// One field of a model, without its accessor.
    public struct Field: Sendable {
        let erased: ErasedField

        /// The name in templates.
        public var name: String { erased.name }
        /// What it is, in a sentence.
        public var doc: String { erased.doc }
        /// What can be done with it.
        public var kind: TemplateFieldKind { erased.kind }

        /// The fields of the part or parts it holds; `nil` for what has none.
        ///
        /// A model may contain itself.
        public var children: TemplateSchema? {
            guard case .schema(let schema)? = erased.child?() else { return nil }
            return schema
        }
    }
}
