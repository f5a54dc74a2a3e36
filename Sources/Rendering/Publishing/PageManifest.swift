import SiteModel

/// The part of the store that knows what is on the disk.
///
/// It knows every page that may be on the disk, so that each can be deleted when it has to be, and it vouches for none that may
/// be another one there: a record that is behind costs a render, one that is ahead would keep a wrong page.
struct PageManifest: Sendable {
    /// Writes records, over those there are of the same paths.
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

extension PageRecord {
    /// A record that knows of this page, and vouches for nothing: what it holds matches no file.
    ///
    /// The time stays, because whatever comes next has to be younger than what may be on the disk.
    var pending: PageRecord {
        var pending = self
        pending.fingerprint = []
        pending.contentHash = []
        pending.size = -1
        return pending
    }

    /// Whether a build was to replace the page and has not said that it did.
    var isPending: Bool { size < 0 }
}
