/// Writes one inline SVG: whole numbers for places, classes for colours, never a style.
///
/// Names and attributes are source code (`StaticString`); what comes from data is a number or an escaped text.
struct SVG: ~Copyable {
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
    ///   - name: `rect` and the like.
    ///   - attributes: The attributes, written in this order.
    ///   - hint: The text, in two parts that a colon joins.
    mutating func add(_ name: StaticString, _ attributes: Attributes, hint: (String, String)? = nil) {
        open(name, attributes)
        close(name, hint)
    }

    /// Adds a path.
    mutating func add(_ path: borrowing Path, _ attributes: Attributes, hint: (String, String)? = nil) {
        open("path", attributes)
        buffer.append(markup: " d=\"")
        buffer.append(verbatim: path.buffer.bytes)
        buffer.append(markup: "\"")
        close("path", hint)
    }

    /// Adds the dots at some places of a grid as one path; nothing if there is no place.
    mutating func add(_ dots: DotGrid, at places: some Sequence<Int>, _ attributes: Attributes) {
        var isEmpty = true
        for place in places {
            if isEmpty {
                open("path", attributes)
                buffer.append(markup: " d=\"")
            }
            isEmpty = false
            buffer.append(verbatim: dots.commands, in: dots.ends[place]..<dots.ends[place + 1])
        }
        if !isEmpty { buffer.append(markup: "\"/>") }
    }

    /// Adds a text.
    mutating func add(text: String, _ attributes: Attributes) {
        open("text", attributes)
        buffer.append(markup: ">")
        buffer.append(escaping: text)
        buffer.append(markup: "</text>")
    }

    /// The finished picture.
    consuming func finished() -> SafeHTML {
        buffer.append(markup: "</svg>")
        return SafeHTML(buffer)
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

    private mutating func close(_ name: StaticString, _ hint: (String, String)?) {
        guard let hint else { return buffer.append(markup: "/>") }
        buffer.append(markup: "><title>")
        buffer.append(escaping: hint.0)
        buffer.append(markup: ": ")
        buffer.append(escaping: hint.1)
        buffer.append(markup: "</title></")
        buffer.append(markup: name)
        buffer.append(markup: ">")
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
    struct Path: ~Copyable {
        fileprivate var buffer = HTMLBuffer()

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

/// The dots of a grid as finished commands of a path: every user's days are at the same places.
struct DotGrid: Sendable {
    fileprivate let commands: [UInt8]
    /// Where the commands of each place begin; the last one is their end.
    fileprivate let ends: [Int]

    /// Creates dots at some places, which are then known by their number.
    init(_ places: some Sequence<(x: Int, y: Int)>) {
        var path = SVG.Path()
        var ends = [0]
        for place in places {
            path.dot(place.x, place.y)
            ends.append(path.buffer.count)
        }
        self.ends = ends
        commands = path.buffer.bytes
    }
}
