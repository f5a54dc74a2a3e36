import Foundation
import TestSupport
import Testing

/// Share images as the built program draws them, or says why not.
@Suite(.timeLimit(.minutes(20))) struct ShareImageTests {
    /// Ten users with pictures of their profiles and of years.
    private func withPictures(_ body: (TestSite) async throws -> Void) async throws {
        try await RunningSpotify.withTenUsers { _, site in
            let settings = try String(contentsOfFile: site.path + "/sitegen.yaml", encoding: .utf8)
            try site.write(settings.replacing("  images: none\n", with: ""), to: "sitegen.yaml")
            try await site.run("build").succeeds()
            try await body(site)
        }
    }

    @Test func `each page names its picture, which is there and two ways of building agree on`() async throws {
        try await withPictures { site in
            let tree = try site.tree()
            let pictures = tree.paths.filter { $0.contains("/card-") }
            // One of each profile, and those of years.
            #expect(pictures.count { $0.split(separator: "/").count == 2 } == 10)
            #expect(pictures.count > 10)
            for picture in pictures {
                let isTall = try DecodedSize(tree.bytes(picture)).height == 1920
                let folder = picture.split(separator: "/").dropLast().joined(separator: "/")
                let page = HTMLDocument(try site.page(of: folder))
                let image = page.elements(where: "property", is: "og:image").first?["content"]
                if isTall {
                    let name = picture.split(separator: "/").last.map(String.init) ?? ""
                    let links = page.elements("a").compactMap { $0["href"] }
                    #expect(links.contains { $0.hasSuffix("/" + name) }, "\(picture)")
                } else {
                    #expect(image == "https://music.example.org/" + picture)
                }
                #expect(try tree.bytes(picture).starts(with: [0x89, 0x50, 0x4E, 0x47]))
            }
            // A second output has the same bytes.
            try await site.run("build", with: ["SITEGEN_OUTPUT": site.path + "/other"]).succeeds()
            for picture in pictures {
                let other = FileManager.default.contents(atPath: "\(site.path)/other/\(picture)")
                #expect(try other == tree.bytes(picture))
            }
        }
    }

    @Test func `status names the package that is missing, and pages are built without pictures`() async throws {
        try await withPictures { site in
            try site.write("<?xml version=\"1.0\"?><fontconfig></fontconfig>", to: "fonts.conf")
            let fontless = ["FONTCONFIG_FILE": site.path + "/fonts.conf"]
            let status = try await site.run("status", with: fontless)
            #expect(status.stdout.contains("none: fonts-noto-core is not installed"))
            let asked = try await site.run("status", with: fontless.merging(["SITEGEN_SITE_IMAGES": "all"]) { $1 })
            #expect(asked.status == 1)
            #expect(asked.stdout.contains("install fonts-noto-core, or set site.images to 'none'"))

            try site.change("UPDATE user SET displayName = 'New Name' WHERE username = 'ines'")
            try await site.run("build", with: fontless).succeeds()
            #expect(try site.tree().paths.filter { $0.hasPrefix("ines/card-") } == [])
            #expect(try !String(decoding: site.page(of: "ines"), as: UTF8.self).contains("twitter:card"))
            // With fonts again, the next build draws.
            try await site.run("build").succeeds()
            #expect(try site.tree().paths.filter { $0.hasPrefix("ines/card-") }.count == 1)
        }
    }

    @Test func `a picture goes in the command that hides what it shows`() async throws {
        try await withPictures { site in
            func pictures() throws -> [String] { try site.tree().paths.filter { $0.hasPrefix("ines/card-") } }
            let first = try pictures()
            #expect(first.count == 1)
            try await site.run("user", "set", "ines", "--hide", "artists").succeeds()
            #expect(try pictures().count == 1)
            #expect(try pictures() != first)
            try await site.run("user", "set", "ines", "--visibility", "private").succeeds()
            #expect(try pictures() == [])
        }
    }

    @Test func `without an address of the site, status says why there is no picture`() async throws {
        let site = try TestSite()
        try await site.run("demo", ".", "--users", "1").succeeds()
        let status = try await site.run("status")
        #expect(status.stdout.contains("none, because links to them need site.baseURL"))
        #expect(try site.tree().paths.contains { $0.contains("/card-") } == false)
    }
}

/// The size that a PNG's header tells.
private struct DecodedSize {
    var height: Int

    init(_ bytes: Data) {
        height = bytes.dropFirst(20).prefix(4).reduce(0) { $0 << 8 | Int($1) }
    }
}
