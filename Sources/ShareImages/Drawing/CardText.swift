/// A line of text as it is measured and drawn.
struct CardText {
    /// What a line looks like.
    struct Style {
        var family: Family
        /// In pixels.
        var size: Double
        var weight: Int32 = 400
        var isItalic = false
        /// Room between letters, in pixels.
        var spacing = 0.0

        /// The page's two families, as its style sheet names them.
        enum Family: String {
            case serif = "Iowan Old Style,Palatino Linotype,Palatino,Noto Serif,Georgia,serif"
            case sans = "Noto Sans,Segoe UI,Roboto,sans-serif"
        }
    }

    /// Longer texts are cut before they are shaped.
    static let maximumLength = 200

    /// What can be drawn of a text: one line of at most 200 scalars, without control characters.
    static func cleaned(_ text: String) -> String {
        let scalars = text.unicodeScalars.prefix(maximumLength).map { scalar -> Unicode.Scalar in
            scalar.properties.generalCategory == .control || scalar.properties.isWhitespace ? " " : scalar
        }
        guard let first = scalars.firstIndex(where: { $0 != " " }), let last = scalars.lastIndex(where: { $0 != " " })
        else { return "" }
        return String(String.UnicodeScalarView(scalars[first...last]))
    }
}

/// A line that has been shaped with the fonts of a drawer.
final class ShapedLine {
    let layout: Pointer
    /// How wide it is, in pixels.
    let width: Double
    /// Where its baseline is below its top, in pixels.
    let baseline: Double
    /// Whether a font has each of its characters.
    let isComplete: Bool

    /// Shapes a text, cut off with an ellipsis at `limit` pixels.
    init(_ text: String, _ style: CardText.Style, limit: Double? = nil, in context: Pointer) {
        let layout = Pango.newLayout(context)
        self.layout = layout
        let font = Pango.newFont()
        defer { Pango.deleteFont(font) }
        style.family.rawValue.withCString { Pango.setFamily(font, $0) }
        Pango.setSize(font, style.size * Double(Pango.scale))
        Pango.setWeight(font, style.weight)
        if style.isItalic { Pango.setStyle(font, Pango.italic) }
        Pango.setFont(layout, font)
        Pango.setSingleParagraph(layout, 1)
        if style.spacing > 0 {
            let attributes = Pango.newAttributes()
            defer { Pango.deleteAttributes(attributes) }
            Pango.insert(attributes, Pango.newLetterSpacing(Int32(style.spacing * Double(Pango.scale))))
            Pango.setAttributes(layout, attributes)
        }
        text.withCString { text in
            Pango.setText(layout, text, -1)
            guard let limit else { return }
            Pango.setEllipsis(layout, Pango.ellipsisAtEnd)
            Pango.setWidth(layout, Int32(limit * Double(Pango.scale)))
            // A name from right to left begins where the others do: the margin is the card's, not the name's.
            let isBackwards = Pango.direction(text, -1) == Pango.rightToLeft
            Pango.setAlignment(layout, isBackwards ? Pango.right : Pango.left)
        }
        var (width, height): (Int32, Int32) = (0, 0)
        Pango.getSize(layout, &width, &height)
        self.width = Double(width) / Double(Pango.scale)
        baseline = Double(Pango.baseline(layout)) / Double(Pango.scale)
        isComplete = Pango.unknownGlyphs(layout) == 0
    }

    deinit { Pango.release(layout) }
}
