internal import CDeflate

/// Writes PNG files: with a palette of 8 bits where that is enough, which halves the size and the time.
enum PNG {
    private static let level: Int32 = 6
    private static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    /// A file of some pixels.
    ///
    /// - Parameters:
    ///   - width: Pixels a row.
    ///   - height: Rows.
    ///   - pixels: `0x00RRGGBB` each.
    ///   - stride: The distance of two rows in pixels.
    /// - Returns: The file.
    /// - Throws: ``ShareImageError/memory``.
    static func file(
        width: Int, height: Int, pixels: UnsafePointer<UInt32>, stride: Int
    ) throws(ShareImageError) -> [UInt8] {
        var file = signature
        if let indexed = IndexedPixels(width: width, height: height, pixels: pixels, stride: stride) {
            append("IHDR", header(width, height, colourType: 3), to: &file)
            append("PLTE", indexed.palette.flatMap(bytes), to: &file)
            append("IDAT", try compressed(indexed.rows), to: &file)
        } else {
            append("IHDR", header(width, height, colourType: 2), to: &file)
            var rows: [UInt8] = []
            rows.reserveCapacity(height * (width * 3 + 1))
            for y in 0..<height {
                rows.append(0)
                for x in 0..<width { rows += bytes(pixels[y * stride + x]) }
            }
            append("IDAT", try compressed(rows), to: &file)
        }
        append("IEND", [], to: &file)
        return file
    }

    private static func bytes(_ pixel: UInt32) -> [UInt8] {
        [UInt8(pixel >> 16 & 255), UInt8(pixel >> 8 & 255), UInt8(pixel & 255)]
    }

    /// Eight bits a channel, not interlaced.
    private static func header(_ width: Int, _ height: Int, colourType: UInt8) -> [UInt8] {
        bigEndian(UInt32(width)) + bigEndian(UInt32(height)) + [8, colourType, 0, 0, 0]
    }

    private static func append(_ type: String, _ data: [UInt8], to file: inout [UInt8]) {
        let body = Array(type.utf8) + data
        file += bigEndian(UInt32(data.count)) + body + bigEndian(libdeflate_crc32(0, body, body.count))
    }

    private static func bigEndian(_ number: UInt32) -> [UInt8] {
        withUnsafeBytes(of: number.bigEndian) { Array($0) }
    }

    private static func compressed(_ rows: [UInt8]) throws(ShareImageError) -> [UInt8] {
        guard let compressor = libdeflate_alloc_compressor(level) else { throw .memory }
        defer { libdeflate_free_compressor(compressor) }
        let bound = libdeflate_zlib_compress_bound(compressor, rows.count)
        let file = [UInt8](unsafeUninitializedCapacity: bound) { buffer, count in
            count = libdeflate_zlib_compress(compressor, rows, rows.count, buffer.baseAddress, buffer.count)
        }
        guard !file.isEmpty else { throw .memory }
        return file
    }
}

/// Pixels as numbers of a palette.
///
/// Colours that agree in their five upper bits of each channel count as one, which is the first of them in the picture: the
/// ground and the large areas keep their exact colour, and the edges of letters differ by less than an eye can see.
struct IndexedPixels {
    /// At most 256 colours.
    private(set) var palette: [UInt32] = []
    /// Each row after the byte that says it is not filtered.
    private(set) var rows: [UInt8]

    /// `nil` when there are more colours, as with coloured emoji.
    init?(width: Int, height: Int, pixels: UnsafePointer<UInt32>, stride: Int) {
        var palette: [UInt32] = []
        var numbers = [Int16](repeating: -1, count: 1 << 15)
        var isFull = false
        rows = [UInt8](unsafeUninitializedCapacity: height * (width + 1)) { buffer, count in
            numbers.withUnsafeMutableBufferPointer { numbers in
                // Most pixels are as the one before.
                var (last, number): (UInt32, UInt8) = (.max, 0)
                for y in 0..<height where !isFull {
                    buffer[count] = 0
                    count += 1
                    for x in 0..<width {
                        let pixel = pixels[y * stride + x] & 0xFF_FFFF
                        if pixel != last {
                            let key = Self.key(of: pixel)
                            if numbers[key] < 0 {
                                isFull = palette.count == 256
                                if isFull { break }
                                numbers[key] = Int16(palette.count)
                                palette.append(pixel)
                            }
                            (last, number) = (pixel, UInt8(numbers[key]))
                        }
                        buffer[count] = number
                        count += 1
                    }
                }
            }
        }
        if isFull { return nil }
        self.palette = palette
    }

    /// The five upper bits of each channel.
    private static func key(of pixel: UInt32) -> Int {
        let (red, green, blue) = (pixel >> 19 & 31, pixel >> 11 & 31, pixel >> 3 & 31)
        return Int(red << 10 | green << 5 | blue)
    }
}
