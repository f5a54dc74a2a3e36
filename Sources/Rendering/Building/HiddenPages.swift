public import SiteModel

/// Deletes what must not be seen, and needs nothing for it: no lock, no template that compiles, no room on the disk.
///
/// Only what the manifest holds is deleted: a file that no build has recorded is the operator's.
public struct HiddenPages: Sendable {
    private let store: Store
    private let publisher: Publisher

    /// Creates the deletion of a site's hidden pages.
    ///
    /// - Parameters:
    ///   - store: Where it stands who shows a page.
    ///   - output: The folder of the site, absolute.
    ///   - precompression: As the site is built.
    ///   - files: The file system.
    public init(store: Store, output: String, precompression: Precompression, files: FileSystem = .live) {
        self.store = store
        publisher = Publisher(root: output, files: files, manifest: store.manifest, precompression: precompression)
    }

    /// Deletes all pages of every user who is private, has no listening, or was removed, and pages under a former username.
    ///
    /// - Returns: The paths that were deleted.
    /// - Throws: ``StoreError``; ``PublishError`` when all has been tried and something could not be deleted.
    @discardableResult
    public func delete() async throws -> [String] {
        try await delete(store.hiddenPageRecords())
    }

    /// Deletes all pages of some users, and all recorded pages in the folders of these names.
    ///
    /// - Parameter usernames: Names of users, or of users who were removed or renamed.
    /// - Returns: The paths that were deleted.
    /// - Throws: ``StoreError``; ``PublishError`` when all has been tried and something could not be deleted.
    @discardableResult
    public func delete(ofUsers usernames: [String]) async throws -> [String] {
        var records: [PageRecord] = []
        for name in usernames { records += try await store.pageRecords(ofUserNamed: name) }
        return try await delete(records, sweeping: usernames)
    }

    /// The pages that must not be seen and are still on the disk, also in part, or may be.
    ///
    /// - Returns: Their paths, in order.
    /// - Throws: ``StoreError``.
    public func remaining() async throws -> [String] {
        try await store.hiddenPageRecords().map(\.path).filter { path in
            [path, path + ".gz"].contains { file in
                do {
                    return try publisher.files.status(publisher.absolute(file)) != nil
                } catch {
                    // Not known to be gone.
                    return true
                }
            }
        }
    }

    private func delete(_ records: [PageRecord], sweeping folders: [String] = []) async throws -> [String] {
        let paths = records.compactMap { try? SitePath($0.path) }  // No version of sitegen has recorded another path.
        let results = try await publisher.remove(paths)
        var failures = results.compactMap { result -> PublishError? in
            guard case .failure(let error) = result else { return nil }
            return error
        }
        // What a build had not yet put in place when it was cut off.
        for folder in folders { failures += publisher.sweep(folder: folder) }
        if let error = PublishError(collecting: failures) { throw error }
        return zip(paths, results).filter { (try? $1.get()) == true }.map(\.0.rawValue)
    }
}
