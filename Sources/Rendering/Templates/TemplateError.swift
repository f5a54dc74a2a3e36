/// Why a set of templates cannot be used.
public enum TemplateError: Error, Equatable, CustomStringConvertible {
    /// A template file could not be read.
    case unreadable(path: String, reason: String)
    /// Templates are wrong in these places, in the order of file, line and column.
    case invalid([TemplateDiagnostic])

    /// How many diagnostics a message shows; more would push the first ones off the screen.
    static let shown = 20

    /// What is wrong and where, a line each.
    public var description: String {
        switch self {
        case .unreadable(let path, let reason):
            return "template \(path) cannot be read: \(reason)"
        case .invalid(let diagnostics):
            var lines = diagnostics.prefix(Self.shown).map(\.description)
            let rest = diagnostics.count - lines.count
            if rest > 0 { lines.append("and \(rest) more") }
            return lines.joined(separator: "\n")
        }
    }

    /// One error of everything found, each finding once.
    static func invalid(collecting found: [TemplateDiagnostic]) -> TemplateError {
        .invalid(Set(found).sorted())
    }
}

/// One mistake in a template.
public struct TemplateDiagnostic: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The file, relative to the folder of templates.
    public let file: String
    /// The line, from 1, or 0 when the file as a whole is meant.
    public let line: Int
    /// The column, from 1, in Unicode scalars: where the tag begins.
    public let column: Int
    /// What is wrong, and what to write instead.
    public let message: String

    /// File, line, column and message, as compilers print them.
    ///
    /// `profile.mustache:12:5: unknown name 'usernmae'; did you mean 'username'?`
    public var description: String {
        line == 0 ? "\(file): \(message)" : "\(file):\(line):\(column): \(message)"
    }

    /// Orders by file, line, column, then message.
    public static func < (left: TemplateDiagnostic, right: TemplateDiagnostic) -> Bool {
        (left.file, left.line, left.column, left.message) < (right.file, right.line, right.column, right.message)
    }
}
