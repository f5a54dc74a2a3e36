internal import SiteModel

extension Publisher {
    /// Puts staged pages in place and records them, including pages that only had to be checked.
    ///
    /// - Parameter pages: In the order in which they are published: pages that others refer to come first.
    /// - Throws: What stops the run. All stage files of the batch are then deleted as far as possible; pages that were
    ///   already renamed stay, and the next build checks them.
    /// - Returns: For each page, why it could not be put in place, or `nil`.
    func commit(_ pages: [StagedPage]) async throws -> [PublishError?] {
        var failures = [PublishError?](repeating: nil, count: pages.count)
        let moving = pages.filter { !$0.isSettled }
        if !moving.isEmpty {
            do {
                try syncStages(moving)
                let pending = moving.filter(\.replacesPage).map(\.record.pending)
                if !pending.isEmpty { try await manifest.save(pending) }
                for (index, page) in pages.enumerated() where !page.isSettled {
                    failures[index] = try place(page)
                }
                try syncFolders(of: moving.map(\.path))
            } catch {
                discard(moving)
                throw error
            }
        }
        let records = zip(pages, failures).filter { $1 == nil }.map(\.0.record)
        if !records.isEmpty { try await manifest.save(records) }
        return failures
    }

    /// Renames a page's files; returns an error of this page alone, throws what stops the run.
    private func place(_ page: StagedPage) throws(PublishError) -> PublishError? {
        do {
            // The variant goes first: until the page is renamed, visitors get the old page, complete and uncompressed.
            if page.variant == .delete { _ = try files.delete(absolute(page.path.gzipped)) }
        } catch {
            return try settle(page, after: error)
        }
        var hasStaleVariant = false
        for (from, to) in moves(of: page) {
            do {
                try files.rename(absolute(from), absolute(to))
                hasStaleVariant = page.replacesPage
            } catch {
                // The variant is new but the page is not. Delete the variant, so that the page itself is served. If
                // that fails too, no record vouches for the page, and the next run repairs it.
                if hasStaleVariant { _ = try? files.delete(absolute(page.path.gzipped)) }
                return try settle(page, after: error)
            }
        }
        return nil
    }

    private func settle(_ page: StagedPage, after error: PublishError) throws(PublishError) -> PublishError? {
        guard !error.stopsTheRun else { throw error }
        discard([page])
        return error
    }

    private func syncStages(_ pages: [StagedPage]) throws(PublishError) {
        let stages = pages.flatMap(moves).map(\.from)
        guard stages.count <= Self.singleSyncs else { return try files.syncAll(root) }
        for stage in stages { try files.syncFile(absolute(stage)) }
    }

    /// Syncs the names in the folders of some paths, and the names of these folders.
    func syncFolders(of paths: [SitePath]) throws(PublishError) {
        let folders = Set(paths.flatMap { $0.folders.map(absolute) } + [root])
        guard folders.count <= Self.singleSyncs else { return try files.syncAll(root) }
        // The innermost first, so that a folder's name is on the disk only after its contents.
        for folder in folders.sorted(by: >) {
            // Deleting a page may have deleted its folder.
            if try files.status(folder) != nil { try files.syncFolder(folder) }
        }
    }
}
