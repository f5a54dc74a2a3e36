import Testing

@testable import Rendering

@Suite struct SitemapTests {
    let site = PageContext(title: "Listening", baseURL: "https://music.example/a&b/")

    @Test func `a sitemap has the full address of each page, escaped`() {
        let files = Sitemap.files([.root(file: "index.html"), .folder("ada"), .anywhere], site: site)
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
        #expect(Sitemap.files([.folder("ada")], site: PageContext(title: "Listening")).isEmpty)
        #expect(Sitemap.robots(site: PageContext(title: "Listening")).bytes == Array("User-agent: *\nAllow: /\n".utf8))
    }

    @Test(arguments: [(2, 1), (3, 3), (4, 3), (5, 4)])
    func `too many addresses for one file are split, with an index of the parts`(places: Int, files: Int) {
        let made = Sitemap.files((0..<places).map { .folder("u\($0)") }, site: site, length: 2)
        #expect(made.count == files)
        guard files > 1 else { return }
        let index = String(decoding: made[0].bytes, as: UTF8.self)
        #expect(index.contains("<sitemap><loc>https://music.example/a&amp;b/sitemap-1.xml</loc></sitemap>"))
        let entries = made.dropFirst().reduce(0) { sum, file in
            sum + String(decoding: file.bytes, as: UTF8.self).split(separator: "\n").count { $0.hasPrefix("<url>") }
        }
        #expect(entries == places)
    }

    @Test func `robots.txt names the sitemap`() {
        let text = String(decoding: Sitemap.robots(site: site).bytes, as: UTF8.self)
        #expect(text == "User-agent: *\nAllow: /\n\nSitemap: https://music.example/a&b/sitemap.xml\n")
    }
}
