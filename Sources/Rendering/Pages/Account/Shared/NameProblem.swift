package import SiteModel

/// What is wrong with a username that somebody wishes for.
package enum NameProblem: Sendable, Hashable, CaseIterable {
    /// It cannot be a part of an address.
    case malformed
    /// The site needs it itself.
    case reserved
    /// Somebody else has it.
    case taken
    /// It belongs to another shard of the site.
    case elsewhere

    package init(_ error: UsernameError) {
        switch error {
        case .malformed: self = .malformed
        case .reserved: self = .reserved
        }
    }

    /// What to type instead.
    var sentence: String {
        switch self {
        case .malformed: "Use 1 to 40 of the letters a to z, digits and hyphens, with no hyphen at either end."
        case .reserved: "The site needs this name itself. Choose another one."
        case .elsewhere:
            "This part of the site cannot give this name. Choose another one, or ask the operator for an invitation."
        case .taken: "Somebody has this name already. Choose another one."
        }
    }
}
