import Foundation

/// The bytes of one file, read a chunk at a time.
struct ByteSource {
    /// How many bytes are read at once.
    static let chunk = 256 << 10

    /// Fills the buffer as far as it can; 0 at the end.
    var read: (_ buffer: UnsafeMutableRawBufferPointer) throws -> Int

    /// The bytes of a file on disk; it is closed with the last copy of the source.
    static func file(_ path: String) throws -> ByteSource {
        let file = try OpenFile(path)
        return ByteSource { try file.read($0) }
    }
}

private final class OpenFile {
    private let descriptor: Int32
    private let path: String

    init(_ path: String) throws {
        // Opening a pipe does not wait for a writer.
        descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        self.path = path
        guard descriptor >= 0 else { throw ImportError(errno: errno, path: path) }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    func read(_ buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        while true {
            let count = Foundation.read(descriptor, buffer.baseAddress, buffer.count)
            if count >= 0 { return count }
            guard errno == EINTR else { throw ImportError(errno: errno, path: path) }
        }
    }
}

extension ImportError {
    init(errno code: Int32, path: String) {
        self = code == ENOENT ? .notFound(path) : .unreadable(path, detail: String(cString: strerror(code)))
    }
}
