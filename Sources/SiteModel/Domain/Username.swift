/// The name of a user's folder in the output, chosen by the operator.
///
/// Well-formed (``FolderName/isWellFormed(_:)``) and never a reserved name: no other text may become a path.
public struct Username: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The name itself.
    public let rawValue: String

    /// Names that no user can have: those of the site and of two pages that most sites have.
    public static let reserved: Set<String> = FolderName.reserved.union(["about", "privacy"])

    /// Creates a username.
    ///
    /// - Parameters:
    ///   - rawValue: What the operator typed.
    ///   - pages: More names that are taken: the pages in `templates/pages`.
    /// - Throws: ``UsernameError`` if the name is malformed or reserved.
    public init(_ rawValue: String, pages: Set<String> = []) throws(UsernameError) {
        guard FolderName.isWellFormed(rawValue) else { throw .malformed(rawValue) }
        guard !Self.reserved.contains(rawValue), !pages.contains(rawValue) else { throw .reserved(rawValue) }
        self.rawValue = rawValue
    }

    /// Creates a username from the store, which checked it earlier.
    init(stored: String) {
        rawValue = stored
    }

    /// By bytes, like the store.
    public static func < (left: Username, right: Username) -> Bool {
        left.rawValue.utf8.lexicographicallyPrecedes(right.rawValue.utf8)
    }

    /// The name itself.
    public var description: String { rawValue }
}

/// Why a text cannot be a username.
public enum UsernameError: Error, Equatable, CustomStringConvertible {
    /// A username cannot have such a character, or such a length.
    case malformed(String)
    /// The site needs the name for itself.
    case reserved(String)

    /// What is wrong with the text, and what to type instead.
    public var description: String {
        switch self {
        case .malformed(let name):
            "'\(name)' cannot be a username: use 1 to 40 of a-z, 0-9 and '-', not beginning or ending with '-'"
        case .reserved(let name):
            "'\(name)' cannot be a username: the site uses that name itself; choose another"
        }
    }
}
