/// Words, and patterns to combine them: `#` stands for one of the first words, `@` for one of the second.
struct Words: Sendable {
    var patterns: [String]
    var first: [String]
    var second: [String]

    init(_ patterns: [String], first: String, second: String) {
        self.patterns = patterns
        self.first = Words.list(first)
        self.second = Words.list(second)
    }

    func phrase(_ dice: inout Dice) -> String {
        var out = String.UnicodeScalarView()
        for scalar in dice.pick(patterns).unicodeScalars {
            switch scalar {
            case "#": out.append(contentsOf: dice.pick(first).unicodeScalars)
            case "@": out.append(contentsOf: dice.pick(second).unicodeScalars)
            default: out.append(scalar)
            }
        }
        return String(out)
    }

    private static func list(_ text: String) -> [String] {
        text.split(separator: "|").map { part in
            var word = part
            while word.first == " " || word.first == "\n" { word.removeFirst() }
            while word.last == " " || word.last == "\n" { word.removeLast() }
            return String(word)
        }
    }
}

/// A kind of music: who makes it, what it is called, since when, and how long its tracks are.
struct Scene: Sendable {
    var name: String
    var genres: [String]
    /// The years in which its artists began.
    var beginnings: ClosedRange<Int>
    /// The years an artist goes on, partly into the future, so that there is always a new release.
    var careers: ClosedRange<Int>
    var trackSeconds: ClosedRange<Int>
    var albumTracks: ClosedRange<Int>
    var artists: Words
    var titles: Words
    var albums: Words
    /// The number of artists.
    var size = 90
}
