/// The templates of the companion's pages, and the files that these load.
///
/// Builds never read them: a mistake in `account/` keeps no page of the site from being built.
struct AccountTemplates: Sendable {
    let page: PageTemplates
    /// The pages of the site, for the menu.
    let menu: [SitePageSource]
    /// From the name in the folder to the published name: `site.css` to `site.3f2a9c01de.css`.
    private(set) var published: [String: String] = [:]
    /// By published name.
    private(set) var assets: [String: (bytes: [UInt8], contentType: String)] = [:]

    static let folder = "account"
    /// The style sheet of these pages alone, in their folder, so that visitors of the site do not load it.
    static let stylesheet = "account.css"

    /// - Parameters:
    ///   - own: The templates of the site.
    ///   - builtIn: Where the folder `account` is if `own` lacks it. What its templates include comes from there too.
    /// - Throws: ``SiteInputError``, ``TemplateError``.
    init(own: String, builtIn: String?) throws {
        let site = try FolderReader(root: own)
        var files = site
        if try site.names(in: Self.folder).isEmpty {
            guard let builtIn else { throw SiteInputError.noAccountTemplates(folder: own) }
            files = try FolderReader(root: builtIn)
        }
        page = try PageTemplates(try files.library(of: [Self.folder, "partials"]), of: PageKinds.ofCompanion)
        menu = SitePageSource.inMenuOrder(try site.sitePages().map { $0.source })
        // Style sheets belong to the markup of the templates; a logo or an icon is the site's.
        publish(try files.assets())
        publish(try site.assets().assets.filter { !$0.name.hasSuffix(".css") })
        publish(try files.assets(in: Self.folder))
    }

    private mutating func publish(_ files: SiteAssets) { publish(files.assets) }

    private mutating func publish(_ files: [SiteAssets.Asset]) {
        for file in files {
            let name = String(file.path.rawValue.dropFirst("assets/".count))
            published[file.name] = name
            assets[name] = (file.bytes, ContentType.of(name))
        }
    }
}

/// What a file is, by its name.
enum ContentType {
    static func of(_ name: String) -> String {
        switch name.split(separator: ".").last {
        case "css": "text/css; charset=utf-8"
        case "svg": "image/svg+xml"
        case "png": "image/png"
        case "jpg", "jpeg": "image/jpeg"
        case "webp": "image/webp"
        case "ico": "image/x-icon"
        default: "application/octet-stream"
        }
    }
}
