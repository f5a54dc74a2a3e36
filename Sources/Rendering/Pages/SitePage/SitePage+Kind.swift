import SiteModel

extension SitePage: SitePageKind, TemplatePage {
    /// The name of the pages' template.
    static let templateName = "page"
    static let summary = "a page of `pages/*.md`"

    static func pages(listing _: [ListedUsers.Entry], in site: SitePlan, at _: Instant) throws -> [PlannedPage] {
        try site.templates.pages.map { source in
            let place = PagePlace.folder(source.name)
            let model = Model(source, site: site.context) {
                MarkdownRenderer.render($0, style: .page(headingLevelOffset: 0))
            }
            return PlannedPage(place: place, fingerprint: try site.fingerprint(of: place).digest) { buffer, _ in
                site.templates.page[SitePage.self].render(model, into: &buffer)
            }
        }
    }
}

extension NotFoundPage: SitePageKind, TemplatePage {
    /// The name of the page's template.
    static let templateName = "404"
    static let summary = "the answer to an address without a page"

    static func pages(listing _: [ListedUsers.Entry], in site: SitePlan, at _: Instant) throws -> [PlannedPage] {
        let model = Model(site: site.context)
        return [
            PlannedPage(place: .anywhere, fingerprint: try site.fingerprint(of: .anywhere).digest) { buffer, _ in
                site.templates.page[NotFoundPage.self].render(model, into: &buffer)
            }
        ]
    }
}
