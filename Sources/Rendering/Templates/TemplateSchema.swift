/// The fields of a model, for checking templates and for documenting them.
public struct TemplateSchema: Sendable {
    /// The fields, in the order of the declaration.
    public let fields: [Field]

    private let type: any TemplateModel.Type

    var id: ObjectIdentifier { ObjectIdentifier(type) }

    /// The model's Swift type, for a heading.
    ///
    /// Made when it is asked for: finding a type's name would take a sixth of a short run.
    public var typeName: String {
        // `ProfilePage.Model` rather than `Model`, which every page has; without the module.
        String(reflecting: type).split(separator: ".").dropFirst().joined(separator: ".")
    }

    /// Describes a model.
    public init<Model: TemplateModel>(_ type: Model.Type) {
        self.type = type
        fields = Model.fields.map { Field(erased: $0.erased) }
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
