import Foundation
import SiteModel
import Testing

@testable import Rendering

@Suite struct SitePathTests {
    @Test(arguments: [
        "index.html", "404.html", "ada/index.html", "assets/site.0123456789.css", "a/b/c.txt", "a-b/x..y",
        "a/b/c/d/e.txt",
        String(repeating: "a", count: 200),
    ])
    func `valid components make a path`(_ path: String) throws {
        #expect(try SitePath(path).rawValue == path)
    }

    @Test(arguments: [
        "", "/", "/etc/passwd", "ada/", "ada//index.html", ".", "..", "../x", "ada/../x", "ada/.htaccess", ".x",
        "Ada/x",
        "bj\u{F6}rk/index.html", "a b", "a\\b", "a%2e", "a\u{0}b", "~/x", "a:b", "ada/index.html.gz",
        String(repeating: "a", count: 201), "a/b/c/d/e/f.txt",
    ])
    func `anything else is not a path`(_ path: String) {
        #expect(throws: PublishError.malformedPath(path)) { try SitePath(path) }
    }

    @Test func `variants and stage files are next to their page`() throws {
        let path = try SitePath.page(of: "ada")
        #expect(path.rawValue == "ada/index.html" && path.gzipped == "ada/index.html.gz" && path.folders == ["ada"])
        let names = StageNames()
        #expect(names.stage(of: path.gzipped) == "ada/.index.html.gz.sitegen-stage")
        #expect(names.stage(of: "index.html") == ".index.html.sitegen-stage")
        #expect(try SitePath("a/b/c.txt").folders == ["a", "a/b"])
    }

    @Test(arguments: [
        (".index.html.sitegen-stage", true), (".index.html.gz.sitegen-stage", true),
        ("index.html.sitegen-stage", false),
        (".sitegen-stage", false), ("..sitegen-stage", false), (".Notes.sitegen-stage", false), (".index.html", false),
    ])
    func `only names with our pattern are stage files`(_ name: String, _ isStage: Bool) {
        #expect(StageNames().isStage(name) == isStage)
    }

    @Test func `stores that build into one folder know their own stage files`() throws {
        let parts = ["", "0/2", "1/2", "1/16", "11/16", "lists"].map { StorePart($0) }
        let stages = parts.map { StageNames($0).stage(of: "ada/index.html") }
        // With twice as many shards, a store cleans up what the one before it under its number left.
        #expect(Set(stages).count == 5 && stages[2] == stages[3])
        for (part, stage) in zip(parts, stages) {
            let name = String(stage.dropFirst(4))
            #expect(StageNames(part).isStage(name))
            #expect(parts.filter { StageNames($0).isStage(name) }.count == (stage == stages[2] ? 2 : 1))
            #expect(!stage.hasSuffix(".html") && !StageNames(part).marker.isEmpty)
        }
        #expect(Set(parts.map { StageNames($0).marker }).count == 5)
    }
}

@Suite struct GzipEncoderTests {
    @Test func `an encoder that is reused compresses like a new one`() throws {
        let pages = ["", "a", String(repeating: "<li>track</li>", count: 5000), "b"].map { Array($0.utf8) }
        let encoder = GzipEncoder()
        for page in pages {
            #expect(try encoder.gzip(page, for: "x") == GzipEncoder().gzip(page, for: "y"))
        }
    }

    @Test func `the header names no time, no file and no system`() throws {
        let bytes = try GzipEncoder().gzip(Array("hello".utf8), for: "x")
        // The 4 says that it was compressed fast.
        #expect(bytes.prefix(10) == [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 4, 255])
    }

    @Test func `the gzip program can read the output`() throws {
        let text = String(repeating: "<li>track</li>", count: 5000)
        let site = try TemporarySite()
        try Data(GzipEncoder.variant(of: text)).write(to: URL(filePath: site.folder + "/page.gz"))
        let gzip = Process()
        gzip.executableURL = URL(filePath: "/usr/bin/env")
        gzip.arguments = ["gzip", "-dc", site.folder + "/page.gz"]
        let output = Pipe()
        gzip.standardOutput = output
        try gzip.run()
        let read = try output.fileHandleForReading.readToEnd()
        gzip.waitUntilExit()
        #expect(read == Data(text.utf8))
    }
}
