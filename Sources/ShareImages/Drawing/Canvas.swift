/// A surface of pixels to draw on, with the fonts of one drawer.
final class Canvas {
    let width: Int
    let height: Int
    let fonts: Pointer
    private let surface: Pointer
    private let cairo: Pointer

    init(width: Int, height: Int, fonts: Pointer) {
        self.width = width
        self.height = height
        self.fonts = fonts
        surface = Cairo.newSurface(Cairo.formatRGB24, Int32(width), Int32(height))
        cairo = Cairo.new(surface)
    }

    deinit {
        Cairo.delete(cairo)
        Cairo.deleteSurface(surface)
    }

    func paint(_ colour: Colour) {
        use(colour)
        Cairo.paint(cairo)
    }

    func rectangle(x: Double, y: Double, width: Double, height: Double, _ colour: Colour) {
        use(colour)
        Cairo.rectangle(cairo, x, y, width, height)
        Cairo.fill(cairo)
    }

    /// Adds a disc to those that ``fill(_:)`` draws.
    func disc(x: Double, y: Double, radius: Double) {
        Cairo.newSubPath(cairo)
        Cairo.arc(cairo, x, y, radius, 0, 2 * .pi)
    }

    func fill(_ colour: Colour) {
        use(colour)
        Cairo.fill(cairo)
    }

    /// Draws a line with its left end and its baseline at a place, and nothing of it outside `height` around the place: marks
    /// above and below letters can be stacked without end.
    func draw(_ line: ShapedLine, x: Double, baseline: Double, height: Double, _ colour: Colour) {
        Cairo.save(cairo)
        Cairo.rectangle(cairo, x - height / 4, baseline - height, Double(width), height * 1.5)
        Cairo.clip(cairo)
        use(colour)
        Cairo.move(cairo, x, baseline - line.baseline)
        Pango.show(cairo, line.layout)
        Cairo.restore(cairo)
    }

    /// Calls a body with the finished pixels: `0x00RRGGBB` each, `stride` of them a row.
    func withPixels<Result>(
        _ body: (_ pixels: UnsafePointer<UInt32>, _ stride: Int) throws -> Result
    ) throws(ShareImageError) -> Result {
        Cairo.flush(surface)
        for status in [Cairo.status(cairo), Cairo.surfaceStatus(surface)] where status != 0 {
            throw .drawing(String(cString: Cairo.statusText(status)))
        }
        guard let pixels = Cairo.pixels(surface) else { throw .memory }
        do {
            return try body(pixels.assumingMemoryBound(to: UInt32.self), Int(Cairo.stride(surface)) / 4)
        } catch {
            throw error as? ShareImageError ?? .drawing("\(error)")
        }
    }

    private func use(_ colour: Colour) {
        // cairo cuts off what does not fit into a byte, where a browser rounds: the middle of the byte that is meant is both.
        func middle(_ part: Double) -> Double { ((part * 255).rounded() + 0.5) / 256 }
        Cairo.setColour(cairo, middle(colour.red), middle(colour.green), middle(colour.blue))
    }
}
