// Without Foundation, in which the compiler takes `stat` for a part of Dispatch.
#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A file beside the database whose locks keep programs out of each other's way; it stays when nobody holds one.
enum LockFile {
    /// Opens the file, and makes it where there is none.
    ///
    /// - Parameter path: The path of the lock file.
    /// - Returns: A new file description: locks of two descriptions exclude each other, within one process, too.
    /// - Throws: ``LockError`` when something else is in its place, which is left as it is.
    static func open(_ path: String) throws(LockError) -> Int32 {
        // Whoever may write in the folder must not make this program write to a file somewhere else.
        let descriptor = openFile(path)
        guard descriptor >= 0 else {
            if errno == ELOOP || errno == EISDIR { throw .notALock(path: path) }
            throw .cannotOpen(path: path, reason: String(cString: strerror(errno)))
        }
        guard isOwnFile(descriptor), content(of: descriptor).wholeMatch(of: /[0-9]{0,20}\n?/) != nil else {
            close(descriptor)
            throw .notALock(path: path)
        }
        return descriptor
    }

    /// What is written in the file: the process that holds the lock of a run, or was the last to hold it.
    static func content(of descriptor: Int32) -> String {
        var bytes = [UInt8](repeating: 0, count: 32)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    }

    /// Tries to lock bytes of the file, without waiting.
    ///
    /// The lock belongs to the file description, not to the process as with `F_SETLK`, and ends when that is closed.
    ///
    /// - Returns: Whether it was granted.
    /// - Throws: ``LockError/cannotOpen(path:reason:)`` where the file system has no locks.
    static func lock(
        _ bytes: ByteRange, of descriptor: Int32, at path: String, isShared: Bool = false
    ) throws(LockError) -> Bool {
        var region = bytes.region(isShared ? F_RDLCK : F_WRLCK)
        guard fcntl(descriptor, setLock, &region) != 0 else { return true }
        guard [EAGAIN, EACCES, EINTR].contains(errno) else {
            throw .cannotOpen(path: path, reason: String(cString: strerror(errno)))
        }
        return false
    }

    /// Gives bytes of the file back.
    static func unlock(_ bytes: ByteRange, of descriptor: Int32) {
        var region = bytes.region(F_UNLCK)
        _ = fcntl(descriptor, setLock, &region)
    }

    /// Whether another file description holds a lock on any of these bytes.
    static func isHeld(_ bytes: ByteRange, besides descriptor: Int32) -> Bool {
        var region = bytes.region(F_WRLCK)
        return fcntl(descriptor, getLock, &region) == 0 && region.l_type != Int16(F_UNLCK)
    }

    /// Bytes of the lock file; each stands for something that one program at a time may do.
    struct ByteRange: Sendable {
        var start: Int64
        /// Zero for all bytes from the start.
        var length: Int64 = 1

        fileprivate func region(_ type: Int32) -> flock {
            var region = flock()
            region.l_type = Int16(type)
            region.l_whence = Int16(SEEK_SET)
            region.l_start = off_t(start)
            region.l_len = off_t(length)
            return region
        }
    }

    #if canImport(Glibc)
        // glibc declares `F_OFD_GETLK` and `F_OFD_SETLK` only to those who define _GNU_SOURCE, which Swift does not.
        private static let (getLock, setLock): (Int32, Int32) = (36, 37)
    #else
        private static let (getLock, setLock) = (F_OFD_GETLK, F_OFD_SETLK)
    #endif

    private static func openFile(_ path: String) -> Int32 {
        #if canImport(Glibc)
            Glibc.open(path, O_CREAT | O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0o600)
        #else
            Darwin.open(path, O_CREAT | O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0o600)
        #endif
    }

    /// Whether a descriptor is that of a file with one name: with two it is another file, too, without one it is gone.
    private static func isOwnFile(_ descriptor: Int32) -> Bool {
        var found = stat()
        return fstat(descriptor, &found) == 0 && found.st_mode & S_IFMT == S_IFREG && found.st_nlink == 1
    }
}
