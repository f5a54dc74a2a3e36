#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Standard input, output and errors.
enum StandardStreams {
    /// Takes the numbers of streams that are closed when the program starts: otherwise the next file that is opened, such as that of a
    /// lock, would get one of them, and with it what is written to the stream.
    ///
    /// They are opened for reading, so that what is written to one is still an error.
    static func fill() {
        for stream in Int32(0)...2 where fcntl(stream, F_GETFD) == -1 {
            // The lowest number that is free: this one.
            _ = open("/dev/null", O_RDONLY)
        }
    }
}
