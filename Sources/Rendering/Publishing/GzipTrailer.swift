internal import CDeflate

/// The last eight bytes of a gzip file: the CRC-32 and the length of the uncompressed data.
///
/// They show whether the file was made from certain bytes, by any version of any library, without decompressing it.
enum GzipTrailer {
    /// Whether a gzip file has the trailer that these contents give.
    static func matches(_ file: [UInt8], contents: [UInt8]) -> Bool {
        guard file.count >= 18 else { return false }
        let sum = libdeflate_crc32(0, contents, contents.count)
        return number(file.suffix(8).prefix(4)) == sum
            && number(file.suffix(4)) == UInt32(truncatingIfNeeded: contents.count)
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        bytes.reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }
}
