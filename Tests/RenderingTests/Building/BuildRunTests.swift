import Foundation
import Testing

@testable import Rendering
@testable import SiteModel

@Suite struct BuildRunTests {
    private let site: TemporarySite
    private static let crowd = (0..<60).map {
        TestPage("user-\($0)/index.html", String(repeating: "page \($0) ", count: $0 * 10))
    }

    init() throws {
        site = try TemporarySite()
    }

    @Test func `output and report do not depend on the number of workers or the batch size`() async throws {
        let pages = Self.crowd + [TestPage("user-3x/index.html", nil), TestPage("index.html", "directory")]
        var first: (report: BuildReport, files: [String: [UInt8]])?
        for (workers, batchSize) in [(1, 1024), (2, 1024), (4, 7), (1, 1)] {
            let site = try TemporarySite()
            let report = try await site.build(
                pages, workers: workers, batchSize: batchSize)
            let files = site.contents()
            #expect(report.pages.map(\.path) == pages.filter { $0.text != nil }.map(\.path))
            #expect(files.count == 2 * (pages.count - 1))
            if let first { #expect(first.report == report && first.files == files) }
            first = (report, files)
        }
    }

    @Test func `pages are only rendered when they are not fresh`() async throws {
        try await site.build(Self.crowd)
        var pages = Self.crowd
        pages[7].text = "changed"
        let report = try await site.build(pages)
        #expect(report.fresh == 59 && report.written == 1)
        #expect(report.pages == [.init(path: "user-7/index.html", state: .changed, written: true, bytes: 7)])
    }

    @Test func `an expired page is rendered, and is then fresh again`() async throws {
        let page = TestPage("ada/index.html", "hello")
        try await site.build([page])
        let first = try await site.build([page], now: TemporarySite.noon + .seconds(3300))
        #expect(first.unchanged == 1 && first.pages.first?.state == .expired)
        let second = try await site.build([page], now: TemporarySite.noon + .seconds(3301))
        #expect(second.fresh == 1)
    }

    @Test func `a named page is rendered even if it is fresh`() async throws {
        try await site.build([TestPage("ada/index.html", "hello")])
        let report = try await site.build([TestPage("ada/index.html", "hello", isNamed: true)])
        #expect(report.unchanged == 1 && report.fresh == 0)
        #expect(report.pages == [.init(path: "ada/index.html", state: .fresh, bytes: 5)])
    }

    @Test func `a forced build renders every page and writes no unchanged page`() async throws {
        try await site.build(Self.crowd)
        let report = try await site.build(Self.crowd, rendersAll: true)
        #expect(report.unchanged == 60 && report.written == 0 && report.fresh == 0)
    }

    @Test func `a dry run says what it would do and does nothing`() async throws {
        try await site.build([TestPage("ada/index.html", "hello"), TestPage("bob/index.html", "bob")])
        let before = site.contents()
        let faults = Faults()
        let report = try await site.build(
            [
                TestPage("ada/index.html", "new"), TestPage("bob/index.html", nil), TestPage("cyd/index.html", "cyd"),
                TestPage("dee/index.html", nil),
            ], isDryRun: true, faults: faults)
        #expect(faults.writes == 0 && site.contents() == before)
        #expect(report.pages.map(\.path) == ["ada/index.html", "bob/index.html", "cyd/index.html"])
        #expect(report.pages.map(\.state) == [.changed, .hidden, .missing])
        #expect(report.pages[1].reason == "would be deleted: the page is not to be shown")
        #expect(report.written == 0 && report.removed == 0 && report.failed == 0)
    }

    @Test func `the report is the build part of the JSON contract`() async throws {
        let report = try await site.build([TestPage("ada/index.html", "hello")])
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let json = String(decoding: try encoder.encode(report), as: UTF8.self)
        let page = #"{"bytes":5,"path":"ada/index.html","reason":null,"state":"missing","written":true}"#
        #expect(json == #"{"failed":0,"fresh":0,"left":0,"pages":[\#(page)],"removed":0,"unchanged":0,"written":1}"#)
    }

    @Test func `a cancelled build leaves no stage file and changes no page`() async throws {
        let pages = Self.crowd.map { TestPage($0.path, "new") }
        try await site.build(Self.crowd)
        let before = site.contents()
        let sources = try pages.compactMap { try $0.source(.gzip, record: site.record($0.path)) }
        let cancelling = PageSource(path: try SitePath("zed/index.html"), fingerprint: [1], record: nil) { _, _ in
            withUnsafeCurrentTask { $0?.cancel() }
            try Task.checkCancellation()
        }
        var builder = BuildRun(
            publisher: site.publisher(), turns: .alone, maxAge: .seconds(3600), now: TemporarySite.noon)
        await #expect(throws: CancellationError.self) { try await builder.revalidate(sources + [cancelling]) }
        #expect(site.contents().filter { $0.key != ".sitegen-staging" } == before)
    }
}

@Suite struct SiteAssetsTests {
    private let site: TemporarySite
    private static let page = TestPage("ada/index.html", "hello")
    private static func assets(_ css: String) throws -> SiteAssets {
        try SiteAssets([("site.css", Array(css.utf8)), ("font.woff2", [1, 2])])
    }

    init() throws {
        site = try TemporarySite()
    }

    @Test func `assets are named by their contents`() throws {
        let one = try Self.assets("a { }")
        let two = try Self.assets("b { }")
        #expect(one.css == "assets/site.57bef6527e.css")
        #expect(one.css != two.css)
        #expect(one.font == two.font)
        #expect(one.digest != two.digest)
        #expect(try SiteAssets(one.assets.reversed().map { ($0.name, $0.bytes) }).digest == one.digest)
    }

    @Test(arguments: ["../x.css", "fonts/a.woff2", "SitePlan.css", ".hidden", ""])
    func `a name that cannot be in the output is refused`(_ name: String) {
        #expect(throws: PublishError.self) { try SiteAssets([(name, [])]) }
    }

    @Test func `a replaced asset is kept until a run in which every page already has the new one`() async throws {
        let old = try Self.assets("a { }")
        let new = try Self.assets("b { }")
        let (oldPath, newPath) = try (#require(old.css), #require(new.css))
        try await site.build([Self.page], assets: old)
        try site.plant("assets/notes.0123456789.txt", "the operator's")
        try await site.build([TestPage("ada/index.html", "with new")], assets: new)
        #expect(site.bytes(oldPath) != nil && site.bytes(newPath) != nil)
        let report = try await site.build([TestPage("ada/index.html", "with new")], assets: new)
        #expect(report.removed == 1 && report.pages == [.init(path: oldPath, state: .hidden)])
        let names = site.files().filter { $0.hasPrefix("assets/") }
        #expect(
            names == [
                try #require(new.font), "assets/notes.0123456789.txt", newPath,
                newPath + ".gz",
            ])
        #expect(site.record(oldPath) == nil && site.record(newPath) != nil)
    }

    @Test func `a replaced asset is kept while a page fails`() async throws {
        let old = try Self.assets("a { }")
        let new = try Self.assets("b { }")
        let oldPath = try #require(old.css)
        try await site.build([Self.page], assets: old)
        try site.plant("bob", "in the way")
        for _ in 0..<3 { try await site.build([Self.page, TestPage("bob/index.html", "bob")], assets: new) }
        #expect(site.bytes(oldPath) != nil)
    }

    @Test func `an asset is on the disk before a page that names it`() async throws {
        let assets = try Self.assets("a { }")
        let css = try #require(assets.css)
        var position = 0
        while true {
            position += 1
            let site = try TemporarySite()
            let faults = Faults(.crash, at: position)
            _ = try? await site.build([Self.page], faults: faults, assets: assets)
            if site.bytes("ada/index.html") != nil { #expect(site.bytes(css) != nil, "call \(position)") }
            guard faults.isHit else { break }
        }
    }
}

extension SiteAssets {
    fileprivate var css: String? { path(of: "site.css") }
    fileprivate var font: String? { path(of: "font.woff2") }

    /// The path under which a file is published.
    private func path(of name: String) -> String? { assets.first { $0.name == name }?.path.rawValue }
}
