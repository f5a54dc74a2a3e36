internal import CZlib

/// The compressed file that is put next to each text file, for web servers that can send it directly.
public enum Precompression: String, Sendable, CaseIterable, Codable {
    /// Nothing.
    case none
    /// A `.gz` for nginx's `gzip_static`.
    case gzip
}

/// Compresses pages one after another, reusing zlib's tables.
///
/// Equal pages give equal bytes: level 6, no time, no name, and "unknown" as the operating system, which zlib would
/// otherwise fill in. Not `Sendable`: each worker has its own.
final class GzipEncoder {
    private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    private let header = UnsafeMutablePointer<gz_header>.allocate(capacity: 1)
    private var isOpen = false
    private var output: [UInt8] = []

    init() {
        stream.initialize(to: z_stream())
        header.initialize(to: gz_header())
        header.pointee.os = 255
    }

    deinit {
        if isOpen { deflateEnd(stream) }
        stream.deallocate()
        header.deallocate()
    }

    /// The gzip file of `bytes`; `path` is for the error only.
    func gzip(_ bytes: [UInt8], for path: String) throws(PublishError) -> [UInt8] {
        try open(for: path)
        let bound = Int(deflateBound(stream, UInt(bytes.count))) + 32
        if output.count < bound { output = [UInt8](repeating: 0, count: bound) }
        let code = bytes.withUnsafeBufferPointer { input in
            output.withUnsafeMutableBufferPointer { output in
                // zlib declares its input pointer as non-const, but does not write through it.
                stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
                stream.pointee.avail_in = UInt32(input.count)
                stream.pointee.next_out = output.baseAddress
                stream.pointee.avail_out = UInt32(output.count)
                return deflate(stream, Z_FINISH)
            }
        }
        guard code == Z_STREAM_END else { throw .compression(path: path, code: code) }
        return Array(output[..<Int(stream.pointee.total_out)])
    }

    private func open(for path: String) throws(PublishError) {
        // A window of 15 bits; adding 16 selects a gzip header instead of zlib's own.
        let code =
            isOpen
            ? deflateReset(stream)
            : deflateInit2_(
                stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        guard code == Z_OK else { throw .compression(path: path, code: code) }
        isOpen = true
        let headed = deflateSetHeader(stream, header)
        guard headed == Z_OK else { throw .compression(path: path, code: headed) }
    }
}
