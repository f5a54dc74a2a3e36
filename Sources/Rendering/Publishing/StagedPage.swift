internal import SiteModel

/// A page whose bytes are known, and what is left to do for it.
struct StagedPage: Sendable {
    enum VariantChange: Sendable {
        /// It is as it should be.
        case none
        /// Its new bytes wait in a stage file.
        case replace
        /// It is not wanted any more.
        case delete
    }

    var path: SitePath
    /// What the manifest is to hold when all is done.
    var record: PageRecord
    /// Whether the page's new bytes wait in a stage file.
    var replacesPage: Bool
    var variant: VariantChange

    /// Whether the disk already has it all.
    var isSettled: Bool { !replacesPage && variant == .none }

    /// The files that wait, each with where it goes, in the order in which they are renamed.
    var moves: [(from: String, to: String)] {
        var targets: [String] = []
        if variant == .replace { targets.append(path.gzipped) }
        if replacesPage { targets.append(path.rawValue) }
        return targets.map { (SitePath.stage(of: $0), $0) }
    }
}
