import Foundation

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// One run at a time on one database: a scheduled run and a command typed by hand exclude each other.
///
/// The kernel holds the lock (`flock`), so a killed run leaves none behind; the file itself stays.
package final class RunLock: Sendable {
    private let descriptor: Int32

    private init(descriptor: Int32) { self.descriptor = descriptor }

    deinit { close(descriptor) }

    /// Takes the lock.
    ///
    /// - Parameters:
    ///   - database: The database file; the lock file is beside it.
    ///   - patience: How long to wait for another run to end.
    /// - Returns: The lock; it is released with the value.
    /// - Throws: ``RunLockError/held(path:by:)`` when another run has not ended by then.
    package static func take(for database: String, patience: Duration = .zero) async throws -> RunLock {
        let path = database + ".lock"
        // Whoever may write in the folder must not make this program write to a file somewhere else.
        let descriptor = open(path, O_CREAT | O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0o600)
        guard descriptor >= 0 else {
            if errno == ELOOP || errno == EISDIR { throw RunLockError.notALock(path: path) }
            throw RunLockError.cannotOpen(path: path, reason: String(cString: strerror(errno)))
        }
        let lock = RunLock(descriptor: descriptor)
        guard isOwnFile(descriptor) else { throw RunLockError.notALock(path: path) }
        // `status` looks whether the lock is held by holding it for an instant: that is no run.
        let end = ContinuousClock.now + max(patience, glance)
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            guard errno == EWOULDBLOCK || errno == EINTR else {
                throw RunLockError.cannotOpen(path: path, reason: String(cString: strerror(errno)))
            }
            guard ContinuousClock.now < end else { throw RunLockError.held(path: path, by: lock.content) }
            try await Task.sleep(for: .milliseconds(50))
        }
        guard lock.content.wholeMatch(of: /[0-9]{0,20}\n?/) != nil else { throw RunLockError.notALock(path: path) }
        let name = Array("\(getpid())\n".utf8)
        _ = ftruncate(descriptor, 0)
        _ = pwrite(descriptor, name, name.count, 0)
        return lock
    }

    /// What is written in the file: the process that holds the lock or was the last to hold it.
    private var content: String {
        var bytes = [UInt8](repeating: 0, count: 32)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    }
}

/// Why the lock cannot be taken.
package enum RunLockError: Error, CustomStringConvertible {
    /// Another run holds it.
    case held(path: String, by: String)
    /// Something else is in the place of the lock file.
    case notALock(path: String)
    /// The file cannot be opened.
    case cannotOpen(path: String, reason: String)

    package var description: String {
        switch self {
        case .held(let path, let holder):
            "another run is under way\(Self.process(holder)), it holds \(path); try again when it is done"
        case .notALock(let path):
            "\(path) is not a lock file of sitegen, and was left as it is; move it away, or check 'database'"
        case .cannotOpen(let path, let reason): "\(path): \(reason); check the permissions of the database's folder"
        }
    }
    private static func process(_ holder: String) -> String {
        let name = holder.trimmingCharacters(in: .whitespacesAndNewlines)
        return name.isEmpty ? "" : " (process \(name))"
    }
}
