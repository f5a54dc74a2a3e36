/// A value that a template can be rendered with: a page, or a part of one.
///
/// The fields are the whole contract between Swift and a template's author. Templates are checked against them
/// when they are compiled, and `docs/templates.md` is made from them.
public protocol TemplateModel: Sendable {
    /// What a template can name; the order is the order of the documentation.
    static var fields: [TemplateField<Self>] { get }
}

/// What a field is, and so where a template may use it.
public enum TemplateFieldKind: String, Sendable, Hashable, CaseIterable {
    /// Text, printed escaped; as a section true unless empty, and `.` inside is the text.
    case text
    /// A whole number, printed in digits; as a section true unless zero, and `.` inside is the number.
    case number
    /// Yes or no: a section only.
    case flag
    /// Markup of our own making, printed by `{{{name}}}` only; as a section true unless empty.
    case html
    /// A part with fields of its own, or nothing: a section, or the head of a dotted name.
    case object
    /// Parts with fields of their own: a section, once for each.
    case list
    /// Texts: a section, once for each, in which `.` is the text.
    case texts
}

/// One name that templates can use on a model: what it is, in a sentence, and how it is read.
public struct TemplateField<Model>: Sendable {
    /// The name in templates.
    public var name: String { erased.name }
    /// What it is, in a sentence, for the template's author.
    public var doc: String { erased.doc }
    /// What can be done with it.
    public var kind: TemplateFieldKind { erased.kind }

    let erased: ErasedField
}

extension TemplateField {
    /// A field of text, printed escaped and false when empty.
    public static func text(
        _ name: String, _ doc: String, _ get: @escaping @Sendable (Model) -> String
    ) -> Self {
        Self(
            erased: ErasedField(
                name: name, doc: doc, kind: .text,
                emit: { context, buffer in buffer.append(escaping: get(context.value(as: Model.self))) },
                test: { context in !get(context.value(as: Model.self)).isEmpty },
                visit: { context, body in
                    let text = get(context.value(as: Model.self))
                    if !text.isEmpty { ContextPointer.with(text, body) }
                },
                child: { .text }))
    }

    /// A field of a whole number, false when zero.
    public static func number(
        _ name: String, _ doc: String, _ get: @escaping @Sendable (Model) -> Int
    ) -> Self {
        Self(
            erased: ErasedField(
                name: name, doc: doc, kind: .number,
                emit: { context, buffer in buffer.append(get(context.value(as: Model.self))) },
                test: { context in get(context.value(as: Model.self)) != 0 },
                visit: { context, body in
                    let number = get(context.value(as: Model.self))
                    if number != 0 { ContextPointer.with(number, body) }
                },
                child: { .number }))
    }

    /// A field that only decides whether a section is shown.
    public static func flag(
        _ name: String, _ doc: String, _ get: @escaping @Sendable (Model) -> Bool
    ) -> Self {
        Self(
            erased: ErasedField(
                name: name, doc: doc, kind: .flag, test: { context in get(context.value(as: Model.self)) }))
    }

    /// A field of markup that our own renderers made, printed by `{{{name}}}` and false when empty.
    public static func html(
        _ name: String, _ doc: String, _ get: @escaping @Sendable (Model) -> SafeHTML
    ) -> Self {
        Self(
            erased: ErasedField(
                name: name, doc: doc, kind: .html,
                emit: { context, buffer in buffer.append(get(context.value(as: Model.self))) },
                test: { context in !get(context.value(as: Model.self)).isEmpty },
                visit: { context, body in
                    let markup = get(context.value(as: Model.self))
                    if !markup.isEmpty { ContextPointer.with(markup, body) }
                },
                child: { .html }))
    }

    /// A field with fields of its own, false when `nil`.
    public static func object<Child: TemplateModel>(
        _ name: String, _ doc: String, _ get: @escaping @Sendable (Model) -> Child?
    ) -> Self {
        Self(
            erased: ErasedField(
                name: name, doc: doc, kind: .object,
                test: { context in get(context.value(as: Model.self)) != nil },
                visit: { context, body in
                    if let child = get(context.value(as: Model.self)) { ContextPointer.with(child, body) }
                },
                child: { .model(Child.self) }))
    }

    /// A field of parts with fields of their own, shown once for each and false when there is none.
    public static func list<Child: TemplateModel>(
        _ name: String, _ doc: String, _ get: @escaping @Sendable (Model) -> [Child]
    ) -> Self {
        Self(
            erased: ErasedField(
                name: name, doc: doc, kind: .list,
                test: { context in !get(context.value(as: Model.self)).isEmpty },
                visit: { context, body in ContextPointer.forEach(in: get(context.value(as: Model.self)), body) },
                child: { .model(Child.self) }))
    }

    /// A field of texts, shown once for each as `.` and false when there is none.
    public static func texts(
        _ name: String, _ doc: String, _ get: @escaping @Sendable (Model) -> [String]
    ) -> Self {
        Self(
            erased: ErasedField(
                name: name, doc: doc, kind: .texts,
                test: { context in !get(context.value(as: Model.self)).isEmpty },
                visit: { context, body in ContextPointer.forEach(in: get(context.value(as: Model.self)), body) },
                child: { .text }))
    }
}
