import SiteModel

/// The part of the store that knows which pages are on the disk.
///
/// It lists every page that may be on the disk, so that each can be deleted. It does not vouch for a page that may
/// differ on the disk: an outdated record costs a render, but a premature one would keep a wrong page.
struct PageManifest: Sendable {
    /// Writes records, replacing those with the same paths.
    var save: @Sendable (_ records: [PageRecord]) async throws -> Void
    /// Deletes the records of pages that are gone from the disk.
    var remove: @Sendable (_ paths: [String]) async throws -> Void

    /// Creates a manifest from its two operations, each of which is one transaction.
    init(
        save: @escaping @Sendable (_ records: [PageRecord]) async throws -> Void,
        remove: @escaping @Sendable (_ paths: [String]) async throws -> Void
    ) {
        self.save = save
        self.remove = remove
    }
}
