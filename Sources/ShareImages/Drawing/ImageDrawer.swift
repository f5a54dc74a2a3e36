/// Draws cards one after another, reusing its fonts.
///
/// The same card gives the same bytes on one machine. Not `Sendable`: each worker has its own.
public final class ImageDrawer {
    private let fontMap: Pointer
    private let fonts: Pointer

    /// Loads the libraries and the fonts.
    ///
    /// - Throws: ``ShareImageError/missing(package:)``.
    public init() throws(ShareImageError) {
        if let package = DrawingTools.found.missingPackage { throw .missing(package: package) }
        fontMap = Pango.newFontMap()
        fonts = Pango.newContext(fontMap)
        // Its own, so that no setting of a desktop shows in a picture.
        let options = Cairo.newFontOptions()
        Cairo.setAntialias(options, Cairo.grey)
        Cairo.setHintStyle(options, Cairo.unhinted)
        Cairo.setHintMetrics(options, Cairo.exactMetrics)
        Pango.setFontOptions(fonts, options)
        Cairo.deleteFontOptions(options)
        Pango.setLanguage(fonts, "en".withCString(Pango.language))
    }

    deinit {
        Pango.release(fonts)
        Pango.release(fontMap)
    }

    /// Draws a card.
    ///
    /// - Parameter card: The card.
    /// - Returns: A PNG file of the card's size.
    /// - Throws: ``ShareImageError``.
    public func png(of card: ShareCard) throws(ShareImageError) -> [UInt8] {
        let canvas = Canvas(width: card.format.width, height: card.format.height, fonts: fonts)
        CardPainter(card, on: canvas).paint()
        return try canvas.withPixels { pixels, stride in
            try PNG.file(width: canvas.width, height: canvas.height, pixels: pixels, stride: stride)
        }
    }

    /// Whether the fonts have each character of a text.
    func canDraw(_ text: String) -> Bool {
        ShapedLine(text, CardText.Style(family: .serif, size: 24), in: fonts).isComplete
    }
}
