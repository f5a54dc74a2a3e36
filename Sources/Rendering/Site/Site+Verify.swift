internal import SiteModel

extension Site {
    /// Compares the manifest with the disk, byte by byte; writes nothing.
    ///
    /// Files are only expected, and others only found strange, in folders of users, of the operator's pages and of assets. What
    /// else is in the output (a `CNAME`, a favicon, a folder of pictures) is the operator's business. No build may be under way.
    ///
    /// - Returns: What is wrong, by path.
    /// - Throws: ``StoreError``, ``PublishError``.
    public func findings() async throws -> [SiteFinding] {
        let inspector = OutputInspector(publisher: publisher)
        // A dry run knows what is not to be there: the page of somebody private, renamed or removed.
        var found = try await build(.everything, isDryRun: true).pages
            .filter { $0.state == .hidden }.map { SiteFinding(path: $0.path, kind: .hidden) }
        let hidden = Set(found.map(\.path))
        var last: String?
        while true {
            let portion = try await store.userPages(after: last, limit: 1000)
            for page in portion {
                let path = try SitePath.page(of: page.user.username.rawValue)
                if !hidden.contains(path.rawValue) { found += inspector.page(path, record: page.record) }
                found += inspector.strangers(in: page.user.username.rawValue, expected: [path])
            }
            last = portion.last?.user.username.rawValue
            if portion.count < 1000 { break }
        }
        var folders = Dictionary(
            uniqueKeysWithValues: Set(templates.pages.map(\.name) + ["assets"]).map { ($0, [SitePath]()) })
        for record in try await store.recordsBesideUsers() {
            guard let path = try? SitePath(record.path) else { continue }
            if !hidden.contains(path.rawValue) { found += inspector.page(path, record: record) }
            if let folder = path.folders.last { folders[folder, default: []].append(path) }
        }
        for (folder, expected) in folders.sorted(by: { $0.key < $1.key }) {
            found += inspector.strangers(in: folder, expected: expected)
        }
        return (found + inspector.leftovers()).sorted { ($0.path, $0.description) < ($1.path, $1.description) }
    }

    /// Mends what can be mended, and builds the site.
    ///
    /// The manifest forgets the pages that are wrong, so that the build makes them anew; compressed files of other bytes and what
    /// was left over is deleted. A file that is not ours is not touched.
    ///
    /// - Parameter findings: What ``findings()`` found.
    /// - Returns: What the build did.
    /// - Throws: ``StoreError``, ``PublishError``.
    public func repair(_ findings: [SiteFinding]) async throws -> BuildReport {
        try await store.forgetPages(findings.filter(\.needsRender).map(\.path))
        for finding in findings {
            switch finding.kind {
            case .uneven:
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

/// Looks at the files of the output, one page and one folder at a time.
private struct OutputInspector {
    let publisher: Publisher

    /// What is wrong with a page of which the manifest has this record.
    func page(_ path: SitePath, record: PageRecord?) -> [SiteFinding] {
        do throws(PublishError) {
            // Throws for a folder that is a link: nothing is read where it leads.
            guard try publisher.prepareFolders(of: path, makingMissing: false),
                let file = try publisher.status(of: path)
            else {
                if record != nil { return [finding(path, .missing)] }
                let variant = try publisher.files.status(publisher.absolute(path.gzipped))
                return variant == nil ? [] : [finding(path, .uneven)]
            }
            guard file.kind == .file else { throw .occupied(path: publisher.absolute(path.rawValue)) }
            guard let record else { return [finding(path, .unrecorded)] }
            guard file.matches(record) else { return [finding(path, .touched)] }
            let bytes = try publisher.files.contents(publisher.absolute(path.rawValue))
            guard Fingerprint.digest(of: bytes) == record.contentHash else { return [finding(path, .damaged)] }
            return try isEven(path, file, bytes) ? [] : [finding(path, .uneven)]
        } catch {
            return [finding(path, .blocked("\(error)"))]
        }
    }

    /// What a folder holds beside some files and their variants.
    func strangers(in folder: String, expected: [SitePath]) -> [SiteFinding] {
        let names = Set(expected.flatMap { [$0.rawValue, $0.gzipped] })
        // A folder that cannot be listed was found with its page.
        guard let status = try? publisher.files.status(publisher.absolute(folder)), status.kind == .folder,
            let present = try? publisher.files.names(publisher.absolute(folder))
        else { return [] }
        // The folder of a page may be in another one: that one is looked at by itself.
        return present.map { "\(folder)/\($0)" }.filter { path in
            !names.contains(path) && !names.contains { $0.hasPrefix(path + "/") }
        }.map { path in
            let isStage = SitePath.isStage(String(path.dropFirst(folder.count + 1)))
            return SiteFinding(path: path, kind: isStage ? .leftover : .unknown)
        }
    }

    /// What a run that was cut off has left beside the site's own pages.
    func leftovers() -> [SiteFinding] {
        // Without an output folder there is nothing in it.
        let names = (try? publisher.files.names(publisher.root)) ?? []
        return names.filter(SitePath.isStage).map { SiteFinding(path: $0, kind: .leftover) }
    }

    private func isEven(_ path: SitePath, _ file: FileStatus, _ bytes: [UInt8]) throws(PublishError) -> Bool {
        guard try publisher.variants(of: path, page: file) != .uneven else { return false }
        guard path.isText, publisher.precompression == .gzip else { return true }
        return GzipTrailer.matches(try publisher.files.contents(publisher.absolute(path.gzipped)), contents: bytes)
    }

    private func finding(_ path: SitePath, _ kind: SiteFinding.Kind) -> SiteFinding {
        SiteFinding(path: path.rawValue, kind: kind)
    }
}
