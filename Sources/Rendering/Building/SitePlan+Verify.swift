import SiteModel

extension SitePlan {
    /// Compares the manifest with the disk, byte by byte, without writing anything.
    ///
    /// Unexpected files are reported only in folders of users, of the operator's pages and of assets. Anything else in
    /// the output (a `CNAME`, a favicon, a folder of pictures) is the operator's business. No build may be running.
    ///
    /// - Returns: The findings, by path.
    /// - Throws: ``StoreError``, ``PublishError``.
    public func findings() async throws -> [SiteFinding] {
        try publisher.requireOutput()
        let now = clock.now()
        let inspector = OutputInspector(publisher: publisher, maxAge: settings.maxAge, now: now)
        var found: [SiteFinding] = []
        let listed = try await readUsers(at: now) { portion in
            for (user, pages) in portion {
                found += inspector.pages(pages, in: [user.username.rawValue])
            }
        }
        var records = SiteRecords(try await store.pageRecordsOfNoUser())
        let siteSources = try assetSources(&records) + sources(listing: listed, &records, at: now)
        // An asset that is no longer in use is still expected: it stays until no page uses it.
        found += inspector.pages(
            siteSources, in: templates.pages.map(\.name) + ["assets"], expecting: records.unclaimedAssets)
        return (found + inspector.leftovers()).sorted { ($0.path, $0.description) < ($1.path, $1.description) }
    }

    /// Repairs what it can, and builds the site.
    ///
    /// Records of wrong pages are marked as pending, so that the build renders these pages again. Stale compressed
    /// files and leftovers are deleted. Files that are not ours are not touched.
    ///
    /// - Parameter findings: The result of ``findings()``.
    /// - Returns: What the build did.
    /// - Throws: ``StoreError``, ``PublishError``.
    public func repair(_ findings: [SiteFinding]) async throws -> BuildReport {
        try await mark(findings)
        return try await build(.everything)
    }

    /// Marks wrong pages and deletes leftovers, while nobody else publishes.
    private func mark(_ findings: [SiteFinding]) async throws {
        let turn = try await store.locks.publishing(.scheduled)
        defer { turn.release() }
        // The records are kept: a file without a record belongs to the operator.
        let records = try await store.pageRecords(findings.filter(\.needsRender).map(\.path))
        try await store.savePages(records.map(\.pending))
        for finding in findings {
            switch finding.kind {
            case .page(.staleVariant):
                let variant = publisher.absolute(finding.path + ".gz")
                if try publisher.files.status(variant)?.kind == .file { _ = try publisher.files.delete(variant) }
            case .leftover:
                _ = try publisher.files.delete(publisher.absolute(finding.path))
            default: break
            }
        }
    }
}
