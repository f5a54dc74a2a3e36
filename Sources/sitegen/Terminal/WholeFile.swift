import Application
import SiteModel

/// A small file for another program, which may read it at any moment.
enum WholeFile {
    /// Writes the file, readable by all: the umask of a cron job must not keep the other program out.
    static func write(_ text: String, to path: String) throws {
        do {
            try AtomicFile.write(text.utf8, to: path, permissions: 0o644)
        } catch {
            throw OperatingError.cannotWrite(path: path, reason: error.description)
        }
    }
}
