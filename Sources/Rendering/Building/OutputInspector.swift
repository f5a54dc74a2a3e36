import SiteModel

/// Inspects the files of the output, one page and one folder at a time.
struct OutputInspector {
    let publisher: Publisher
    let maxAge: Duration
    let now: Instant

    /// The problems with some pages and with their folders.
    ///
    /// - Parameters:
    ///   - sources: The pages.
    ///   - folders: Top-level folders that are searched even if none of the pages is in them.
    ///   - others: Other files that may exist.
    ///   - searching: Whether folders are searched at all.
    /// - Returns: The findings, page by page and then folder by folder.
    func pages(
        _ sources: [PageSource], in folders: [String] = [], expecting others: [SitePath] = [], searching: Bool = true
    ) -> [SiteFinding] {
        guard searching else { return sources.flatMap(page) }
        let paths = sources.map(\.path) + others
        let expected = Set(paths.flatMap { [$0.rawValue, $0.gzipped] })
        return sources.flatMap(page)
            + Set(folders + paths.compactMap(\.folders.first)).sorted().flatMap { folder in
                strangers(in: folder, expected: expected, depth: SitePath.mostFolders)
            }
    }

    /// What interrupted runs left behind at the top of the output.
    func leftovers() -> [SiteFinding] {
        // Without an output folder nothing is left behind.
        let names = (try? publisher.files.names(publisher.root)) ?? []
        return names.filter(publisher.names.isStage).map { SiteFinding(path: $0, kind: .leftover) }
    }

    private func page(_ source: PageSource) -> [SiteFinding] {
        let path = source.path
        do throws(PublishError) {
            // Throws if a folder is a link, so nothing behind a link is read.
            let hasFolders = try publisher.prepareFolders(of: path, makingMissing: false)
            let file = hasFolders ? try publisher.status(of: path) : nil
            let variant = hasFolders ? try publisher.files.status(publisher.absolute(path.gzipped)) : nil
            if source.fingerprint == nil, file == nil, variant == nil { return [] }
            if let file, file.kind != .file { throw .occupied(path: publisher.absolute(path.rawValue)) }
            let verdict = PageVerdict.judge(
                record: source.record, file: file, fingerprint: source.fingerprint,
                maxAge: source.expires ? maxAge : nil, now: now)
            switch verdict {
            case .new:
                // The next build creates the page, unless this file blocks it.
                return variant == nil ? [] : [SiteFinding(path: path.gzipped, kind: .page(.unrecorded))]
            case .changed, .expired, .fresh: break
            default: return [SiteFinding(path: path.rawValue, kind: .page(verdict))]
            }
            let bytes = try publisher.files.contents(publisher.absolute(path.rawValue))
            guard let record = source.record, let file, Fingerprint.digest(of: bytes) == record.contentHash else {
                return [SiteFinding(path: path.rawValue, kind: .page(.damaged))]
            }
            return try isEven(path, file, bytes) ? [] : [SiteFinding(path: path.rawValue, kind: .page(.staleVariant))]
        } catch {
            return [SiteFinding(path: path.rawValue, kind: .blocked("\(error)"))]
        }
    }

    /// The unexpected files in a folder and its subfolders.
    ///
    /// A folder that holds nothing of the site counts as one finding.
    private func strangers(in folder: String, expected: Set<String>, depth: Int) -> [SiteFinding] {
        // If a folder cannot be listed, its page reports that.
        guard let status = try? publisher.files.status(publisher.absolute(folder)), status.kind == .folder,
            let names = try? publisher.files.names(publisher.absolute(folder))
        else { return [] }
        return names.filter { !expected.contains("\(folder)/\($0)") }.flatMap { name -> [SiteFinding] in
            let path = "\(folder)/\(name)"
            guard !publisher.names.isStage(name) else { return [SiteFinding(path: path, kind: .leftover)] }
            let isFolder = (try? publisher.files.status(publisher.absolute(path))?.kind) == .folder
            let inner = isFolder && depth > 1 ? strangers(in: path, expected: expected, depth: depth - 1) : []
            let isOurs = expected.contains { $0.hasPrefix(path + "/") } || inner.contains { $0.kind == .leftover }
            return isOurs ? inner : [SiteFinding(path: path, kind: .stranger)]
        }
    }

    private func isEven(_ path: SitePath, _ file: FileStatus, _ bytes: [UInt8]) throws(PublishError) -> Bool {
        guard try publisher.hasEvenVariant(path, page: file) else { return false }
        guard path.isText, publisher.precompression == .gzip else { return true }
        return GzipTrailer.matches(try publisher.files.contents(publisher.absolute(path.gzipped)), contents: bytes)
    }
}
