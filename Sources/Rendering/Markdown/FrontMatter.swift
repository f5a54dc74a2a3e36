/// The head of a Markdown page.
///
/// ```
/// ---
/// title: About
/// order: 1
/// description: What this site is, and who runs it.
/// ---
/// ```
struct FrontMatter: Sendable, Equatable {
    /// What the page is called.
    var title: String
    /// Where the page stands among the others; pages of the same order follow by path.
    var order: Int
    /// A sentence for search engines, or nothing.
    var description: String

    /// The order of a page that names none: after those that name one.
    static let defaultOrder = 100

    private enum Key: String, CaseIterable {
        case title, order, description
    }

    /// Reads the head of a page.
    ///
    /// - Parameters:
    ///   - text: The whole file.
    ///   - file: Its name, for messages.
    /// - Returns: The head, and the Markdown after it.
    /// - Throws: ``FrontMatterError`` with the line that is wrong.
    static func split(_ text: String, file: String) throws(FrontMatterError) -> (head: FrontMatter, body: String) {
        let text = text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
        let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
        guard lines.first.map(isFence) == true else {
            throw FrontMatterError(file: file, line: 1, message: "begin with '---', 'title: …' and '---', a line each")
        }
        guard let end = lines.indices.dropFirst().first(where: { isFence(lines[$0]) }) else {
            throw FrontMatterError(file: file, line: 1, message: "the head is not closed: a line '---' is missing")
        }
        var values: [Key: (value: String, line: Int)] = [:]
        for index in 1..<end {
            guard let (key, value) = try entry(lines[index], file: file, line: index + 1) else { continue }
            guard values[key] == nil else {
                throw FrontMatterError(file: file, line: index + 1, message: "'\(key.rawValue)' is given twice")
            }
            values[key] = (value, index + 1)
        }
        guard let title = values[.title]?.value, !title.isEmpty else {
            let line = values[.title]?.line ?? 1
            throw FrontMatterError(file: file, line: line, message: "the page has no title; write 'title: …'")
        }
        var order = defaultOrder
        if let given = values[.order] {
            guard let number = Int(given.value) else {
                let message = "'order' is a whole number, not '\(given.value)'"
                throw FrontMatterError(file: file, line: given.line, message: message)
            }
            order = number
        }
        let head = FrontMatter(title: title, order: order, description: values[.description]?.value ?? "")
        let body = lines[(end + 1)...].first.map { String(text[$0.startIndex...]) } ?? ""
        return (head, body)
    }

    private static func entry(
        _ line: Substring, file: String, line number: Int
    ) throws(FrontMatterError) -> (Key, String)? {
        let words = trimmed(line)
        guard !words.isEmpty, !words.hasPrefix("#") else { return nil }
        guard let colon = words.firstIndex(of: ":") else {
            throw FrontMatterError(file: file, line: number, message: "'\(words)' is not of the form 'key: value'")
        }
        let name = String(trimmed(words[..<colon]))
        guard let key = Key(rawValue: name) else {
            let known = Key.allCases.map(\.rawValue)
            let hint = suggestion(for: name, among: known)
            let advice = hint.isEmpty ? "; known are \(known.joined(separator: ", "))" : hint
            throw FrontMatterError(file: file, line: number, message: "unknown key '\(name)'\(advice)")
        }
        return (key, unquoted(trimmed(words[words.index(after: colon)...])))
    }

    private static func isFence(_ line: Substring) -> Bool {
        line.hasPrefix("---") && trimmed(line) == "---"
    }

    private static func trimmed(_ text: Substring) -> Substring {
        let start = text.drop(while: \.isWhitespace)
        guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return start[...last]
    }

    private static func unquoted(_ text: Substring) -> String {
        guard text.count >= 2, let quote = text.first, quote == "\"" || quote == "'", text.last == quote else {
            return String(text)
        }
        return String(text.dropFirst().dropLast())
    }
}

/// What is wrong with the head of a Markdown page.
struct FrontMatterError: Error, Equatable, CustomStringConvertible {
    let file: String
    let line: Int
    let message: String

    var description: String { "\(file):\(line): \(message)" }
}
