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
            for user in portion { found += inspector.pages(user.pages, in: [user.username.rawValue]) }
        }
        found += try await sharedFindings(listed, inspector, at: now)
        return (found + inspector.leftovers()).sorted { ($0.path, $0.description) < ($1.path, $1.description) }
    }

    /// What is wrong with files that no user owns.
    private func sharedFindings(
        _ listed: ListedUsers, _ inspector: OutputInspector, at now: Instant
    ) async throws -> [SiteFinding] {
        let recorded = try await store.pageRecordsOfNoUser()
        var records = SiteRecords(recorded)
        // An asset that is no longer in use is still expected: it stays until no page uses it.
        switch store.part {
        case .whole:
            let sources = try assetSources(&records) + sources(listing: listed, &records, at: now)
            return inspector.pages(
                sources, in: templates.pages.map(\.name) + ["assets"], expecting: records.unclaimedAssets)
        case .shard:
            // The other shards may have other assets there.
            return inspector.pages(
                assetSources(&records) + records.unclaimedPages(.files), searching: false)
        case .lists:
            // Without the listings it is only known what the files were made to be.
            let sources = try recorded.map { record in
                PageSource(
                    path: try SitePath(record.path), fingerprint: record.fingerprint, record: record, expires: false
                ) { _, _ in }
            }
            return inspector.pages(sources, searching: false)
        }
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
        // The lists are built from listings; what was marked is then made again.
        return store.part == .lists ? BuildReport() : try await build(.everything)
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
