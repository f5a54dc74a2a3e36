internal import Foundation
internal import SystemPackage

/// Writes files so that every reader finds a complete one, old or new: the bytes are on the disk before the rename.
package enum AtomicFile {
    /// Creates a file that must not exist; its bytes are on the disk when this returns.
    ///
    /// A link with that name is not followed, and an incomplete file is deleted.
    ///
    /// - Parameters:
    ///   - bytes: What is in it.
    ///   - path: The new file.
    ///   - permissions: The mode bits, regardless of the umask; `nil` for 0666 less the umask.
    /// - Throws: ``FileError``.
    package static func create(
        _ bytes: some Sequence<UInt8>, at path: String, permissions: UInt16? = nil
    ) throws(FileError) {
        try FileError.catching {
            let file = try FileDescriptor.open(
                path, .writeOnly, options: [.create, .exclusiveCreate, .noFollow, .closeOnExec],
                permissions: FilePermissions(rawValue: CModeT(permissions ?? 0o666)))
            do {
                try file.closeAfter {
                    try file.writeAll(bytes)
                    if let permissions { try FileError.check(fchmod(file.rawValue, mode_t(permissions))) }
                    try FileError.check(fsync(file.rawValue))
                }
            } catch {
                unlink(path)
                throw error
            }
        }
    }

    /// Writes a file, replacing an existing one.
    ///
    /// - Parameters:
    ///   - bytes: What is in it.
    ///   - path: The file.
    ///   - permissions: The mode bits, regardless of the umask.
    /// - Throws: ``FileError``; the file is then unchanged.
    package static func write(
        _ bytes: some Sequence<UInt8>, to path: String, permissions: UInt16
    ) throws(FileError) {
        let staged = "\(path).\(getpid()).tmp"
        unlink(staged)
        try create(bytes, at: staged, permissions: permissions)
        try publish(staged, as: path, replacing: true)
    }

    /// Syncs a staged file and renames it; returns when the new name is on the disk.
    ///
    /// - Parameters:
    ///   - staged: A file, or a folder whose files are synced, next to `path`; this name is gone afterwards.
    ///   - path: The final name.
    ///   - replaces: Whether an existing file is replaced; if not, an existing file is an error.
    /// - Throws: ``FileError``.
    package static func publish(_ staged: String, as path: String, replacing replaces: Bool) throws(FileError) {
        defer { unlink(staged) }
        try FileError.catching {
            let file = try FileDescriptor.open(staged, .readOnly, options: .closeOnExec)
            try file.closeAfter { try FileError.check(fsync(file.rawValue)) }
            if replaces {
                try FileError.check(rename(staged, path))
            } else {
                try renameToFree(staged, path)
            }
        }
        syncFolder(of: path)
    }

    /// Syncs the folder of a file, as far as the system supports it.
    package static func syncFolder(of path: String) {
        let folder = URL(filePath: path).deletingLastPathComponent().path(percentEncoded: false)
        // The rename is done; a folder that is not synced is, after a power cut, at worst as it was before.
        guard let file = try? FileDescriptor.open(folder, .readOnly, options: .closeOnExec) else { return }
        fsync(file.rawValue)
        try? file.close()  // nothing was written through it
    }

    /// Renames without replacing, even if another process takes the name at the same moment.
    private static func renameToFree(_ staged: String, _ path: String) throws {
        // `link` never replaces a file.
        if link(staged, path) == 0 { return }
        guard [EPERM, EOPNOTSUPP, ENOSYS, EMLINK].contains(errno) else { throw FileError(errno: errno) }
        // For file systems without links: an empty file takes the name, and is replaced at once.
        try create([], at: path, permissions: 0o600)
        do {
            try FileError.check(rename(staged, path))
        } catch {
            unlink(path)  // The empty file must not be taken for the real one.
            throw error
        }
    }
}

/// Why a file operation failed.
package struct FileError: Error, Hashable, CustomStringConvertible {
    /// The system's error number.
    package let errno: Int32

    /// The system's text for the error.
    package var description: String { String(cString: strerror(errno)) }

    fileprivate static func check(_ result: Int32) throws(FileError) {
        guard result == 0 else { throw FileError(errno: Foundation.errno) }
    }

    fileprivate static func catching<Result>(_ body: () throws -> Result) throws(FileError) -> Result {
        do {
            return try body()
        } catch {
            throw error as? FileError ?? FileError(errno: (error as? Errno ?? .ioError).rawValue)
        }
    }
}
