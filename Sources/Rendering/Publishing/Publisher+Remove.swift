import SiteModel

extension Publisher {
    /// Deletes pages, their variants and what waits for them, and folders that are empty then; returns when that is on the disk.
    ///
    /// One page that cannot be deleted keeps no other from going, not even where the disk fails.
    ///
    /// - Parameter paths: Pages that the manifest holds, or may hold.
    /// - Throws: ``PublishError`` when what was deleted cannot be synced to the disk, ``StoreError``.
    /// - Returns: For each page whether there was something to delete, or why it could not be.
    func remove(_ paths: [SitePath]) async throws -> [Result<Bool, PublishError>] {
        guard !paths.isEmpty else { return [] }
        let results = paths.map { path in
            Result { () throws(PublishError) in try remove(path) }
        }
        let removed = zip(paths, results).filter { (try? $1.get()) == true }.map(\.0)
        if !removed.isEmpty { try syncFolders(of: removed) }
        // Last: as long as there is a record, a later run knows that there may be something to delete.
        let gone = zip(paths, results).filter { (try? $1.get()) != nil }.map(\.0.rawValue)
        if !gone.isEmpty { try await manifest.remove(gone) }
        return results
    }

    /// Deletes one page.
    ///
    /// The page goes first. nginx's index module looks for `index.html` itself, so from that call on the address `/ada/` is
    /// gone for everyone, compressed or not; only who asks for `/ada/index.html` by name could still be sent the variant, and it
    /// goes with the next call. The other way round, the page would be there for everyone until the second call.
    private func remove(_ path: SitePath) throws(PublishError) -> Bool {
        var deletedOne = false
        var failure: PublishError?
        if try prepareFolders(of: path, makingMissing: false) {
            let targets = [path.rawValue, path.gzipped]
            for target in targets + targets.map(SitePath.stage) {
                do {
                    if try files.delete(absolute(target)) { deletedOne = true }
                } catch {
                    // One that cannot be deleted is no reason to leave the others.
                    failure = failure ?? error
                }
            }
        }
        if let failure { throw failure }
        // Also where the innermost is gone already: a run may have been cut off between two of them.
        for folder in path.folders.reversed() where try files.deleteFolder(absolute(folder)) { deletedOne = true }
        return deletedOne
    }
}
