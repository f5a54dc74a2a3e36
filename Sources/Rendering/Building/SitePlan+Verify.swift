import SiteModel

extension SitePlan {
    /// Compares the manifest with the disk, byte by byte; writes nothing.
    ///
    /// Files are only expected, and others only found strange, in folders of users, of the operator's pages and of assets. What
    /// else is in the output (a `CNAME`, a favicon, a folder of pictures) is the operator's business. No build may be under way.
    ///
    /// - Returns: What is wrong, by path.
    /// - Throws: ``StoreError``, ``PublishError``.
    public func findings() async throws -> [SiteFinding] {
        try publisher.requireOutput()
        let now = clock.now()
        let inspector = OutputInspector(publisher: publisher, maxAge: settings.maxAge, now: now)
        var found: [SiteFinding] = []
        let listed = try await readUsers(at: now) { portion in
            for pages in portion {
                found += inspector.pages(try sources(of: pages, at: now), in: [pages.user.username.rawValue])
            }
        }
        var records = SiteRecords(try await store.pageRecordsOfNoUser())
        let siteSources = try assetSources(&records) + sources(listing: listed, &records, at: now)
        // An asset that is not in use any more is still expected: it stays until no page uses it.
        found += inspector.pages(
            siteSources, in: templates.pages.map(\.name) + ["assets"], expecting: records.unclaimedAssets)
        return (found + inspector.leftovers()).sorted { ($0.path, $0.description) < ($1.path, $1.description) }
    }

    /// Mends what can be mended, and builds the site.
    ///
    /// The manifest takes back what it says of pages that are wrong, so that the build renders them again; compressed files of other
    /// bytes, and what was left over, is deleted. A file that is not ours is not touched.
    ///
    /// - Parameter findings: What ``findings()`` found.
    /// - Returns: What the build did.
    /// - Throws: ``StoreError``, ``PublishError``.
    public func repair(_ findings: [SiteFinding]) async throws -> BuildReport {
        // Not forgotten: a file without a record is the operator's.
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
        return try await build(.everything)
    }
}
