import Application
import Foundation

/// A small file that other programs may read at any time: they find it whole, old or new.
enum WholeFile {
    /// Writes the file, readable by all: what is in it is for another program.
    static func write(_ text: String, to path: String) throws {
        let staged = "\(path).\(getpid()).tmp"
        unlink(staged)
        let file = open(staged, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0o644)
        guard file >= 0 else { throw error(path) }
        defer { close(file) }
        let bytes = Array(text.utf8)
        // The umask of a cron job may have taken the right to read away; the collector is another user.
        guard bytes.withUnsafeBytes({ Foundation.write(file, $0.baseAddress, $0.count) }) == bytes.count,
            fchmod(file, 0o644) == 0, fsync(file) == 0, rename(staged, path) == 0
        else {
            let failure = error(path)
            unlink(staged)
            throw failure
        }
    }

    private static func error(_ path: String) -> OperatingError {
        .cannotWrite(path: path, reason: String(cString: strerror(errno)))
    }
}
