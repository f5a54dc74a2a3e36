internal import CDeflate

/// The compressed file that is put next to each text file, for web servers that can send it directly.
public enum Precompression: String, Sendable, CaseIterable, Codable {
    /// Nothing.
    case none
    /// A `.gz` for nginx's `gzip_static`.
    case gzip
}

/// Compresses pages one after another, reusing its memory.
///
/// Equal pages give equal bytes: a fixed level, no time, no name. Not `Sendable`: each worker has its own.
final class GzipEncoder {
    /// `docs/performance.md` has the sizes and times of the others.
    private static let level: Int32 = 1

    /// `nil` without memory.
    private let compressor = libdeflate_alloc_compressor(level)
    private var output: [UInt8] = []

    deinit { libdeflate_free_compressor(compressor) }

    /// The gzip file of `bytes`; `path` is for the error only.
    func gzip(_ bytes: [UInt8], for path: String) throws(PublishError) -> [UInt8] {
        guard let compressor else { throw .compression(path: path) }
        let bound = libdeflate_gzip_compress_bound(compressor, bytes.count)
        if output.count < bound { output = [UInt8](repeating: 0, count: bound) }
        let count = output.withUnsafeMutableBytes {
            libdeflate_gzip_compress(compressor, bytes, bytes.count, $0.baseAddress, $0.count)
        }
        guard count > 0 else { throw .compression(path: path) }
        return Array(output[..<count])
    }
}
