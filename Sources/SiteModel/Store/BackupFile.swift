import Foundation

/// The temporary file of a backup, in the folder of its target, until the backup is complete.
struct BackupFile {
    let path: String

    /// Creates the empty file, readable by its owner only; SQLite fills it and keeps the permissions.
    init(for target: String) throws(BackupError) {
        path = "\(target).\(getpid()).partial"
        Self.sweep(target)
        do {
            try AtomicFile.create([], at: path, permissions: 0o600)
        } catch {
            throw .notWritable(path: target, reason: error.description)
        }
    }

    /// Deletes the files that killed processes left behind.
    private static func sweep(_ target: String) {
        let url = URL(filePath: target)
        let folder = url.deletingLastPathComponent().path(percentEncoded: false)
        // A folder that cannot be listed cannot be written to either, which is reported later.
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
            guard name.hasPrefix(url.lastPathComponent + "."), name.hasSuffix(".partial"),
                let process = pid_t(name.dropFirst(url.lastPathComponent.count + 1).dropLast(8)), process > 0
            else { continue }
            // Signal 0 only asks whether the process exists; EPERM means that it does, under another owner.
            let isAlive = process != getpid() && (kill(process, 0) == 0 || errno == EPERM)
            if !isAlive { unlink(url.deletingLastPathComponent().appending(path: name).path(percentEncoded: false)) }
        }
    }

    /// Deletes the file, unless it was renamed.
    func discard() { unlink(path) }

    /// Refuses a target that is the store itself, that is not a file, or that exists although it must not.
    static func check(_ target: String, isFree: Bool, besides store: String) throws(BackupError) {
        var found = stat()
        guard stat(target, &found) == 0 else { return }
        for suffix in ["", "-wal", "-shm", "-journal", ".lock", ".locks"] {
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

    /// Syncs the file and renames it to the target; returns its size in bytes.
    func publish(as target: String, replacing replaces: Bool) throws(BackupError) -> Int64 {
        do {
            try AtomicFile.publish(path, as: target, replacing: replaces)
        } catch {
            throw error.errno == EEXIST
                ? .exists(path: target) : .notWritable(path: target, reason: error.description)
        }
        return Int64(Self.size(target))
    }

    /// The size of a file in bytes; zero for one that is not there.
    static func size(_ path: String) -> Int {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_size) : 0
    }
}
