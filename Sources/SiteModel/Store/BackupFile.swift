import Foundation

/// The file in which a backup waits until it is whole, beside the one that it becomes.
struct BackupFile {
    let path: String

    /// Makes the file, empty and for its owner's eyes only: SQLite fills it, and leaves the permissions alone.
    init(for target: String) throws(BackupError) {
        path = "\(target).\(getpid()).partial"
        Self.sweep(target)
        let file = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { throw .notWritable(path: target, reason: Self.reason()) }
        close(file)
    }

    /// Deletes what killed processes have left: files of this pattern whose process is gone.
    private static func sweep(_ target: String) {
        let url = URL(filePath: target)
        let folder = url.deletingLastPathComponent().path(percentEncoded: false)
        // A folder that cannot be listed cannot be written either, and that is told where it matters.
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
            guard name.hasPrefix(url.lastPathComponent + "."), name.hasSuffix(".partial"),
                let process = pid_t(name.dropFirst(url.lastPathComponent.count + 1).dropLast(8)), process > 0
            else { continue }
            // Signal 0 only asks whether the process is there; one of another owner is.
            let isAlive = process != getpid() && (kill(process, 0) == 0 || errno == EPERM)
            if !isAlive { unlink(url.deletingLastPathComponent().appending(path: name).path(percentEncoded: false)) }
        }
    }

    /// Deletes the file, unless it got its name.
    func discard() { unlink(path) }

    /// Refuses a target that is in use.
    static func check(_ target: String, isFree: Bool, besides store: String) throws(BackupError) {
        var found = stat()
        guard stat(target, &found) == 0 else { return }
        for suffix in ["", "-wal", "-shm", "-journal", ".lock"] {
            var own = stat()
            if stat(store + suffix, &own) == 0, own.st_ino == found.st_ino, own.st_dev == found.st_dev {
                throw .isTheStore(path: target)
            }
        }
        guard found.st_mode & S_IFMT == S_IFREG else {
            throw .notWritable(path: target, reason: "it is not a file")
        }
        if isFree { throw .exists(path: target) }
    }

    /// Gives the file its name when its bytes are on the disk, and returns its size when the name is.
    func publish(as target: String, replacing replaces: Bool) throws(BackupError) -> Int64 {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw .notWritable(path: target, reason: Self.reason()) }
        defer { close(file) }
        var status = stat()
        guard fsync(file) == 0, fstat(file, &status) == 0 else {
            throw .notWritable(path: target, reason: Self.reason())
        }
        guard (replaces ? rename(path, target) : Self.renameToFree(path, target)) == 0 else {
            if errno == EEXIST { throw .exists(path: target) }
            throw .notWritable(path: target, reason: Self.reason())
        }
        let folder = open(URL(filePath: target).deletingLastPathComponent().path(percentEncoded: false), O_RDONLY)
        if folder >= 0 {
            fsync(folder)
            close(folder)
        }
        return Int64(status.st_size)
    }

    /// Renames without replacing: between the check and now, another backup may have got the name.
    private static func renameToFree(_ path: String, _ target: String) -> Int32 {
        // A link never replaces; the name beside it goes with ``discard()``, or is swept by the next backup.
        if link(path, target) == 0 { return 0 }
        guard [EPERM, EOPNOTSUPP, ENOSYS, EMLINK].contains(errno) else { return -1 }
        // A file system without links: an empty file takes the name, and is replaced at once.
        let name = open(target, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard name >= 0 else { return -1 }
        close(name)
        return rename(path, target)
    }

    private static func reason() -> String { String(cString: strerror(errno)) }
}
