/// A page that the operator wrote: front matter, then Markdown.
///
/// ```
/// ---
/// title: About
/// order: 1
/// description: What this site is.
/// ---
/// Text in Markdown.
/// ```
struct SitePageSource: Hashable, Sendable {
    /// The file's name without `.md`, and the folder of the page.
    var name: String
    /// What the menu and the head of the page say.
    var title: String
    /// The place in the menu; pages of equal order are sorted by name.
    var order: Int
    /// A sentence for previews and search engines; empty for none.
    var description: String
    /// The Markdown.
    var body: String

    /// Reads a page.
    ///
    /// - Parameters:
    ///   - name: The file's name without `.md`.
    ///   - text: What the file holds.
    /// - Throws: ``SitePageError`` when the front matter is missing or wrong.
    init(name: String, text: String) throws(SitePageError) {
        let file = name + ".md"
        guard Self.isFolderName(name) else { throw .malformedName(file: file) }
        // Lines by bytes: `\r\n` is one Character, and a byte order mark sticks to the first.
        var bytes = Array(text.utf8)
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { line in
            String(decoding: line.last == UInt8(ascii: "\r") ? line.dropLast() : line, as: UTF8.self)
        }
        guard lines.first == "---", let end = lines.dropFirst().firstIndex(of: "---") else {
            throw .noFrontMatter(file: file)
        }
        var values: [String: String] = [:]
        for (index, line) in lines[1..<end].enumerated() where !line.allSatisfy(\.isWhitespace) {
            guard let colon = line.firstIndex(of: ":") else { throw .malformedLine(file: file, line: index + 2) }
            let key = Self.trimmed(line[..<colon])
            guard ["title", "order", "description"].contains(key) else {
                throw .unknownKey(key, file: file, line: index + 2)
            }
            let value = Self.trimmed(line[line.index(after: colon)...])
            if key == "order", Int(value) == nil { throw .notANumber(value, file: file, line: index + 2) }
            values[key] = value
        }
        guard let title = values["title"], !title.isEmpty else { throw .noTitle(file: file) }
        self.name = name
        self.title = title
        order = values["order"].flatMap { Int($0) } ?? 0
        description = values["description"] ?? ""
        body = lines[(end + 1)...].joined(separator: "\n")
    }

    /// The order of the menu.
    static func inMenuOrder(_ sources: [SitePageSource]) -> [SitePageSource] {
        sources.sorted { ($0.order, $0.name) < ($1.order, $1.name) }
    }

    private static func isFolderName(_ name: String) -> Bool {
        let taken = ["assets", "api", "auth", "404", "index"]
        return !name.isEmpty && name.utf8.count <= 40 && !name.hasPrefix("-") && !taken.contains(name)
            && name.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == UInt8(ascii: "-") }
    }

    private static func trimmed(_ text: Substring) -> String {
        let head = text.drop { $0 == " " || $0 == "\t" }
        return String(head.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
    }
}

/// Why a page of the operator cannot be used.
enum SitePageError: Error, Equatable, CustomStringConvertible {
    case malformedName(file: String)
    case noFrontMatter(file: String)
    case malformedLine(file: String, line: Int)
    case unknownKey(String, file: String, line: Int)
    case notANumber(String, file: String, line: Int)
    case noTitle(file: String)

    /// What is wrong, where, and what to do.
    var description: String {
        switch self {
        case .malformedName(let file):
            "pages/\(file) cannot be a page: name the file with a-z, 0-9 and '-', and not like a part of the site"
        case .noFrontMatter(let file):
            "pages/\(file):1: begin the file with '---', a line 'title: …' and '---'"
        case .malformedLine(let file, let line):
            "pages/\(file):\(line): write 'key: value', or end the front matter with '---'"
        case .unknownKey(let key, let file, let line):
            "pages/\(file):\(line): unknown key '\(key)'; there are title, order and description"
        case .notANumber(let value, let file, let line):
            "pages/\(file):\(line): order must be a whole number, not '\(value)'"
        case .noTitle(let file):
            "pages/\(file): add a line 'title: …' to the front matter"
        }
    }
}
