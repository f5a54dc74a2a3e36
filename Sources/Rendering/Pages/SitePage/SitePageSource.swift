import SiteModel

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
        guard FolderName.isWellFormed(name), !FolderName.reserved.contains(name) else {
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
}
