/// A page that the operator wrote: about, privacy and the like.
enum SitePage {
    /// All that `page.mustache` can show.
    struct Model: Hashable, Sendable {
        var page: PageFrame
        var title: String
        var body: SafeHTML

        /// Makes the page of its source.
        ///
        /// - Parameters:
        ///   - source: What the operator wrote.
        ///   - site: What every page shares.
        ///   - markdown: Renders the operator's Markdown.
        init(_ source: SitePageSource, site: PageContext, markdown: (String) -> SafeHTML) {
            title = source.title
            body = markdown(source.body)
            page = PageFrame(
                title: source.title, description: source.description, place: .folder(source.name), site: site)
        }
    }
}

extension SitePage.Model: TemplateModel {
    static var fields: [TemplateField<SitePage.Model>] {
        [
            .object("page", "What surrounds the contents: title, links, hue.") { $0.page },
            .text("title", "The title in the page's front matter.") { $0.title },
            .html("body", "What the operator wrote, rendered from Markdown.") { $0.body },
        ]
    }
}
