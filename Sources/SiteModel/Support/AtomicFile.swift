internal import Foundation
internal import SystemPackage

/// Writes files that every reader finds whole, old or new: the bytes are on the disk before a file gets its name.
package enum AtomicFile {
    /// Makes a file that was not there; its bytes are on the disk when this returns.
    ///
    /// A link of that name is not followed, and a file that could not be written whole is deleted.
    ///
    /// - Parameters:
    ///   - bytes: What is in it.
    ///   - path: The new file.
    ///   - permissions: The mode bits, whatever the umask; `nil` for what the umask leaves of 0666.
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

    /// Writes a file under its name, in the place of one that is there.
    ///
    /// - Parameters:
    ///   - bytes: What is in it.
    ///   - path: The file.
    ///   - permissions: The mode bits, whatever the umask.
    /// - Throws: ``FileError``; then the file is as it was.
    package static func write(
        _ bytes: some Sequence<UInt8>, to path: String, permissions: UInt16
    ) throws(FileError) {
        let staged = "\(path).\(getpid()).tmp"
        unlink(staged)
        try create(bytes, at: staged, permissions: permissions)
        try publish(staged, as: path, replacing: true)
    }

    /// Gives a staged file its name when its bytes are on the disk, and returns when the name is.
    ///
    /// - Parameters:
    ///   - staged: A file, or a folder whose files are on the disk, in the folder of `path`; this name is gone afterwards.
    ///   - path: Its name.
    ///   - replaces: Whether a file of that name is replaced; if not, the error is that the file exists.
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

    /// Returns when the names in the folder of a file are on the disk, as far as the system says.
    package static func syncFolder(of path: String) {
        let folder = URL(filePath: path).deletingLastPathComponent().path(percentEncoded: false)
        // The names are right already; a folder that cannot be synced is at worst as it was before a power cut.
        guard let file = try? FileDescriptor.open(folder, .readOnly, options: .closeOnExec) else { return }
        fsync(file.rawValue)
        try? file.close()  // nothing was written through it
    }

    /// Renames without replacing, also when another process gives something else the same name at this moment.
    private static func renameToFree(_ staged: String, _ path: String) throws {
        // A link never replaces.
        if link(staged, path) == 0 { return }
        guard [EPERM, EOPNOTSUPP, ENOSYS, EMLINK].contains(errno) else { throw FileError(errno: errno) }
        // A file system without links: an empty file takes the name, and is replaced at once.
        try create([], at: path, permissions: 0o600)
        do {
            try FileError.check(rename(staged, path))
        } catch {
            unlink(path)  // The empty file must not be taken for the real one.
            throw error
        }
    }
}

/// Why the system did not do something with a file.
package struct FileError: Error, Hashable, CustomStringConvertible {
    /// The system's number for it.
    package let errno: Int32

    /// The system's words for it.
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
