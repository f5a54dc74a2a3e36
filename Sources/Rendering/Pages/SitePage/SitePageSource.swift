/// A page that the operator wrote, a file of `templates/pages`: its head, then Markdown.
struct SitePageSource: Hashable, Sendable {
    /// The file's name without `.md`, and the folder of the page.
    var name: String
    /// What the menu and the head of the page say.
    var title: String
    /// The place in the menu.
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
    /// - Throws: ``FrontMatterError`` when the head is missing or wrong, or the name cannot be a folder of the site.
    init(name: String, text: String) throws(FrontMatterError) {
        let file = "pages/\(name).md"
        guard Self.isFolderName(name) else {
            let message = "this cannot be a page: name the file with a-z, 0-9 and '-', and not like a part of the site"
            throw FrontMatterError(file: file, line: 1, message: message)
        }
        let (head, body) = try FrontMatter.split(text, file: file)
        self.name = name
        title = head.title
        order = head.order
        description = head.description
        self.body = body
    }

    /// The order of the menu: as the pages say, and by name where they say the same.
    static func inMenuOrder(_ sources: [SitePageSource]) -> [SitePageSource] {
        sources.sorted { ($0.order, $0.name) < ($1.order, $1.name) }
    }

    private static func isFolderName(_ name: String) -> Bool {
        func isLetterOrDigit(_ byte: UInt8) -> Bool { (97...122).contains(byte) || (48...57).contains(byte) }
        let bytes = Array(name.utf8)
        guard let first = bytes.first, let last = bytes.last, bytes.count <= 40 else { return false }
        return isLetterOrDigit(first) && isLetterOrDigit(last)
            && bytes.allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: "-") }
            && !["assets", "api", "auth", "404", "index"].contains(name)
    }
}
