import SiteModel

extension Publisher {
    /// Deletes pages, their variants and stage files, and folders that are then empty; returns when that is on the
    /// disk.
    ///
    /// A page that cannot be deleted does not keep the others, not even if the disk fails.
    ///
    /// - Parameter paths: Pages that are, or may be, in the manifest.
    /// - Throws: ``PublishError`` if the deletions cannot be synced to the disk; ``StoreError``.
    /// - Returns: For each page, whether there was something to delete, or why it could not be deleted.
    func remove(_ paths: [SitePath]) async throws -> [Result<Bool, PublishError>] {
        guard !paths.isEmpty else { return [] }
        let results = paths.map { path in
            Result { () throws(PublishError) in try remove(path) }
        }
        let removed = zip(paths, results).filter { (try? $1.get()) == true }.map(\.0)
        if !removed.isEmpty { try syncFolders(of: removed) }
        // The record goes last: as long as it exists, a later run knows that there may be something to delete.
        let gone = zip(paths, results).filter { (try? $1.get()) != nil }.map(\.0.rawValue)
        if !gone.isEmpty { try await manifest.remove(gone) }
        return results
    }

    /// Takes pages down, without a turn: whatever else another program is using, such as stage files, folders and records,
    /// stays for ``remove(_:)``.
    ///
    /// - Returns: For each page, why it could not be taken down, or `nil`.
    func takeDown(_ paths: [SitePath]) -> [PublishError?] {
        paths.map { path in
            do throws(PublishError) {
                guard try prepareFolders(of: path, makingMissing: false) else { return nil }
                for target in [path.rawValue, path.gzipped] { _ = try files.delete(absolute(target)) }
                return nil
            } catch {
                return error
            }
        }
    }

    /// Deletes one page.
    ///
    /// The page goes before its variant. nginx's index module looks for `index.html` itself, so after that call the
    /// address `/ada/` is gone for everyone, compressed or not. Only a request for `/ada/index.html` could still get
    /// the variant, which the next call deletes. In the other order, everyone could see the page until the second call.
    private func remove(_ path: SitePath) throws(PublishError) -> Bool {
        var deletedOne = false
        var failure: PublishError?
        if try prepareFolders(of: path, makingMissing: false) {
            let targets = [path.rawValue, path.gzipped]
            for target in targets + targets.map(names.stage) {
                do {
                    if try files.delete(absolute(target)) { deletedOne = true }
                } catch {
                    // A file that cannot be deleted is no reason to keep the others.
                    failure = failure ?? error
                }
            }
        }
        if let failure { throw failure }
        // Even if the innermost is already gone: a run may have been interrupted between two folders.
        for folder in path.folders.reversed() where try files.deleteFolder(absolute(folder)) { deletedOne = true }
        return deletedOne
    }
}
