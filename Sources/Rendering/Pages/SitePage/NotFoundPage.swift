/// The answer to an address at which there is nothing.
enum NotFoundPage {
    /// All that `404.mustache` can show: one file answers every address, so it cannot show the one that was asked for.
    struct Model: Hashable, Sendable {
        var page: PageFrame

        init(site: PageContext) {
            page = PageFrame(title: "Nothing here", description: "", place: .anywhere, site: site, isHidden: true)
        }
    }
}

extension NotFoundPage.Model: TemplateModel {
    static var fields: [TemplateField<NotFoundPage.Model>] {
        [.object("page", "What surrounds the contents: title, links, hue.") { $0.page }]
    }
}
