/// Why a template cannot be used.
public enum TemplateError: Error, CustomStringConvertible {
    /// A template file could not be read.
    case unreadable(path: String, reason: String)
    /// There is no template of that name.
    case unknownTemplate(name: String, nearest: String?)

    /// What is wrong, where, and what to do.
    public var description: String {
        switch self {
        case .unreadable(let path, let reason): "template \(path) cannot be read: \(reason)"
        case .unknownTemplate(let name, let nearest):
            "there is no template \(name)\(TemplateLibrary.suffix)\(nearest.map { "; did you mean '\($0)'?" } ?? "")"
        }
    }
}
