import SiteModel

/// What a build would do about a page, by the manifest, the disk and the clock.
extension BuildRun {
    /// What this build would do about a page, and why.
    func verdict(of page: PageSource) throws -> PageVerdict {
        verdict(of: page, file: try publisher.status(of: page.path))
    }

    /// Tells of a page, in any task, whether this build would have nothing to do about it.
    ///
    /// A page whose file cannot be looked at is judged, and reported, by ``revalidate(_:fresh:)``.
    var isFresh: @Sendable (PageSource) -> Bool {
        { [self] page in
            guard !isWanted(page), !page.isFormer, let file = try? publisher.status(of: page.path) else { return false }
            return verdict(of: page, file: file).state == .fresh
        }
    }

    /// Whether a page is rendered even if it is fresh.
    func isWanted(_ page: PageSource) -> Bool { rendersAll || page.isNamed }

    func verdict(of page: PageSource, file: FileStatus?) -> PageVerdict {
        .judge(
            record: page.record, file: file, fingerprint: page.fingerprint, maxAge: page.expires ? maxAge : nil,
            now: now)
    }
}
