internal import SiteModel

/// A page whose bytes are known, and what remains to be done for it.
struct StagedPage: Sendable {
    enum VariantChange: Sendable {
        /// It is as it should be.
        case none
        /// Its new bytes are in a stage file.
        case replace
        /// It is no longer wanted.
        case delete
    }

    var path: SitePath
    /// The manifest's entry once everything is done.
    var record: PageRecord
    /// Whether the page's new bytes are in a stage file.
    var replacesPage: Bool
    var variant: VariantChange

    /// Whether nothing has to be renamed or deleted.
    var isSettled: Bool { !replacesPage && variant == .none }

    /// What stage files are renamed to, in this order.
    var targets: [String] {
        var targets: [String] = []
        if variant == .replace { targets.append(path.gzipped) }
        if replacesPage { targets.append(path.rawValue) }
        return targets
    }
}
