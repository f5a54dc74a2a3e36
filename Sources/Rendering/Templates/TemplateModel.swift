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
    /// Whole numbers: a section, once for each, in which `.` is the number.
    case numbers
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
        value(
            name, doc, .text, as: .text, get, isShown: { !$0.isEmpty }, print: { $1.append(escaping: $0) },
            json: { $1.append(json: $0) })
    }

    /// A field of a whole number, false when zero.
    public static func number(
        _ name: String, _ doc: String, _ get: @escaping @Sendable (Model) -> Int
    ) -> Self {
        value(
            name, doc, .number, as: .number, get, isShown: { $0 != 0 }, print: { $1.append($0) },
            json: { $1.append($0) })
    }

    /// A field of markup that our own renderers made, printed by `{{{name}}}` and false when empty.
    public static func html(
        _ name: String, _ doc: String, _ get: @escaping @Sendable (Model) -> SafeHTML
    ) -> Self {
        value(
            name, doc, .html, as: .html, get, isShown: { !$0.isEmpty }, print: { $1.append($0) }, json: { _, _ in })
    }

    /// A field that only decides whether a section is shown.
    public static func flag(
        _ name: String, _ doc: String, _ get: @escaping @Sendable (Model) -> Bool
    ) -> Self {
        Self(
            erased: ErasedField(
                name: name, doc: doc, kind: .flag,
                json: { context, buffer in
                    buffer.append(markup: get(context.value(as: Model.self)) ? "true" : "false")
                },
                test: { context in get(context.value(as: Model.self)) }))
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
        values(name, doc, .list, as: { .model(Child.self) }, get)
    }

    /// A field of texts, shown once for each as `.` and false when there is none.
    public static func texts(
        _ name: String, _ doc: String, _ get: @escaping @Sendable (Model) -> [String]
    ) -> Self {
        values(name, doc, .texts, as: { .text }, get)
    }

    /// A field of whole numbers, shown once for each as `.` and false when there is none.
    public static func numbers(
        _ name: String, _ doc: String, _ get: @escaping @Sendable (Model) -> [Int]
    ) -> Self {
        values(name, doc, .numbers, as: { .number }, get)
    }

    /// A field that is printed, and pushed by a section if it is shown.
    @inline(__always)
    private static func value<Value>(
        _ name: String, _ doc: String, _ kind: TemplateFieldKind, as type: ContextType,
        _ get: @escaping @Sendable (Model) -> Value, isShown: @escaping @Sendable (Value) -> Bool,
        print: @escaping @Sendable (Value, inout HTMLBuffer) -> Void,
        json: @escaping @Sendable (Value, inout HTMLBuffer) -> Void
    ) -> Self {
        Self(
            erased: ErasedField(
                name: name, doc: doc, kind: kind,
                emit: { context, buffer in print(get(context.value(as: Model.self)), &buffer) },
                json: { context, buffer in json(get(context.value(as: Model.self)), &buffer) },
                test: { context in isShown(get(context.value(as: Model.self))) },
                visit: { context, body in
                    let value = get(context.value(as: Model.self))
                    if isShown(value) { ContextPointer.with(value, body) }
                },
                child: { type }))
    }

    /// A field whose every element is pushed by a section.
    @inline(__always)
    private static func values<Value>(
        _ name: String, _ doc: String, _ kind: TemplateFieldKind, as type: @escaping @Sendable () -> ContextType,
        _ get: @escaping @Sendable (Model) -> [Value]
    ) -> Self {
        Self(
            erased: ErasedField(
                name: name, doc: doc, kind: kind,
                test: { context in !get(context.value(as: Model.self)).isEmpty },
                visit: { context, body in ContextPointer.forEach(in: get(context.value(as: Model.self)), body) },
                child: type))
    }
}
