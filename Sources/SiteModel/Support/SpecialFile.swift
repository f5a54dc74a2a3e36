// Without Foundation, in which the compiler takes `stat` for a part of Dispatch.
#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A device, a pipe or a socket, or a link to one: it is written to, and never replaced.
package enum SpecialFile {
    /// Whether there is one.
    package static func isThere(_ path: String) -> Bool {
        var found = stat()
        guard stat(path, &found) == 0 else { return false }
        return ![S_IFREG, S_IFDIR].contains(found.st_mode & S_IFMT)
    }
}
