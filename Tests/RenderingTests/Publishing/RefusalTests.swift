import Foundation
import Testing

@testable import Rendering

/// An obstacle is left alone, and only its own page fails.
@Suite struct RefusalTests {
    private let site: TemporarySite
    private var elsewhere: String { site.folder + "/elsewhere" }

    init() throws {
        site = try TemporarySite()
        try FileManager.default.createDirectory(atPath: elsewhere, withIntermediateDirectories: false)
        try Data("not ours".utf8).write(to: URL(filePath: elsewhere + "/index.html"))
        try FileManager.default.createDirectory(atPath: site.root, withIntermediateDirectories: false)
    }

    private func link(_ path: String, to destination: String) throws {
        try FileManager.default.createSymbolicLink(atPath: site.root + "/" + path, withDestinationPath: destination)
    }

    private func expectUntouched() throws {
        #expect(try FileManager.default.contentsOfDirectory(atPath: elsewhere) == ["index.html"])
        #expect(FileManager.default.contents(atPath: elsewhere + "/index.html") == Data("not ours".utf8))
    }

    @Test(arguments: ["hello", "not ours", nil])
    func `nothing is written, read or deleted in a folder that is a link`(_ text: String?) async throws {
        if text == nil {
            // A hidden page is looked for only if it was recorded.
            try await site.build([TestPage("ada/index.html", "not ours")])
            try FileManager.default.removeItem(atPath: site.root + "/ada")
        }
        try link("ada", to: elsewhere)
        let report = try await site.build([
            TestPage("ada/index.html", text), TestPage("bob/index.html", "bob"),
        ])
        #expect(report.failed == 1 && report.written == 1)
        #expect(report.pages.first?.reason?.contains("is a symbolic link") == true)
        #expect((site.record("ada/index.html") != nil) == (text == nil))
        try expectUntouched()
    }

    @Test func `a page that is a link is refused`() async throws {
        try FileManager.default.createDirectory(atPath: site.root + "/ada", withIntermediateDirectories: false)
        try link("ada/index.html", to: elsewhere + "/index.html")
        let report = try await site.build([TestPage("ada/index.html", "not ours")])
        #expect(report.failed == 1)
        try expectUntouched()
    }

    @Test func `a link with the name of a stage file is not written through`() async throws {
        try FileManager.default.createDirectory(atPath: site.root + "/ada", withIntermediateDirectories: false)
        try link("ada/.index.html.sitegen-stage", to: elsewhere + "/index.html")
        let report = try await site.build([TestPage("ada/index.html", "hello")])
        #expect(report.written == 1 && site.text("ada/index.html") == "hello")
        try expectUntouched()
    }

    @Test(arguments: ["ada/index.html/x", "ada/index.html.gz/x", "ada"])
    func `an obstacle is left in place, and the other pages are written`(_ obstacle: String) async throws {
        try site.plant(obstacle, "in the way")
        let report = try await site.build([TestPage("ada/index.html", "hello"), TestPage("bob/index.html", "bob")])
        #expect(report.failed == 1 && report.written == 1)
        #expect(report.pages[0].reason?.contains("in the way") == true && report.pages[0].written == false)
        #expect(site.text(obstacle) == "in the way" && site.text("bob/index.html") == "bob")
        #expect(!site.files().contains { $0.contains("sitegen-stag") })
    }

    @Test(arguments: ["ada/index.html", "ada/index.html.gz"])
    func `a file that no build has recorded is left in place, and other pages are written`(_ own: String) async throws {
        try site.plant(own, "mine")
        let pages = [TestPage("ada/index.html", "hello"), TestPage("bob/index.html", "bob")]
        for _ in 0..<2 {
            let report = try await site.build(pages)
            #expect(report.failed == 1)
            #expect(report.pages.first?.reason?.contains("/\(own)' is in the way and not made by sitegen") == true)
        }
        #expect(site.text(own) == "mine" && site.text("bob/index.html") == "bob")
        #expect(site.record("ada/index.html") == nil)
        #expect(site.files().filter { $0.hasPrefix("ada/") } == [own])
        // Hiding the page does not delete it either.
        try await site.build([TestPage("ada/index.html", nil)])
        #expect(site.text(own) == "mine")
    }

    @Test func `a page whose rendering fails does not change`() async throws {
        struct Broken: Error {}
        try await site.build([TestPage("ada/index.html", "hello")])
        var builder = BuildRun(
            publisher: site.publisher(), turns: .alone, maxAge: .seconds(3600), now: TemporarySite.noon)
        let broken = PageSource(
            path: try SitePath("ada/index.html"), fingerprint: [1], record: site.record("ada/index.html")
        ) { page, _ in
            page.append(verbatim: Array("half a pa".utf8))
            throw Broken()
        }
        try await builder.revalidate(
            [broken, TestPage("bob/index.html", "bob").source(.gzip, record: nil)].compactMap(\.self))
        let report = try await builder.finish()
        #expect(report.failed == 1 && report.written == 1)
        #expect(report.pages.first == .init(path: "ada/index.html", state: .changed, reason: "Broken()"))
        #expect(site.text("ada/index.html") == "hello" && site.record("ada/index.html") != nil)
    }

    @Test func `a full disk ends the build at any call, with an error that says what to do`() async throws {
        // A full disk would fail every other page too.
        let pages = [TestPage("ada/index.html", "hello"), TestPage("bob/index.html", "bob")]
        var position = 0
        var isHit = true
        while isHit {
            position += 1
            let faults = Faults(.fullDisk, at: position)
            do {
                try await TemporarySite().build(pages, workers: 1, faults: faults)
                isHit = faults.isHit
                #expect(!isHit, "call \(position) failed, and nobody was told")
            } catch let error as PublishError {
                #expect(error.stopsTheRun, "call \(position)")
                #expect(error.description.contains("No space left on device; free space"), "call \(position)")
            }
        }
        #expect(position > 10)
    }

    @Test(arguments: [
        ("read", "right to read it"), ("look at", "right to read it"), ("replace", "right to write there"),
    ])
    func `the advice about missing rights names the right`(action: String, advice: String) {
        #expect(PublishError.system(action: action, path: "/page", code: EACCES).description.contains(advice))
    }

    @Test func `an output that cannot be written is reported`() async throws {
        let site = try TemporarySite()
        try Data().write(to: URL(filePath: site.root))
        let error = await #expect(throws: PublishError.self) {
            try await site.build([TestPage("ada/index.html", "hello")])
        }
        #expect(error?.stopsTheRun == true)
        #expect(error?.description.contains("cannot write to the output folder '\(site.root)'") == true)
    }
}
