/// Something in the output that differs from the manifest.
public struct SiteFinding: Hashable, Sendable, CustomStringConvertible {
    /// What is wrong with a file.
    public enum Kind: Hashable, Sendable {
        /// It is a page, or its variant, in this state.
        case page(PageVerdict)
        /// An interrupted run left it behind.
        case leftover
        /// No build has put this file into the site's folder.
        case stranger
        /// It cannot be inspected, or is not a file; the text says why and names the path.
        case blocked(String)
    }

    /// Relative to the output.
    public var path: String
    /// What is wrong with it.
    public var kind: Kind

    /// Whether ``SitePlan/repair(_:)`` can fix it; the operator's files are left alone.
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
