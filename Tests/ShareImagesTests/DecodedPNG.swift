import CZlib
import Testing

/// A PNG file, read by other code than the one that writes it.
struct DecodedPNG: Equatable {
    let width: Int
    let height: Int
    /// 2 with three bytes a pixel, 3 with a palette.
    let colourType: UInt8
    /// `0xRRGGBB`, row by row.
    let pixels: [UInt32]

    init(_ file: [UInt8]) throws {
        try #require(Array(file.prefix(8)) == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
        var chunks: [(type: String, data: [UInt8])] = []
        var rest = file.dropFirst(8)
        while !rest.isEmpty {
            let length = Self.number(rest.prefix(4))
            let body = Array(rest.dropFirst(4).prefix(length + 4))
            let sum = Self.number(rest.dropFirst(length + 8).prefix(4))
            try #require(Int(crc32(0, body, UInt32(body.count))) == sum)
            chunks.append((String(decoding: body.prefix(4), as: UTF8.self), Array(body.dropFirst(4))))
            rest = rest.dropFirst(length + 12)
        }
        try #require(chunks.first?.type == "IHDR" && chunks.last?.type == "IEND")
        let header = chunks[0].data
        width = Self.number(header[0..<4])
        height = Self.number(header[4..<8])
        colourType = header[9]
        try #require(header[8] == 8 && [2, 3].contains(colourType) && Array(header[10...]) == [0, 0, 0])
        let channels = colourType == 3 ? 1 : 3
        let palette = chunks.first { $0.type == "PLTE" }?.data ?? []
        let packed = chunks.filter { $0.type == "IDAT" }.flatMap(\.data)
        var rows = [UInt8](repeating: 0, count: height * (width * channels + 1))
        var size = UInt(rows.count)
        try #require(uncompress(&rows, &size, packed, UInt(packed.count)) == Z_OK && size == rows.count)
        var pixels: [UInt32] = []
        pixels.reserveCapacity(width * height)
        for y in 0..<height {
            let start = y * (width * channels + 1)
            try #require(rows[start] == 0)
            for x in 0..<width {
                let place = start + 1 + x * channels
                let entry = Int(rows[place]) * 3
                let bytes = channels == 3 ? rows[place..<place + 3] : palette[entry..<entry + 3]
                pixels.append(bytes.reduce(0) { $0 << 8 | UInt32($1) })
            }
        }
        self.pixels = pixels
    }

    subscript(x: Int, y: Int) -> UInt32 { pixels[y * width + x] }

    /// The first and the last column, of some rows, that is not of the ground's colour; `nil` if all are.
    func ink(inRows rows: Range<Int>) -> ClosedRange<Int>? {
        let ground = pixels[0]
        let columns = (0..<width).filter { x in rows.contains { self[x, $0] != ground } }
        guard let first = columns.first, let last = columns.last else { return nil }
        return first...last
    }

    /// How far two colours are apart: the sum over the channels, at most 765.
    static func distance(_ left: UInt32, _ right: UInt32) -> Int {
        var sum = 0
        for shift: UInt32 in [0, 8, 16] {
            let (one, other) = (Int(left >> shift & 255), Int(right >> shift & 255))
            sum += abs(one - other)
        }
        return sum
    }

    private static func number(_ bytes: some Sequence<UInt8>) -> Int { bytes.reduce(0) { $0 << 8 | Int($1) } }
}
