#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// One scheduled run at a time on one database.
///
/// The kernel holds the lock (`flock`), so a killed run leaves none behind; the file itself stays.
public final class RunLock: Sendable {
    private let descriptor: Int32

    private init(descriptor: Int32) { self.descriptor = descriptor }

    deinit { close(descriptor) }

    /// Takes the lock.
    ///
    /// - Parameters:
    ///   - database: The database file; the lock file is beside it.
    ///   - patience: How long to wait for another run to end.
    /// - Returns: The lock; it is released with the value.
    /// - Throws: ``LockError/held(path:by:)`` when another run has not ended by then; `CancellationError`.
    public static func take(for database: String, patience: Duration = .zero) async throws -> RunLock {
        let path = database + ".lock"
        let lock = RunLock(descriptor: try LockFile.open(path))
        // `status` looks whether the lock is held by holding it for an instant: that is no run.
        let end = ContinuousClock.now + max(patience, glance)
        while flock(lock.descriptor, LOCK_EX | LOCK_NB) != 0 {
            guard errno == EWOULDBLOCK || errno == EINTR else {
                throw LockError.cannotOpen(path: path, reason: String(cString: strerror(errno)))
            }
            guard ContinuousClock.now < end else {
                throw LockError.held(path: path, by: LockFile.content(of: lock.descriptor))
            }
            // The kernel gives no callback when a lock is free, and a blocking call could not be cancelled.
            try await Task.sleep(for: .milliseconds(50))
        }
        let name = Array("\(getpid())\n".utf8)
        _ = ftruncate(lock.descriptor, 0)
        _ = pwrite(lock.descriptor, name, name.count, 0)
        return lock
    }
}
