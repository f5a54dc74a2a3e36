internal import CSyncFS

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

extension FileSystem {
    /// The machine's file system.
    public static let live = FileSystem(
        status: { path throws(PublishError) in try POSIX.status(path) },
        contents: { path throws(PublishError) in try POSIX.contents(path) },
        create: { path, bytes, modifiedNs throws(PublishError) in try POSIX.create(path, bytes, modifiedNs) },
        rename: { from, to throws(PublishError) in try POSIX.move(from, to) },
        delete: { path throws(PublishError) in try POSIX.delete(path) },
        makeFolder: { path throws(PublishError) in try POSIX.makeFolder(path) },
        deleteFolder: { path throws(PublishError) in try POSIX.deleteFolder(path) },
        names: { path throws(PublishError) in try POSIX.names(path) },
        syncFile: { path throws(PublishError) in try POSIX.sync(path, O_RDONLY | O_NOFOLLOW) { fsync($0) } },
        syncFolder: { path throws(PublishError) in try POSIX.sync(path, O_RDONLY | O_DIRECTORY) { fsync($0) } },
        syncAll: { path throws(PublishError) in try POSIX.sync(path, O_RDONLY | O_DIRECTORY) { POSIX.syncAll($0) } }
    )
}

/// The calls themselves, each repeated when a signal interrupts it.
///
/// Foundation's atomic write is no substitute: it does not sync the folder, and on some errors it silently writes in
/// place.
private enum POSIX {
    static func status(_ path: String) throws(PublishError) -> FileStatus? {
        var found = stat()
        guard lstat(path, &found) == 0 else {
            // ENOTDIR: part of the path is a file, so nothing exists at this path.
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw .system(action: "look at", path: path, code: errno)
        }
        return FileStatus(found)
    }

    static func contents(_ path: String) throws(PublishError) -> [UInt8] {
        let file = try opened(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC, action: "read")
        defer { close(file) }
        var found = stat()
        guard fstat(file, &found) == 0 else { throw .system(action: "read", path: path, code: errno) }
        let capacity = Int(found.st_size)
        var failure: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
            while count < capacity {
                let step = Self.read(
                    file, UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[count...]))
                if step < 0 { failure = errno }
                guard step > 0 else { return }
                count += step
            }
        }
        guard failure == 0 else { throw .system(action: "read", path: path, code: failure) }
        return bytes
    }

    static func create(_ path: String, _ bytes: [UInt8], _ modifiedNs: Int64) throws(PublishError) -> FileStatus {
        // O_EXCL with O_NOFOLLOW: an existing file or link with this name is never written through.
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
        let file = try opened(path, flags, action: "write")
        defer { close(file) }
        var code = bytes.withUnsafeBytes { write(file, $0) }
        var found = stat()
        let time = timespec(nanoseconds: modifiedNs)
        if code == 0, futimens(file, [time, time]) != 0 { code = errno }
        if code == 0, fstat(file, &found) != 0 { code = errno }
        // A cron job's umask must not hide the page from the web server.
        if code == 0, found.st_mode & 0o644 != 0o644, fchmod(file, found.st_mode | 0o644) != 0 { code = errno }
        guard code == 0 else { throw .system(action: "write", path: path, code: code) }
        return FileStatus(found)
    }

    static func move(_ from: String, _ to: String) throws(PublishError) {
        guard rename(from, to) == 0 else { throw .system(action: "replace", path: to, code: errno) }
    }

    static func delete(_ path: String) throws(PublishError) -> Bool {
        guard unlink(path) != 0 else { return true }
        guard errno == ENOENT || errno == ENOTDIR else { throw .system(action: "delete", path: path, code: errno) }
        return false
    }

    static func makeFolder(_ path: String) throws(PublishError) -> Bool {
        guard mkdir(path, 0o755) == 0 else {
            guard errno == EEXIST else { throw .system(action: "make the folder", path: path, code: errno) }
            return false
        }
        var made = stat()
        // Adds what the umask removed; an inherited set-group-ID bit stays.
        guard lstat(path, &made) == 0, made.st_mode & 0o755 == 0o755 || chmod(path, made.st_mode | 0o755) == 0
        else { throw .system(action: "open to all the folder", path: path, code: errno) }
        return true
    }

    static func deleteFolder(_ path: String) throws(PublishError) -> Bool {
        guard rmdir(path) != 0 else { return true }
        guard [ENOENT, ENOTEMPTY, EEXIST].contains(errno) else {
            throw .system(action: "delete the folder", path: path, code: errno)
        }
        return false
    }

    static func names(_ path: String) throws(PublishError) -> [String] {
        guard let folder = opendir(path) else {
            if errno == ENOENT { return [] }
            throw .system(action: "list the folder", path: path, code: errno)
        }
        defer { closedir(folder) }
        var names: [String] = []
        while true {
            // Only errno tells the end from an error.
            errno = 0
            guard let entry = readdir(folder) else { break }
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: $0.pointee)) {
                    String(cString: $0)
                }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        guard errno == 0 else { throw .system(action: "list the folder", path: path, code: errno) }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    static func sync(_ path: String, _ flags: Int32, _ call: (Int32) -> Int32) throws(PublishError) {
        let file = try opened(path, flags | O_CLOEXEC, action: "sync")
        defer { close(file) }
        while call(file) != 0 {
            guard errno == EINTR else { throw .system(action: "sync", path: path, code: errno) }
        }
    }

    static func syncAll(_ folder: Int32) -> Int32 {
        #if canImport(Glibc) || canImport(Musl)
            CSyncFS.syncfs(folder)
        #else
            // Darwin has no syncfs: this syncs the folder, and asks the drive to flush its cache.
            fcntl(folder, F_FULLFSYNC)
        #endif
    }

    private static func opened(_ path: String, _ flags: Int32, action: String) throws(PublishError) -> Int32 {
        while true {
            let file = open(path, flags, 0o644)
            if file >= 0 { return file }
            guard errno == EINTR else { throw .system(action: action, path: path, code: errno) }
        }
    }

    private static func read(_ file: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
        while true {
            #if canImport(Glibc)
                let count = Glibc.read(file, buffer.baseAddress, buffer.count)
            #elseif canImport(Musl)
                let count = Musl.read(file, buffer.baseAddress, buffer.count)
            #else
                let count = Darwin.read(file, buffer.baseAddress, buffer.count)
            #endif
            if count >= 0 || errno != EINTR { return count }
        }
    }

    /// Writes the whole buffer; returns the error number, or zero.
    private static func write(_ file: Int32, _ buffer: UnsafeRawBufferPointer) -> Int32 {
        var rest = buffer[...]
        while !rest.isEmpty {
            let part = UnsafeRawBufferPointer(rebasing: rest)
            #if canImport(Glibc)
                let count = Glibc.write(file, part.baseAddress, part.count)
            #elseif canImport(Musl)
                let count = Musl.write(file, part.baseAddress, part.count)
            #else
                let count = Darwin.write(file, part.baseAddress, part.count)
            #endif
            if count < 0, errno != EINTR { return errno }
            rest = rest.dropFirst(max(0, count))
        }
        return 0
    }
}

extension FileStatus {
    fileprivate init(_ found: stat) {
        let kind: Kind =
            switch found.st_mode & S_IFMT {
            case S_IFREG: .file
            case S_IFDIR: .folder
            case S_IFLNK: .symbolicLink
            default: .other
            }
        #if canImport(Darwin)
            let time = found.st_mtimespec
        #else
            let time = found.st_mtim
        #endif
        self.init(
            kind: kind, size: Int64(found.st_size), modifiedNs: time.nanoseconds,
            isReadable: found.st_mode & 0o400 != 0)
    }
}

extension timespec {
    /// A moment in nanoseconds since 1970.
    init(nanoseconds: Int64) {
        let (second, rest) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
        // Nanoseconds count forward even before 1970.
        self.init(
            tv_sec: Int(rest < 0 ? second - 1 : second), tv_nsec: Int(rest < 0 ? rest + 1_000_000_000 : rest))
    }

    /// Nanoseconds since 1970, clamped to `Int64`.
    var nanoseconds: Int64 {
        let (seconds, overflows) = Int64(tv_sec).multipliedReportingOverflow(by: 1_000_000_000)
        guard !overflows else { return tv_sec < 0 ? .min : .max }
        let (sum, overflowsAfterAll) = seconds.addingReportingOverflow(Int64(tv_nsec))
        return overflowsAfterAll ? .max : sum
    }
}
