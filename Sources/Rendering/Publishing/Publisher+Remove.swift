internal import SiteModel

extension Publisher {
    /// Deletes pages, their variants and what waits for them, and folders that are empty then; returns when that is on the disk.
    ///
    /// - Parameter pages: The paths, and whether the manifest has a record of each.
    /// - Throws: What stops the run.
    /// - Returns: For each page whether there was something to delete, or why it could not be.
    func remove(_ pages: [(path: SitePath, isRecorded: Bool)]) async throws -> [Result<Bool, PublishError>] {
        var results: [Result<Bool, PublishError>] = []
        results.reserveCapacity(pages.count)
        for page in pages {
            do throws(PublishError) {
                results.append(.success(try remove(page.path)))
            } catch {
                guard !error.stopsTheRun else { throw error }
                results.append(.failure(error))
            }
        }
        let removed = zip(pages, results).filter { (try? $1.get()) == true }.map(\.0.path)
        if !removed.isEmpty { try syncFolders(of: removed) }
        // Last: as long as there is a record, a later run knows that there may be something to delete.
        let recorded = zip(pages, results).filter { $0.isRecorded && (try? $1.get()) != nil }.map(\.0.path.rawValue)
        if !recorded.isEmpty { try await manifest.remove(recorded) }
        return results
    }

    /// Deletes one page.
    ///
    /// The page goes first. nginx's index module looks for `index.html` itself, so from that call on the address `/ada/` is
    /// gone for everyone, compressed or not; only who asks for `/ada/index.html` by name could still be sent the variant, and it
    /// goes with the next call. The other way round, the page would be there for everyone until the second call.
    private func remove(_ path: SitePath) throws(PublishError) -> Bool {
        guard try prepareFolders(of: path, makingMissing: false) else { return false }
        var deletedOne = false
        var failure: PublishError?
        let targets = [path.rawValue, path.gzipped]
        for target in targets + targets.map(SitePath.stage) {
            do {
                if try files.delete(absolute(target)) { deletedOne = true }
            } catch {
                // One that cannot be deleted is no reason to leave the others.
                failure = failure ?? error
            }
        }
        if let failure { throw failure }
        for folder in path.folders.reversed() {
            guard try files.deleteFolder(absolute(folder)) else { break }
            deletedOne = true
        }
        return deletedOne
    }
}
