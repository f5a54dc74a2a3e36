/// Writes one inline SVG: whole numbers for places, classes for colours, never a style.
///
/// Names and attributes are source code (`StaticString`); what comes from data is a number or an escaped text.
struct SVG {
    private var buffer = HTMLBuffer()

    /// An attribute's value.
    enum Value: ExpressibleByIntegerLiteral, ExpressibleByStringLiteral, ExpressibleByUnicodeScalarLiteral {
        case number(Int)
        case word(StaticString)

        init(integerLiteral value: Int) { self = .number(value) }
        init(stringLiteral value: StaticString) { self = .word(value) }
    }

    typealias Attributes = KeyValuePairs<StaticString, Value>

    /// Begins a picture that says in words what it shows.
    ///
    /// - Parameters:
    ///   - name: Its class, and the root of its ids: unique on a page.
    ///   - width: Its width in its own units; the style sheet decides how large it is shown.
    ///   - height: Its height in the same units.
    ///   - title: What it is, in a few words.
    ///   - description: What it shows, in a sentence.
    init(_ name: StaticString, width: Int, height: Int, title: String, description: String) {
        begin(name, width, height)
        buffer.append(markup: " role=\"img\" aria-labelledby=\"")
        buffer.append(markup: name)
        buffer.append(markup: "-title ")
        buffer.append(markup: name)
        buffer.append(markup: "-desc\"><title id=\"")
        buffer.append(markup: name)
        buffer.append(markup: "-title\">")
        buffer.append(escaping: title)
        buffer.append(markup: "</title><desc id=\"")
        buffer.append(markup: name)
        buffer.append(markup: "-desc\">")
        buffer.append(escaping: description)
        buffer.append(markup: "</desc>")
    }

    /// Begins a picture that only repeats what the words next to it say.
    init(decoration name: StaticString, width: Int, height: Int) {
        begin(name, width, height)
        buffer.append(markup: " aria-hidden=\"true\">")
    }

    /// Adds an element without contents, or with a text that is shown when it is pointed at.
    ///
    /// - Parameters:
    ///   - name: `path`, `rect` and the like.
    ///   - attributes: The attributes, written in this order.
    ///   - path: What a path draws.
    ///   - hint: The text.
    mutating func add(_ name: StaticString, _ attributes: Attributes, _ path: Path? = nil, hint: String? = nil) {
        open(name, attributes)
        if let path {
            buffer.append(markup: " d=\"")
            buffer.append(verbatim: path.buffer.bytes)
            buffer.append(markup: "\"")
        }
        guard let hint else { return buffer.append(markup: "/>") }
        buffer.append(markup: "><title>")
        buffer.append(escaping: hint)
        buffer.append(markup: "</title></")
        buffer.append(markup: name)
        buffer.append(markup: ">")
    }

    /// Adds a text.
    mutating func add(text: String, _ attributes: Attributes) {
        open("text", attributes)
        buffer.append(markup: ">")
        buffer.append(escaping: text)
        buffer.append(markup: "</text>")
    }

    /// The finished picture.
    func finished() -> SafeHTML {
        var whole = buffer
        whole.append(markup: "</svg>")
        return SafeHTML(whole)
    }

    private mutating func begin(_ name: StaticString, _ width: Int, _ height: Int) {
        buffer.append(markup: "<svg class=\"")
        buffer.append(markup: name)
        buffer.append(markup: "\" viewBox=\"0 0 ")
        buffer.append(width)
        buffer.append(markup: " ")
        buffer.append(height)
        buffer.append(markup: "\"")
    }

    private mutating func open(_ name: StaticString, _ attributes: Attributes) {
        buffer.append(markup: "<")
        buffer.append(markup: name)
        for (key, value) in attributes {
            buffer.append(markup: " ")
            buffer.append(markup: key)
            buffer.append(markup: "=\"")
            switch value {
            case .number(let number): buffer.append(number)
            case .word(let word): buffer.append(markup: word)
            }
            buffer.append(markup: "\"")
        }
    }
}

extension SVG {
    /// The commands of a path.
    struct Path {
        fileprivate var buffer = HTMLBuffer()

        var isEmpty: Bool { buffer.count == 0 }

        /// Goes to a place without drawing.
        mutating func move(_ x: Int, _ y: Int) { command("M", x, y) }

        /// Draws a straight line.
        mutating func line(_ x: Int, _ y: Int) { command("L", x, y) }

        /// Draws the shorter arc of a circle, clockwise or back.
        mutating func arc(radius: Int, clockwise: Bool, _ x: Int, _ y: Int) {
            command("A", radius, radius)
            buffer.append(markup: clockwise ? " 0 0 1 " : " 0 0 0 ")
            buffer.append(x)
            buffer.append(markup: " ")
            buffer.append(y)
        }

        /// Draws a line of no length: with round ends, a dot as wide as the line.
        mutating func dot(_ x: Int, _ y: Int) {
            move(x, y)
            buffer.append(markup: "h0")
        }

        /// Draws a line back to the place of the last move.
        mutating func close() { buffer.append(markup: "z") }

        private mutating func command(_ letter: StaticString, _ x: Int, _ y: Int) {
            buffer.append(markup: letter)
            buffer.append(x)
            buffer.append(markup: " ")
            buffer.append(y)
        }
    }
}
