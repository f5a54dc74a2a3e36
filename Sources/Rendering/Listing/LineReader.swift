import Foundation

/// Reads a file line by line.
final class LineReader {
    private let path: String
    private let file: UnsafeMutablePointer<FILE>
    private var buffer: UnsafeMutablePointer<CChar>?
    private var capacity = 0
    /// The number of the line that was read last, from 1.
    private(set) var number = 0

    /// The longest line in bytes.
    private static let longest = 1 << 20

    /// Opens a file.
    ///
    /// - Parameter path: The file.
    /// - Throws: ``ListingError/unreadable(path:reason:)``.
    init(_ path: String) throws(ListingError) {
        // A folder opens, and cannot be read.
        guard let file = fopen(path, "re") else { throw .unreadable(path: path, reason: Self.reason()) }
        self.path = path
        self.file = file
    }

    deinit {
        fclose(file)
        free(buffer)
    }

    /// The next line without its end; `nil` at the end of the file.
    ///
    /// - Throws: ``ListingError``: a file that cannot be read, or whose last line has no end.
    func next() throws(ListingError) -> Data? {
        errno = 0
        let length = getline(&buffer, &capacity, file)
        guard length > 0, let buffer else {
            guard errno == 0 else { throw .unreadable(path: path, reason: Self.reason()) }
            return nil
        }
        number += 1
        guard length <= Self.longest else { throw .malformed(path: path, line: number, reason: "the line is too long") }
        guard buffer[length - 1] == CChar(UInt8(ascii: "\n")) else {
            throw .malformed(path: path, line: number, reason: "the file ends in the middle of a line")
        }
        return Data(bytes: buffer, count: length - 1)
    }

    private static func reason() -> String { String(cString: strerror(errno)) }
}
