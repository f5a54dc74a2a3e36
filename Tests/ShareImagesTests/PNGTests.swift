import Testing

@testable import ShareImages

@Suite struct PNGTests {
    private static func file(_ pixels: [UInt32], width: Int, stride: Int? = nil) throws -> DecodedPNG {
        let stride = stride ?? width
        return try pixels.withUnsafeBufferPointer { buffer in
            let start = try #require(buffer.baseAddress)
            return try DecodedPNG(
                PNG.file(width: width, height: pixels.count / stride, pixels: start, stride: stride))
        }
    }

    @Test func `a few colours are kept exactly, with a palette`() throws {
        let pixels: [UInt32] = [0xFE_F8F9, 0x00_0000, 0xFE_F8F9, 0x7A_1B02, 0x12_3456, 0x00_0000]
        let file = try Self.file(pixels, width: 3)
        #expect(file.pixels == pixels)
        #expect((file.width, file.height, file.colourType) == (3, 2, 3))
    }

    @Test func `what cairo leaves beside a row and above a colour is not in the file`() throws {
        let file = try Self.file([0xFF01_0203, 0x0F_0F0F, 9, 0x0101_0203, 0x0F_0F0F, 9], width: 2, stride: 3)
        #expect(file.pixels == [0x01_0203, 0x0F_0F0F, 0x01_0203, 0x0F_0F0F])
    }

    @Test(arguments: [256, 257]) func `256 colours have a palette, more have three bytes a pixel`(count: Int) throws {
        // One of each in steps that differ in their upper bits.
        let pixels = (0..<UInt32(count)).map { (number: UInt32) -> UInt32 in
            let (low, high) = (number & 31, number >> 5 & 31)
            return low << 19 | high << 11
        }
        let file = try Self.file(pixels, width: count)
        #expect(file.pixels == pixels)
        #expect(file.colourType == (count == 256 ? 3 : 2))
    }

    @Test func `a colour that has no place of its own is drawn as one that no eye tells from it`() throws {
        let pixels = (0..<4096).map { UInt32($0 & 255) }
        let file = try Self.file(pixels, width: 64)
        #expect(file.colourType == 3)
        #expect(zip(pixels, file.pixels).allSatisfy { DecodedPNG.distance($0, $1) < 8 })
        #expect(file.pixels[0] == 0)
    }
}
