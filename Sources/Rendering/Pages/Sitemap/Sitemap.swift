/// `sitemap.xml` and `robots.txt`, for search engines.
enum Sitemap {
    /// How many addresses one file may hold, by the protocol.
    static let length = 50_000

    /// One file to publish.
    struct File: Hashable, Sendable {
        /// Relative to the output folder.
        var path: String
        var bytes: [UInt8]
    }

    /// The sitemap of places in their order: one file, or an index and its parts when one file cannot hold them.
    ///
    /// Empty without a `baseURL`: a sitemap holds full addresses only.
    static func files(_ places: [PagePlace], site: PageContext, length: Int = length) -> [File] {
        guard let baseURL = site.baseURL else { return [] }
        let addresses = places.map { $0.canonical(in: site) }.filter { !$0.isEmpty }
        guard addresses.count > length else {
            return [File(path: "sitemap.xml", bytes: list(addresses[...], in: "urlset", of: "url"))]
        }
        var parts: [File] = []
        for start in stride(from: 0, to: addresses.count, by: length) {
            let part = addresses[start..<min(addresses.count, start + length)]
            parts.append(
                File(path: "sitemap-\(parts.count + 1).xml", bytes: list(part, in: "urlset", of: "url")))
        }
        let index = list(parts.map { "\(baseURL)/\($0.path)" }[...], in: "sitemapindex", of: "sitemap")
        return [File(path: "sitemap.xml", bytes: index)] + parts
    }

    /// `robots.txt`: everything may be read; pages that ask to be left out say so themselves.
    static func robots(site: PageContext) -> File {
        let sitemap = site.baseURL.map { "\nSitemap: \($0)/sitemap.xml\n" } ?? ""
        return File(path: "robots.txt", bytes: Array("User-agent: *\nAllow: /\n\(sitemap)".utf8))
    }

    private static func list(
        _ addresses: ArraySlice<String>, in root: StaticString, of item: StaticString
    ) -> [UInt8] {
        var xml = HTMLBuffer()
        xml.append(markup: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<")
        xml.append(markup: root)
        xml.append(markup: " xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n")
        for address in addresses {
            xml.append(markup: "<")
            xml.append(markup: item)
            xml.append(markup: "><loc>")
            xml.append(escaping: address)
            xml.append(markup: "</loc></")
            xml.append(markup: item)
            xml.append(markup: ">\n")
        }
        xml.append(markup: "</")
        xml.append(markup: root)
        xml.append(markup: ">\n")
        return xml.bytes
    }
}
