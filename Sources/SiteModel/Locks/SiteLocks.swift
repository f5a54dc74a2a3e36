#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

internal import Synchronization

/// The locks that let several programs work on one site at once: a scheduled run, a command, the companion.
///
/// Each is a byte of `DATABASE.locks`, held by the kernel, so a killed program leaves none behind. They are taken in this
/// order, and a program holds one of a kind at a time: run (``RunLock``), user, publishing.
///
/// The lock of a run has a file of its own: on macOS and on NFS, `flock` and locks of bytes exclude each other.
public struct SiteLocks: Sendable {
    /// Who waits for a turn to publish.
    public enum Priority: Sendable {
        /// A run that has time.
        case scheduled
        /// A person who waits. A run that is publishing finishes the page it has begun and lets them go first.
        case asked
    }

    /// `nil` for a store in memory, which no other program can open.
    private let path: String?

    private static let publishing = LockFile.ByteRange(start: 1)
    /// Held, shared, by everybody who was asked to publish and waits.
    fileprivate static let wish = LockFile.ByteRange(start: 2)
    private static let serving = LockFile.ByteRange(start: 3)
    private static func user(_ id: Int64) -> LockFile.ByteRange { .init(start: 16 + id) }
    private static let allUsers = LockFile.ByteRange(start: 16, length: 0)

    init(database: String) {
        path = database == ":memory:" ? nil : database + ".locks"
    }

    /// Waits until nobody else changes a user in more than one transaction: a sync with its tokens, an import, a new time
    /// zone, leaving.
    ///
    /// - Parameters:
    ///   - id: The user's key.
    ///   - patience: How long to wait.
    /// - Returns: The lock; it is released with the value.
    /// - Throws: ``LockError``, `CancellationError`.
    public func user(_ id: Int64, patience: Duration) async throws -> SiteLock {
        try await lock(Self.user(id), patience) { _ in true }
    }

    /// Waits until nobody changes any user.
    public func allUsers(patience: Duration) async throws -> SiteLock {
        try await lock(Self.allUsers, patience) { _ in true }
    }

    /// Makes sure that one companion serves the site.
    ///
    /// - Throws: ``LockError/serving(path:)`` when another one does.
    public func serving() async throws -> SiteLock {
        do {
            return try await lock(Self.serving, .zero) { _ in true }
        } catch LockError.busy(let path) {
            throw LockError.serving(path: path)
        }
    }

    /// Waits for a turn to put pages in place.
    ///
    /// - Parameters:
    ///   - priority: Who waits.
    ///   - patience: How long to wait.
    /// - Returns: The turn, which ends with the value.
    /// - Throws: ``LockError``, `CancellationError`.
    public func publishing(_ priority: Priority, patience: Duration = .seconds(600)) async throws -> SiteLock {
        switch priority {
        case .scheduled:
            return try await lock(Self.publishing, patience, yields: true) {
                !LockFile.isHeld(Self.wish, besides: $0)
            }
        case .asked:
            let turn = try await lock(Self.publishing, patience, wishing: true) { _ in true }
            turn.fulfil()
            return turn
        }
    }

    private func lock(
        _ bytes: LockFile.ByteRange, _ patience: Duration, wishing: Bool = false, yields: Bool = false,
        when isFree: (Int32) -> Bool
    ) async throws -> SiteLock {
        guard let path else { return SiteLock(descriptor: nil, yields: yields) }
        let descriptor = try LockFile.open(path)
        let lock = SiteLock(descriptor: descriptor, yields: yields)
        if wishing { _ = try LockFile.lock(Self.wish, of: descriptor, at: path, isShared: true) }
        let end = ContinuousClock.now + patience
        while try !isFree(descriptor) || !LockFile.lock(bytes, of: descriptor, at: path) {
            guard ContinuousClock.now < end else { throw LockError.busy(path: path) }
            // As in `RunLock`: nothing but asking again tells that a lock is free.
            try await Task.sleep(for: .milliseconds(5))
        }
        return lock
    }
}

/// A lock that is held, until ``release()`` or the end of the value.
public final class SiteLock: Sendable {
    private let descriptor: Mutex<Int32?>
    private let yields: Bool

    fileprivate init(descriptor: Int32?, yields: Bool) {
        self.descriptor = Mutex(descriptor)
        self.yields = yields
    }

    deinit { release() }

    /// Lets others have the lock.
    public func release() {
        descriptor.withLock { descriptor in
            if let open = descriptor { close(open) }
            descriptor = nil
        }
    }

    /// Whether somebody who was asked to publish waits for this turn of a run to end; people do not make way for each other.
    public var isWanted: Bool {
        guard yields else { return false }
        return descriptor.withLock { $0.map { LockFile.isHeld(SiteLocks.wish, besides: $0) } ?? false }
    }

    fileprivate func fulfil() {
        descriptor.withLock { if let open = $0 { LockFile.unlock(SiteLocks.wish, of: open) } }
    }
}
