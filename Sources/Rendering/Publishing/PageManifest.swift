public import SiteModel

/// The part of the store that knows what is on the disk.
///
/// Always behind the disk, never ahead of it: a record that is missing costs a render, one that vouches for bytes that are
/// not there would keep a wrong page.
public struct PageManifest: Sendable {
    /// Deletes the records of pages that are about to be replaced.
    public var forget: @Sendable (_ paths: [String]) async throws -> Void
    /// Writes the records of pages that are on the disk, over those there are.
    public var save: @Sendable (_ records: [PageRecord]) async throws -> Void
    /// Deletes the records of pages that are gone from the disk.
    public var remove: @Sendable (_ paths: [String]) async throws -> Void

    /// Creates a manifest from its three operations, each of which is one transaction.
    public init(
        forget: @escaping @Sendable (_ paths: [String]) async throws -> Void,
        save: @escaping @Sendable (_ records: [PageRecord]) async throws -> Void,
        remove: @escaping @Sendable (_ paths: [String]) async throws -> Void
    ) {
        self.forget = forget
        self.save = save
        self.remove = remove
    }
}
