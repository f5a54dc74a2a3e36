#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension RunLock {
    /// A run that is under way.
    public struct Holder: Hashable, Sendable {
        /// As the lock file names it; `nil` when it does not.
        public var process: Int?
    }

    /// How long the look of ``holder(of:)`` can keep a run from taking the lock, with plenty to spare.
    static let glance: Duration = .milliseconds(200)

    /// Who holds the lock of a database; `nil` for nobody.
    ///
    /// Leaves no file behind, and holds a shared lock for an instant only.
    public static func holder(of database: String) -> Holder? {
        let descriptor = open(database + ".lock", O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        guard flock(descriptor, LOCK_SH | LOCK_NB) != 0, errno == EWOULDBLOCK else { return nil }
        return Holder(process: Int(LockFile.content(of: descriptor).prefix { $0 != "\n" }))
    }
}
