import SiteModel

/// What every page of one build shares: the settings that pages show, and where the assets were published.
struct PageContext: Hashable, Sendable {
    /// `site.title`.
    var title: String
    /// `site.baseURL` without a slash at its end; `nil` leaves canonical links and the sitemap out.
    var baseURL: String?
    /// From the name in `templates/assets` to the path in the output: `site.css` to `assets/site.0a1b2c3d.css`.
    var assets: [String: String]
    /// The pages of `templates/pages`, in the order of the menu.
    var menu: [MenuItem]
    /// On which day a week of the heatmap begins: 0 is Monday.
    var firstWeekday: Int
    /// `companion.url`; `nil` for a site without a companion.
    var companionURL: String?
    /// `recap`.
    var recapPages: RecapPages
    /// `site.data`.
    var publishesData: Bool

    /// A page of `templates/pages`, as the menu shows it.
    struct MenuItem: Hashable, Sendable {
        /// Its folder in the output.
        var name: String
        /// What the link says.
        var title: String
    }

    init(
        title: String, baseURL: String? = nil, assets: [String: String] = [:], menu: [MenuItem] = [],
        firstWeekday: Int = 0, companionURL: String? = nil, recapPages: RecapPages = .months,
        publishesData: Bool = true
    ) {
        self.title = title
        self.baseURL = baseURL.map { String($0.reversed().drop { $0 == "/" }.reversed()) }
        self.assets = assets
        self.menu = menu
        self.firstWeekday = firstWeekday
        self.companionURL = companionURL
        self.recapPages = recapPages
        self.publishesData = publishesData
    }
}

/// Where a page is, and so how it reaches the others.
///
/// Links are relative and end in `index.html`: the site works in a sub-folder, on a host without rewrite rules, and from
/// `file://`, where a folder is a listing of files. Canonical links have the short form.
enum PagePlace: Hashable, Sendable {
    /// A file next to the site's `index.html`.
    case root(file: String)
    /// A picture or other file that links to no page.
    case file(String)
    /// `<folder>/index.html`, at any depth: the folder of a page in another one is `ada/2026`.
    case folder(String)
    /// The answer to any address without a page, at any depth: only links from the root of the host work there.
    case anywhere
    /// A page of the companion, which may be on another host: links have the full address.
    case companion

    /// The path of the file in the output.
    var path: String {
        switch self {
        case .root(let file), .file(let file): file
        case .folder(let folder): folder + "/index.html"
        case .anywhere: "404.html"
        case .companion: "account/"
        }
    }

    /// The prefix that makes a path of the output a link from here.
    func prefix(in site: PageContext) -> String {
        switch self {
        case .root, .file: ""
        case .folder(let folder): folder.split(separator: "/").map { _ in "../" }.joined()
        case .anywhere: site.hostPath + "/"
        case .companion: (site.baseURL ?? "") + "/"
        }
    }

    /// The address for search engines and previews; empty without a `baseURL`, and for a page without a place of its own.
    func canonical(in site: PageContext) -> String {
        guard let baseURL = site.baseURL else { return "" }
        return switch self {
        case .root("index.html"): baseURL + "/"
        case .root(let file), .file(let file): baseURL + "/" + file
        case .folder(let folder): baseURL + "/" + folder + "/"
        case .anywhere, .companion: ""
        }
    }
}

extension PageContext {
    /// Whether a user has a feed as soon as a recap is final.
    ///
    /// Its links are full addresses. A feed cannot ask search engines to leave it out, so unlisted users have none.
    func hasFeed(of user: User) -> Bool { publishesData && baseURL != nil && user.visibility == .public }

    /// The host of `baseURL`, without a port; empty without a `baseURL`.
    var host: String {
        guard let baseURL, let scheme = baseURL.firstRange(of: "://") else { return "" }
        return String(baseURL[scheme.upperBound...].prefix { $0 != "/" && $0 != ":" })
    }

    /// The path of `baseURL` on its host, without a slash at its end: empty at the root of a host.
    var hostPath: String {
        guard let baseURL, let scheme = baseURL.firstRange(of: "://") else { return "" }
        let rest = baseURL[scheme.upperBound...]
        guard let slash = rest.firstIndex(of: "/") else { return "" }
        return String(rest[slash...])
    }
}
