/// Something in the output that is not as the manifest has it.
public struct SiteFinding: Hashable, Sendable, CustomStringConvertible {
    /// What is wrong with a file.
    public enum Kind: Hashable, Sendable {
        /// It is a page, or its variant, in this state.
        case page(PageVerdict)
        /// A run that was cut off has left it.
        case leftover
        /// A file that no build has put into a folder of the site.
        case stranger
        /// It cannot be looked at, or is no file; the text says why, and names the path.
        case blocked(String)
    }

    /// Relative to the output.
    public var path: String
    /// What is wrong with it.
    public var kind: Kind

    /// Whether ``SitePlan/repair(_:)`` can do something about it; the operator's files are left alone.
    public var isRepairable: Bool {
        switch kind {
        case .page, .leftover: true
        case .stranger, .blocked: false
        }
    }

    /// Whether the page has to be rendered again.
    var needsRender: Bool {
        guard case .page(let verdict) = kind else { return false }
        return verdict != .hidden
    }

    /// The file and what is wrong with it, on one line.
    public var description: String {
        switch kind {
        case .page(let verdict): "\(path): \(verdict)"
        case .leftover: "\(path): left by a run that was cut off"
        case .stranger: "\(path): not made by sitegen, in a folder that is; move it elsewhere"
        case .blocked(let reason): reason
        }
    }
}
