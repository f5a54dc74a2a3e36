import SiteModel

/// What surrounds the contents of every page: head, menu, footer.
struct PageFrame: Hashable, Sendable {
    var title: String
    var description: String
    var canonical: String
    var isHidden: Bool
    var kind: String
    var image: String
    var imageWidth = ""
    var imageHeight = ""
    var imageAlt = ""
    var structuredData: SafeHTML
    var hue: String
    var lightGround: String
    var darkGround: String
    var siteTitle: String
    var home: String
    var stylesheet: String
    var favicon: String
    var sourceLogo: String
    var isHome: Bool
    var account = ""
    var data = ""
    var feed = ""
    var menu: [MenuLink]

    struct MenuLink: Hashable, Sendable {
        var title: String
        var link: String
        var isCurrent: Bool
    }

    /// - Parameters:
    ///   - title: The page's title, without the site's.
    ///   - description: A sentence for previews and search engines.
    ///   - place: Where the page is.
    ///   - site: What every page shares.
    ///   - hue: The page's hue.
    ///   - isHidden: Whether search engines are asked to leave the page out.
    ///   - kind: Its kind in previews: `website` or `profile`.
    ///   - image: For previews, an `https` address or empty.
    ///   - structuredData: Makes the data for search engines from the page's full address.
    init(
        title: String, description: String, place: PagePlace, site: PageContext, hue: Hue = .site,
        isHidden: Bool = false, kind: String = "website", image: String = "",
        structuredData: (_ address: String) -> SafeHTML = { _ in .empty }
    ) {
        let prefix = place.prefix(in: site)
        let title = title.withoutDirections
        self.title = title == site.title || title.isEmpty ? site.title : "\(title) · \(site.title)"
        self.description = description.withoutDirections
        canonical = isHidden ? "" : place.canonical(in: site)
        self.isHidden = isHidden
        self.kind = kind
        self.image = image
        // A page that asks to be left out gives search engines nothing to read.
        self.structuredData = isHidden ? .empty : structuredData(canonical)
        self.hue = hue.cssClass
        (lightGround, darkGround) = hue.grounds
        siteTitle = site.title
        home = prefix + "index.html"
        stylesheet = site.assets["site.css"].map { prefix + $0 } ?? ""
        favicon = site.assets["favicon.svg"].map { prefix + $0 } ?? ""
        sourceLogo = site.assets["source-logo.svg"].map { prefix + $0 } ?? ""
        isHome = place == .root(file: "index.html")
        menu = site.menu.map { item in
            MenuLink(
                title: item.title, link: "\(prefix)\(item.name)/index.html", isCurrent: place == .folder(item.name))
        }
    }
}

extension String {
    /// The text without characters that turn the direction of what follows: `<title>` and `<meta>` cannot isolate a name.
    var withoutDirections: String {
        func turns(_ scalar: Unicode.Scalar) -> Bool {
            (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
        }
        guard unicodeScalars.contains(where: turns) else { return self }
        return String(String.UnicodeScalarView(unicodeScalars.filter { !turns($0) }))
    }
}

extension PageFrame: TemplateModel {
    static var fields: [TemplateField<PageFrame>] {
        [
            .text("title", "The page's title, with the site's after it: for `<title>`.") { $0.title },
            .text("description", "One sentence on the page, for previews and search engines; can be empty.") {
                $0.description
            },
            .text("canonical", "The page's full address; empty without `site.baseURL`, and for a hidden page.") {
                $0.canonical
            },
            .flag("isHidden", "Whether search engines are asked to leave the page out.") { $0.isHidden },
            .text("kind", "`profile` or `website`: the Open Graph type.") { $0.kind },
            .text("image", "A picture for previews, a full address; can be empty.") { $0.image },
            .text("imageAlt", "What is in the picture; empty, like its size, unless it was drawn for previews.") {
                $0.imageAlt
            },
            .text("imageWidth", "Its width in pixels.") { $0.imageWidth },
            .text("imageHeight", "Its height in pixels.") { $0.imageHeight },
            .html(
                "structuredData",
                "JSON-LD for search engines, data and not a script; empty for a page that asks to be left out."
            ) { $0.structuredData },
            .text("lightGround", "The ground's colour in light mode, for `theme-color`.") { $0.lightGround },
            .text("darkGround", "The same in dark mode.") { $0.darkGround },
            .text("hue", "The class of the page's hue, `hue-0` to `hue-11`.") { $0.hue },
            .text("siteTitle", "The setting `site.title`.") { $0.siteTitle },
            .text("home", "Link to the directory.") { $0.home },
            .text("stylesheet", "Link to `assets/site.css` as it was published; empty when there is none.") {
                $0.stylesheet
            },
            .text("favicon", "Link to `assets/favicon.svg` as it was published; empty when there is none.") {
                $0.favicon
            },
            .text(
                "sourceLogo",
                "Link to `assets/source-logo.svg`, Spotify's logo, which an operator can put there; otherwise empty."
            ) { $0.sourceLogo },
            .flag("isHome", "Whether this is the directory's first page.") { $0.isHome },
            .text(
                "account",
                "Link to the account page of `sitegen serve`, on profiles, if there is `companion.url`; otherwise empty."
            ) { $0.account },
            .text("data", "Link to `data.json`, on profiles, unless `site.data` is false; otherwise empty.") {
                $0.data
            },
            .text(
                "feed",
                "Link to the feed, on profiles and final recaps of public users, unless `site.data` is false; otherwise empty."
            ) { $0.feed },
            .list("menu", "The pages of `templates/pages`, in their order.") { $0.menu },
        ]
    }
}

extension PageFrame.MenuLink: TemplateModel {
    static var fields: [TemplateField<PageFrame.MenuLink>] {
        [
            .text("title", "What the link says.") { $0.title },
            .text("link", "Where it goes.") { $0.link },
            .flag("isCurrent", "Whether it goes to the page it is on.") { $0.isCurrent },
        ]
    }
}
