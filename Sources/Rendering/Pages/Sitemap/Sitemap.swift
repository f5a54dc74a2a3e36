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

    /// Collects the addresses of a sitemap: one file, or parts and an index when one file cannot hold them.
    ///
    /// There are none without a `baseURL`: a sitemap holds full addresses only.
    struct Collector {
        private let site: PageContext
        private let length: Int
        private let isDivided: Bool
        private var addresses: [String] = []
        private var parts: [String] = []

        /// Creates a collector.
        ///
        /// - Parameters:
        ///   - count: How many places there will be.
        ///   - site: What every page shares.
        ///   - length: How many addresses one file may hold.
        init(of count: Int, site: PageContext, length: Int = Sitemap.length) {
            self.site = site
            self.length = length
            isDivided = count > length
        }

        /// Adds a place; returns a part that is complete with it.
        mutating func add(_ place: PagePlace) -> File? {
            guard site.baseURL != nil else { return nil }
            addresses.append(place.canonical(in: site))
            return isDivided && addresses.count == length ? part() : nil
        }

        /// The last part and the index, or the one file.
        mutating func finish() -> [File] {
            guard let baseURL = site.baseURL else { return [] }
            guard isDivided else {
                return [File(path: "sitemap.xml", bytes: list(addresses, in: "urlset", of: "url"))]
            }
            let last = addresses.isEmpty ? [] : [part()]
            let index = list(parts.map { "\(baseURL)/\($0)" }, in: "sitemapindex", of: "sitemap")
            return last + [File(path: "sitemap.xml", bytes: index)]
        }

        private mutating func part() -> File {
            defer { addresses = [] }
            parts.append("sitemap-\(parts.count + 1).xml")
            return File(path: parts[parts.count - 1], bytes: list(addresses, in: "urlset", of: "url"))
        }
    }

    /// `robots.txt`: everything may be read; pages that ask to be left out say so themselves.
    static func robots(site: PageContext) -> File {
        let sitemap = site.baseURL.map { "\nSitemap: \($0)/sitemap.xml\n" } ?? ""
        return File(path: "robots.txt", bytes: Array("User-agent: *\nAllow: /\n\(sitemap)".utf8))
    }

    private static func list(
        _ addresses: [String], in root: StaticString, of item: StaticString
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
