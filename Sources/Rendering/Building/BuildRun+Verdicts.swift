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
        { [publisher, maxAge, rendersAll, now] page in
            guard !rendersAll, !page.isNamed, !page.isFormer, let file = try? publisher.status(of: page.path) else {
                return false
            }
            return PageVerdict.judge(page, file: file, maxAge: maxAge, now: now).state == .fresh
        }
    }

    func verdict(of page: PageSource, file: FileStatus?) -> PageVerdict {
        .judge(page, file: file, maxAge: maxAge, now: now)
    }
}
