/// Draws one card.
struct CardPainter {
    let card: ShareCard
    let canvas: Canvas
    private let layout: CardLayout
    private let colours: CardColours

    init(_ card: ShareCard, on canvas: Canvas) {
        self.card = card
        self.canvas = canvas
        layout = CardLayout(card.format)
        colours = CardColours(hue: card.hue)
    }

    /// Draws everything.
    func paint() {
        canvas.paint(colours.ground)
        let subtitle = layout.subtitle
        write(
            card.subtitle.uppercased(), label(subtitle.size), x: layout.margin, baseline: subtitle.baseline,
            colours.soft)
        let title = CardText.Style(family: .serif, size: layout.title.size, weight: 700)
        if let line = firstComplete([card.title, card.plainTitle], title, smallest: layout.title.smallest, limit: room)
        {
            draw(line, x: layout.margin, baseline: layout.title.baseline, height: layout.title.size, colours.ink)
        }
        let sentence = CardText.Style(family: .serif, size: layout.sentence.size, isItalic: true)
        if let line = line(card.sentence, sentence, smallest: layout.sentence.smallest, limit: room) {
            draw(line, x: layout.margin, baseline: layout.sentence.baseline, height: sentence.size, colours.accent)
        }
        paintDots()
        paintNames()
        paintFoot()
    }

    private var room: Double { Double(card.format.width) - 2 * layout.margin }

    private func label(_ size: Double) -> CardText.Style {
        CardText.Style(family: .sans, size: size, weight: 600, spacing: size * 0.09)
    }

    private func paintDots() {
        guard let days = card.days, !days.levels.isEmpty else { return }
        let strips = min(layout.dots.strips, days.columns)
        let columns = (days.columns + strips - 1) / strips
        // Whole pixels: equal dots then have equal pixels, and the file half the size. A single line takes the height of seven.
        let widest = days.rows == 1 ? 2 * layout.dots.pitch : layout.dots.pitch
        let pitch = min(widest, room / Double(columns)).rounded()
        let shift = days.rows == 1 ? (7 * layout.dots.pitch - pitch) / 2 : 0
        // From margin to margin, so that both edges of the card are straight.
        let isWide = columns >= 10
        let step = isWide ? ((room - pitch * Self.largest) / Double(columns - 1)).rounded() : pitch
        let inset = isWide ? (room - pitch * Self.largest - step * Double(columns - 1)) / 2 : 0
        var places = [[(x: Double, y: Double)]](repeating: [], count: colours.levels.count + 1)
        for (index, level) in days.levels.enumerated() {
            let (column, row) = (index + days.lead).quotientAndRemainder(dividingBy: days.rows)
            let strip = column / columns
            let top = layout.dots.top + shift + Double(strip) * (Double(days.rows) * pitch + layout.dots.gap)
            let x = layout.margin + inset + pitch * Self.largest / 2 + Double(column % columns) * step
            let kind = level.map { min(max($0, 0), colours.levels.count - 1) + 1 } ?? 0
            places[kind].append((x, top + (Double(row) + 0.5) * pitch))
        }
        for (kind, discs) in places.enumerated() where !discs.isEmpty {
            for place in discs { canvas.disc(x: place.x, y: place.y, radius: Self.diameters[kind] * pitch / 2) }
            canvas.fill(kind == 0 ? colours.unknown : colours.levels[kind - 1])
        }
    }

    /// How large the dots are, as shares of their distance: unknown, none, and the four steps, as in the page's heatmap.
    private static let diameters: [Double] = [1.5 / 12, 2.0 / 12, 5.0 / 12, 7.0 / 12, 9.0 / 12, largest]
    private static let largest = 11.0 / 12

    private func paintNames() {
        let (names, baseline) = (layout.names, namesBaseline)
        let style = CardText.Style(family: .serif, size: names.size, weight: 600)
        let rank = CardText.Style(family: .serif, size: names.size * 0.8)
        let column = names.areStacked ? room : room / 3
        let indent = names.size * 1.05
        var drawn = 0
        for name in card.names where drawn < 3 {
            guard
                let line = firstComplete(
                    [name], style, smallest: names.size * 0.8, limit: column - indent - (names.areStacked ? 0 : 24))
            else { continue }
            let x = layout.margin + (names.areStacked ? 0 : Double(drawn) * column)
            let y = baseline + (names.areStacked ? Double(drawn) * names.pitch : 0)
            drawn += 1
            write("\(drawn)", rank, x: x, baseline: y, colours.soft)
            draw(line, x: x + indent, baseline: y, height: style.size * 1.3, colours.ink)
        }
        guard drawn > 0, layout.label.size > 0 else { return }
        write(
            card.namesLabel.uppercased(), label(layout.label.size), x: layout.margin,
            baseline: baseline - (layout.names.baseline - layout.label.baseline), colours.soft)
    }

    /// Without dots the names move up into their place.
    private var namesBaseline: Double {
        if card.days != nil { return layout.names.baseline }
        let top = layout.dots.top + layout.names.size * 2
        return layout.names.areStacked ? top + (layout.names.baseline - layout.label.baseline) : top
    }

    private func paintFoot() {
        canvas.rectangle(x: layout.margin, y: layout.rule, width: room, height: 1.5, colours.line)
        let source = CardText.Style(family: .sans, size: layout.foot.size * 0.86)
        var left = room
        if let line = line(card.source, source, smallest: source.size, limit: room / 2) {
            left -= line.width + 24
            draw(
                line, x: layout.margin + room - line.width, baseline: layout.foot.baseline, height: source.size * 1.4,
                colours.soft)
        }
        let site = CardText.Style(family: .serif, size: layout.foot.size, isItalic: true)
        if let line = firstComplete([card.site], site, smallest: site.size, limit: left) {
            draw(line, x: layout.margin, baseline: layout.foot.baseline, height: site.size * 1.4, colours.soft)
        }
    }

    // MARK: Lines

    private func write(_ text: String, _ style: CardText.Style, x: Double, baseline: Double, _ colour: Colour) {
        guard let line = line(text, style, smallest: style.size, limit: room) else { return }
        draw(line, x: x, baseline: baseline, height: style.size * 1.4, colour)
    }

    private func draw(_ line: ShapedLine, x: Double, baseline: Double, height: Double, _ colour: Colour) {
        canvas.draw(line, x: x, baseline: baseline, height: height, colour)
    }

    /// The first of some texts that the fonts can draw.
    private func firstComplete(
        _ texts: [String], _ style: CardText.Style, smallest: Double, limit: Double
    ) -> ShapedLine? {
        for text in texts {
            if let line = line(text, style, smallest: smallest, limit: limit), line.isComplete { return line }
        }
        return nil
    }

    /// A text that fits: smaller first, then cut off with an ellipsis; `nil` for an empty one.
    private func line(_ text: String, _ style: CardText.Style, smallest: Double, limit: Double) -> ShapedLine? {
        let text = CardText.cleaned(text)
        guard !text.isEmpty else { return nil }
        let whole = ShapedLine(text, style, in: canvas.fonts)
        guard whole.width > limit else { return whole }
        var size = max(smallest, (style.size * limit / whole.width).rounded(.down))
        func shaped(limit: Double?) -> ShapedLine {
            var fitting = style
            (fitting.size, fitting.spacing) = (size, style.spacing * size / style.size)
            return ShapedLine(text, fitting, limit: limit, in: canvas.fonts)
        }
        // Letters do not shrink evenly, so a text of the size that should fit can still be some pixels too wide.
        while size > smallest, shaped(limit: nil).width > limit { size = max(smallest, size - 1) }
        return shaped(limit: limit)
    }
}
