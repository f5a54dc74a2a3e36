import CArchive
import Foundation

/// A zip with history files, read once from front to back: nothing is unpacked to disk.
final class HistoryArchive {
    /// The most that is read of an archive, so that a small file cannot keep the machine busy for hours.
    struct Limits {
        /// Unpacked bytes of one file; Spotify's have about 12 MB.
        var entry: Int64 = 512 << 20
        /// Unpacked bytes of all history files.
        var total: Int64 = 2 << 30
        /// Files of any kind.
        var entries = 10_000
    }

    private let archive: OpaquePointer
    private let path: String
    private let limits: Limits
    private var entries = 0
    private var unpacked: Int64 = 0

    /// Opens an archive.
    init(path: String, limits: Limits = Limits()) throws {
        guard let archive = archive_read_new() else { throw ImportError.unreadable(path, detail: "no memory") }
        self.archive = archive
        self.path = path
        self.limits = limits
        guard archive_read_support_format_zip(archive) == ARCHIVE_OK,
            archive_read_open_filename(archive, path, ByteSource.chunk) == ARCHIVE_OK
        else { throw problem }
    }

    deinit { archive_read_free(archive) }

    /// The name of the next history file in the archive; `nil` at the end.
    func nextHistory() throws -> String? {
        while true {
            var entry: OpaquePointer?
            switch archive_read_next_header(archive, &entry) {
            case ARCHIVE_EOF: return nil
            case ARCHIVE_OK, ARCHIVE_WARN: break
            default: throw problem
            }
            entries += 1
            guard entries <= limits.entries else {
                throw ImportError.unreadable(path, detail: "more than \(limits.entries) files in it")
            }
            guard let entry, archive_entry_filetype(entry) & S_IFMT == S_IFREG,
                let bytes = archive_entry_pathname_utf8(entry) ?? archive_entry_pathname(entry),
                case let name = String(cString: bytes), HistoryFiles.isHistory(name)
            else { continue }
            guard archive_entry_is_data_encrypted(entry) == 0 else { throw ImportError.encrypted(path) }
            // Only messages show it, and its characters are a stranger's.
            return String(
                String.UnicodeScalarView(name.unicodeScalars.filter { $0.properties.generalCategory != .control }))
        }
    }

    /// The bytes of the file that ``nextHistory()`` named.
    func source() -> ByteSource {
        var total: Int64 = 0
        return ByteSource { [self] buffer in
            let count = archive_read_data(archive, buffer.baseAddress, buffer.count)
            guard count >= 0 else { throw problem }
            total += Int64(count)
            unpacked += Int64(count)
            guard total <= limits.entry else {
                throw ImportError.unreadable(path, detail: "a file in it has more than \(limits.entry >> 20) MB")
            }
            guard unpacked <= limits.total else {
                throw ImportError.unreadable(path, detail: "it unpacks to more than \(limits.total >> 20) MB")
            }
            return count
        }
    }

    /// How many bytes of the archive were read so far.
    var bytesRead: Int64 { archive_filter_bytes(archive, -1) }

    private var problem: ImportError {
        let detail = archive_error_string(archive).map { String(cString: $0) } ?? "not a zip, or damaged"
        return .unreadable(path, detail: detail)
    }
}
