import SiteModel

/// What all pages of the companion share: the site, the addresses, the files that they load.
struct CompanionContext: Sendable {
    /// The site; its `baseURL` is never `nil` here.
    let site: PageContext
    /// The path of the companion on its host: `/account/`.
    let path: String
    /// From the name in `templates` to the published name.
    private let assets: [String: String]

    init(_ templates: AccountTemplates, settings: SiteSettings, address: String) {
        let beside = String(address.dropLast("account/".count))
        site = PageContext(
            title: settings.title, baseURL: settings.baseURL ?? beside,
            menu: templates.menu.map { PageContext.MenuItem(name: $0.name, title: $0.title) })
        path = PageContext(title: "", baseURL: address).hostPath + "/"
        assets = templates.published
    }

    /// Where a form is sent.
    func action(_ route: CompanionRoute) -> String { String(path.dropLast("account/".count)) + route.rawValue }

    /// A form of somebody who is signed in.
    func form(_ route: CompanionRoute, of visitor: AccountVisitor) -> AccountForm {
        AccountForm(action: action(route), token: visitor.token(route))
    }

    /// The full address of a user's page.
    func pageAddress(_ username: Username) -> String { PagePlace.folder(username.rawValue).canonical(in: site) }

    /// What stands before the username in an address, as people write it: `music.example.org/`.
    var shownSite: String { Self.shown(site.baseURL ?? "") + "/" }

    /// An address as people write it, without its scheme.
    static func shown(_ address: String) -> String {
        address.firstRange(of: "://").map { String(address[$0.upperBound...]) } ?? address
    }

    /// The link to an asset; empty when there is none of that name.
    func link(toAsset name: String) -> String { assets[name].map { "\(path)assets/\($0)" } ?? "" }

    /// What surrounds the contents.
    ///
    /// - Parameters:
    ///   - title: The page's title, without the site's.
    ///   - visitor: Who is signed in.
    /// - Returns: What all pages of the site have, and what only those of the companion have.
    func frame(title: String, visitor: AccountVisitor? = nil) -> (page: PageFrame, companion: CompanionFrame) {
        var page = PageFrame(
            title: title, description: "", place: .companion, site: site,
            hue: visitor.map { Hue(of: $0.user) } ?? .site, isHidden: true)
        page.stylesheet = link(toAsset: "site.css")
        page.favicon = link(toAsset: "favicon.svg")
        page.sourceLogo = link(toAsset: "source-logo.svg")
        let companion = CompanionFrame(
            stylesheet: link(toAsset: AccountTemplates.stylesheet), home: path,
            signOut: visitor.map { form(.signOut, of: $0) })
        return (page, companion)
    }
}
