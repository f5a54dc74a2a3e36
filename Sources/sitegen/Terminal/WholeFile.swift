import Application
import Foundation
import SiteModel

/// A small file for another program, which may read it at any moment.
enum WholeFile {
    /// Writes the file, readable by all: the umask of a cron job must not keep the other program out.
    ///
    /// A device or a pipe stays what it is, and gets the text.
    static func write(_ text: String, to path: String) throws {
        if SpecialFile.isThere(path) {
            guard let file = FileHandle(forWritingAtPath: path), (try? file.write(contentsOf: Data(text.utf8))) != nil
            else {
                throw OperatingError.cannotWrite(path: path, reason: String(cString: strerror(errno)))
            }
            return
        }
        do {
            try AtomicFile.write(text.utf8, to: path, permissions: 0o644)
        } catch {
            throw OperatingError.cannotWrite(path: path, reason: error.description)
        }
    }
}
