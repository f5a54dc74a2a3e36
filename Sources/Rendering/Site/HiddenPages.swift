public import SiteModel

/// Deletes what must not be seen, and needs nothing for it: no template that compiles, no room on the disk.
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
    public init(store: Store, output: String, precompression: Precompression, files: FileStore = .live) {
        self.store = store
        publisher = Publisher(root: output, files: files, manifest: store.manifest, precompression: precompression)
    }

    /// Deletes the pages of every user who does not show one.
    ///
    /// - Returns: The paths that were deleted.
    /// - Throws: ``StoreError``, ``PublishError``.
    @discardableResult
    public func delete() async throws -> [String] {
        try await delete(store.hiddenPageRecords().map(\.path))
    }

    /// Deletes the pages of some users, whatever the manifest knows of them: they are private, or are users no more.
    ///
    /// - Parameter usernames: Names of folders in the output.
    /// - Returns: The paths that were deleted.
    /// - Throws: ``StoreError``, ``PublishError``.
    @discardableResult
    public func delete(ofUsers usernames: [String]) async throws -> [String] {
        try await delete(usernames.map { $0 + "/index.html" })
    }

    private func delete(_ paths: [String]) async throws -> [String] {
        let pages = try paths.map { (path: try SitePath($0), isRecorded: true) }
        guard !pages.isEmpty else { return [] }
        let results = try await publisher.remove(pages)
        return try zip(pages, results).compactMap { page, result in
            try result.get() ? page.path.rawValue : nil
        }
    }
}
