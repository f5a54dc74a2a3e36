// Without Foundation, in which the compiler takes `stat` for a part of Dispatch.
#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension RunLock {
    /// Whether a descriptor is that of a file with one name: with two it is another file, too, without one it is gone.
    static func isOwnFile(_ descriptor: Int32) -> Bool {
        var found = stat()
        return fstat(descriptor, &found) == 0 && found.st_mode & S_IFMT == S_IFREG && found.st_nlink == 1
    }
}
