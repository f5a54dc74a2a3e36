import Foundation
import TestSupport
import Testing

@testable import Rendering
@testable import SiteModel

/// A build whose time is over leaves pages of users to the next one, but nothing that is hidden.
@Suite struct BuildDeadlineTests {
    private let folder: TemporaryFolder
    private let store: Store

    init() async throws {
        folder = try TemporaryFolder()
        store = try Store.open(path: folder.path + "/sitegen.sqlite")
        try await store.addConnectedUsers(["ada", "bob"])
    }

    private func plan(templates: String = SampleSite.folder.path(percentEncoded: false)) throws -> SitePlan {
        SitePlan(
            store: store, settings: SiteSettings(title: "Listening", precompression: .none),
            templates: try TemplateFolder(path: templates), output: folder.path + "/output",
            clock: WallClock { TemporarySite.noon })
    }

    private func text(_ page: String) -> String? {
        try? String(contentsOfFile: folder.path + "/output/" + page, encoding: .utf8)
    }

    @Test func `pages that were left are in no list until a later build has written them`() async throws {
        let first = try await plan().build(.everything, isOver: { true })
        #expect(first.left == 4 && first.failed == 0)
        #expect(text("ada/index.html") == nil)
        #expect(text("index.html")?.contains("ada/") == false)
        let second = try await plan().build(.everything)
        #expect(second.left == 0)
        #expect(text("ada/index.html") != nil && text("bob/index.html") != nil)
        #expect(text("index.html")?.contains("ada/") == true)
    }

    @Test func `a user stays in the lists if only the data beside the page is missing`() async throws {
        _ = try await plan().build(.everything)
        try FileManager.default.removeItem(atPath: folder.path + "/output/ada/data.json")
        #expect(try await plan().build(.everything, isOver: { true }).left == 1)
        #expect(text("index.html")?.contains("ada/") == true)
    }

    @Test func `a page that its owner hides goes, and the others stay as they were`() async throws {
        _ = try await plan().build(.everything)
        let page = text("bob/index.html")
        _ = try await store.updateUser(named: "ada", visibility: .private)
        _ = try await store.updateUser(named: "bob", bio: "Something new.")
        let report = try await plan().build(.everything, isOver: { true })
        #expect(report.left == 2 && report.removed == 2)
        #expect(text("ada/index.html") == nil)
        #expect(text("bob/index.html") == page)
        #expect(text("index.html")?.contains("ada/") == false)
        #expect(text("index.html")?.contains("bob/") == true)
        _ = try await plan().build(.everything)
        #expect(text("bob/index.html")?.contains("Something new.") == true)
    }

    @Test func `a style sheet stays while pages that load it are left`() async throws {
        _ = try await plan().build(.everything)
        func sheets() throws -> [String] {
            try FileManager.default.contentsOfDirectory(atPath: folder.path + "/output/assets")
                .filter { $0.hasSuffix(".css") }
        }
        let old = try #require(try sheets().first)
        let templates = folder.path + "/templates"
        try FileManager.default.copyItem(atPath: SampleSite.folder.path(percentEncoded: false), toPath: templates)
        try "body { }".write(toFile: templates + "/assets/site.css", atomically: true, encoding: .utf8)
        for _ in 0..<2 { #expect(try await plan(templates: templates).build(.everything, isOver: { true }).left == 4) }
        #expect(try sheets().contains(old))
        for _ in 0..<2 { #expect(try await plan(templates: templates).build(.everything).left == 0) }
        #expect(try !sheets().contains(old))
    }
}
