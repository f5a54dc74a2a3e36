import Testing

@testable import Rendering

@Suite struct SitemapTests {
    let site = PageContext(title: "Listening", baseURL: "https://music.example/a&b/")

    private func files(
        _ places: [PagePlace], site: PageContext? = nil, length: Int = Sitemap.length
    ) -> [Sitemap.File] {
        var collector = Sitemap.Collector(of: places.count, site: site ?? self.site, length: length)
        return places.compactMap { collector.add($0) } + collector.finish()
    }

    @Test func `a sitemap has the full address of each page, escaped`() {
        let files = files([.root(file: "index.html"), .folder("ada")])
        #expect(files.map(\.path) == ["sitemap.xml"])
        #expect(
            String(decoding: files[0].bytes, as: UTF8.self) == """
                <?xml version="1.0" encoding="UTF-8"?>
                <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
                <url><loc>https://music.example/a&amp;b/</loc></url>
                <url><loc>https://music.example/a&amp;b/ada/</loc></url>
                </urlset>

                """)
    }

    @Test func `without a base address there is no sitemap`() {
        #expect(files([.folder("ada")], site: PageContext(title: "Listening")).isEmpty)
        #expect(Sitemap.robots(site: PageContext(title: "Listening")).bytes == Array("User-agent: *\nAllow: /\n".utf8))
    }

    @Test(arguments: [(2, 1), (3, 3), (4, 3), (5, 4)])
    func `too many addresses for one file are split, with an index of the parts`(places: Int, files: Int) {
        let made = self.files((0..<places).map { .folder("u\($0)") }, length: 2)
        #expect(made.count == files)
        guard files > 1 else { return }
        #expect(made.last?.path == "sitemap.xml", "after the parts that it names")
        let index = String(decoding: made[files - 1].bytes, as: UTF8.self)
        #expect(index.contains("<sitemap><loc>https://music.example/a&amp;b/sitemap-1.xml</loc></sitemap>"))
        let entries = made.dropLast().reduce(0) { sum, file in
            sum + String(decoding: file.bytes, as: UTF8.self).split(separator: "\n").count { $0.hasPrefix("<url>") }
        }
        #expect(entries == places)
    }

    @Test func `robots.txt names the sitemap`() {
        let text = String(decoding: Sitemap.robots(site: site).bytes, as: UTF8.self)
        #expect(text == "User-agent: *\nAllow: /\n\nSitemap: https://music.example/a&b/sitemap.xml\n")
    }
}
