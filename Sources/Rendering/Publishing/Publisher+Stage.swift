import SiteModel

/// A rendered page, and what is known of the version before.
struct RenderedPage {
    var path: SitePath
    var owner: Int64?
    var bytes: [UInt8]
    var fingerprint: [UInt8]
    var record: PageRecord?
    var file: FileStatus?
    /// What the directory tells of the page's owner.
    var line: StoredLine?
}

extension Publisher {
    /// Compares a page with the one on the disk, and writes what differs to stage files.
    ///
    /// May be called from several tasks at once, for pages with different paths. If it throws, there is nothing to
    /// discard.
    func stage(_ page: RenderedPage, at now: Instant, gzip: GzipEncoder) throws(PublishError) -> StagedPage {
        let path = page.path
        if let file = page.file { try requireFile(file, path.rawValue) }
        // Checked before any file is read: we must not read what a link points to. Without a page there may be no
        // folder yet, so it is checked only when it is needed.
        let hasFolders = page.file == nil ? false : try prepareFolders(of: path, makingMissing: false)
        let contentHash = Fingerprint.digest(of: page.bytes)
        if hasFolders, let file = page.file, try isSame(page, contentHash: contentHash, file: file) {
            if page.record == nil { try requireOwnVariant(of: page) }
            return try stageVariant(of: page, contentHash: contentHash, file: file, now: now, gzip: gzip)
        }
        if page.record == nil {
            guard page.file == nil else { throw .unrecorded(path: absolute(path.rawValue)) }
            if try prepareFolders(of: path, makingMissing: false) { try requireOwnVariant(of: page) }
        }
        try marker.raise(files, root: root)
        if !hasFolders { _ = try prepareFolders(of: path, makingMissing: true) }
        return try stageAll(of: page, contentHash: contentHash, now: now, gzip: gzip)
    }

    /// Deletes the stage files of pages that will not be published.
    ///
    /// - Returns: Whether all are gone; otherwise the next run deletes what is left.
    @discardableResult
    func discard(_ pages: [StagedPage]) -> Bool {
        pages.flatMap(moves).reduce(true) { isClean, move in discard(stage: move.from) && isClean }
    }

    @discardableResult
    private func discard(stage: String) -> Bool { (try? files.delete(absolute(stage))) != nil }

    /// Whether the file on the disk has exactly these bytes.
    private func isSame(
        _ page: RenderedPage, contentHash: [UInt8], file: FileStatus
    ) throws(PublishError) -> Bool {
        // A file without an exact time is written again, so that the record vouches for one with an exact time.
        guard file.size == Int64(page.bytes.count), file.hasTellableTime, file.isReadable else { return false }
        if let record = page.record, file.matches(record) { return record.contentHash == contentHash }
        // The store was lost, or the file was restored from a copy. Reading it is worth the cost: a page that is kept
        // also stays in every visitor's cache.
        return try files.contents(absolute(page.path.rawValue)) == page.bytes
    }

    /// Keeps the page, and replaces or deletes its variant if that does not match.
    private func stageVariant(
        of page: RenderedPage, contentHash: [UInt8], file: FileStatus, now: Instant, gzip: GzipEncoder
    ) throws(PublishError) -> StagedPage {
        let modified = Instant(milliseconds: file.modifiedNs / 1_000_000)
        var staged = StagedPage(
            path: page.path,
            record: PageRecord(
                path: page.path.rawValue, owner: page.owner, fingerprint: page.fingerprint, contentHash: contentHash,
                size: file.size,
                modifiedNs: file.modifiedNs, renderedAt: page.record?.renderedAt ?? modified, checkedAt: now,
                line: page.line),
            replacesPage: false, variant: .none)
        guard try !hasEvenVariant(page.path, page: file) else { return staged }
        switch precompression {
        case .none: staged.variant = .delete
        case .gzip:
            try marker.raise(files, root: root)
            if let variant = try files.status(absolute(page.path.gzipped)) {
                try requireFile(variant, page.path.gzipped)
            }
            let bytes = try gzip.gzip(page.bytes, for: page.path.rawValue)
            _ = try create(names.stage(of: page.path.gzipped), bytes, file.modifiedNs)
            staged.variant = .replace
        }
        return staged
    }

    private func stageAll(
        of page: RenderedPage, contentHash: [UInt8], now: Instant, gzip: GzipEncoder
    ) throws(PublishError) -> StagedPage {
        let path = page.path
        let variant = path.isText ? try files.status(absolute(path.gzipped)) : nil
        if let variant { try requireFile(variant, path.gzipped) }
        let before = [page.file?.modifiedNs, page.record?.modifiedNs, variant?.modifiedNs].compactMap(\.self).max()
        let modifiedNs = Self.modified(after: before, now: now)
        let change: StagedPage.VariantChange =
            switch precompression {
            case .gzip: path.isText ? .replace : .none
            case .none: variant == nil ? .none : .delete
            }
        if change == .replace {
            let bytes = try gzip.gzip(page.bytes, for: path.rawValue)
            _ = try create(names.stage(of: path.gzipped), bytes, modifiedNs)
        }
        let status: FileStatus
        do {
            status = try create(names.stage(of: path.rawValue), page.bytes, modifiedNs)
        } catch {
            if change == .replace { discard(stage: names.stage(of: path.gzipped)) }
            throw error
        }
        return StagedPage(
            path: path,
            record: PageRecord(
                path: path.rawValue, owner: page.owner, fingerprint: page.fingerprint, contentHash: contentHash,
                size: status.size,
                modifiedNs: status.modifiedNs, renderedAt: now, checkedAt: now, line: page.line),
            replacesPage: true, variant: change)
    }

    /// The modification time of a new version: now, in whole seconds, and at least a second after the version before.
    ///
    /// nginx's ETag is the size and the time in seconds. Without this, two versions of equal size within one second
    /// would look the same, and a visitor's cache would keep the first. Whole seconds survive every tool that copies a
    /// site.
    static func modified(after before: Int64?, now: Instant) -> Int64 {
        let second: Int64 = 1_000_000_000
        // After April 2262 there is no number for the time.
        let (time, isLate) = (now.milliseconds / 1000).multipliedReportingOverflow(by: second)
        let present = isLate ? Int64.max / second * second : time
        guard let before else { return present }
        // No later time exists, but any other time differs from this one.
        let (next, overflows) = (before / second * second).addingReportingOverflow(second)
        return overflows ? present : max(present, next)
    }

    /// Creates a stage file, replacing one that an earlier run may have left.
    private func create(_ stage: String, _ bytes: [UInt8], _ modifiedNs: Int64) throws(PublishError) -> FileStatus {
        let path = absolute(stage)
        do throws(PublishError) {
            do throws(PublishError) {
                return try files.create(path, bytes, modifiedNs)
            } catch {
                guard error.isForWhatIsThere else { throw error }
                // Deleted and created again rather than overwritten, so that a link with that name is not written
                // through.
                _ = try files.delete(path)
                return try files.create(path, bytes, modifiedNs)
            }
        } catch {
            discard(stage: stage)
            throw error
        }
    }

    /// Requires that a page without a record finds no variant, or one with exactly its bytes; any other belongs to the
    /// operator.
    private func requireOwnVariant(of page: RenderedPage) throws(PublishError) {
        let path = page.path.gzipped
        guard page.path.isText, let variant = try files.status(absolute(path)) else { return }
        try requireFile(variant, path)
        guard GzipTrailer.matches(try files.contents(absolute(path)), contents: page.bytes) else {
            throw .unrecorded(path: absolute(path))
        }
    }

    private func requireFile(_ status: FileStatus, _ path: String) throws(PublishError) {
        switch status.kind {
        case .file: return
        case .symbolicLink: throw .symbolicLink(path: absolute(path))
        case .folder, .other: throw .occupied(path: absolute(path))
        }
    }
}
