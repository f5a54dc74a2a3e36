import Foundation
import GRDB
import ShareImages
import TestSupport
import Testing

@testable import Rendering
@testable import SiteModel

/// When pictures are drawn, how long they stay, and that none says what its user hides.
@Suite struct ShareImagePlanTests {
    private let site: TemporarySite
    private let store: Store
    private let templates: TemplateFolder

    init() async throws {
        site = try TemporarySite()
        templates = try TemplateFolder(path: SampleSite.folder.path(percentEncoded: false))
        store = try Store(DatabaseQueue())
        try await store.addConnectedUsers(["ada", "bob"])
    }

    private func plan(
        days: Int = 0, _ images: ShareImageChoice = .all, baseURL: String? = "https://music.example",
        faults: Faults = Faults()
    ) throws -> SitePlan {
        SitePlan(
            store: store, settings: SiteSettings(baseURL: baseURL, images: images),
            templates: templates, output: site.root, files: .live.failing(faults),
            clock: .fixed(TemporarySite.noon + .days(Int64(days))))
    }

    @discardableResult
    private func build(
        days: Int = 0, _ scope: SitePlan.Scope = .everything, _ images: ShareImageChoice = .all,
        baseURL: String? = "https://music.example"
    ) async throws -> BuildReport {
        let report = try await plan(days: days, images, baseURL: baseURL).build(scope)
        #expect(report.failed == 0, "\(report.pages.compactMap(\.reason))")
        return report
    }

    private func cards(of user: String) -> [String] {
        site.files().filter { $0.hasPrefix(user + "/card-") }
    }

    private func named(by user: String) throws -> String {
        let page = try HTMLDocument(Data(#require(site.bytes(user + "/index.html"))))
        return try #require(page.elements(where: "property", is: "og:image").first?["content"])
    }

    @Test func `each profile has a picture that its page names with size and words`() async throws {
        try await build()
        let card = try #require(cards(of: "ada").first)
        #expect(cards(of: "ada").count == 1 && cards(of: "bob").count == 1)
        #expect(try named(by: "ada") == "https://music.example/" + card)
        let page = try #require(site.text("ada/index.html"))
        #expect(page.contains("<meta property=\"og:image:width\" content=\"1200\">"))
        #expect(page.contains("<meta property=\"og:image:height\" content=\"630\">"))
        #expect(page.contains("<meta name=\"twitter:card\" content=\"summary_large_image\">"))
        #expect(site.bytes(card)?.prefix(4) == [0x89, 0x50, 0x4E, 0x47])
        #expect(site.bytes(card + ".gz") == nil)
        #expect(try await store.userPages(named: "ada").records.map(\.path).contains(card))
        #expect(try await plan().findings().isEmpty)
    }

    @Test(arguments: [ShareImageChoice.none, .recap]) func `without the setting there is no picture`(
        images: ShareImageChoice
    ) async throws {
        try await build()
        try await build(.everything, images)
        #expect(cards(of: "ada") == [])
        #expect(try #require(site.text("ada/index.html")).contains("og:image") == false)
    }

    @Test func `without an address of the site there is no picture`() async throws {
        try await build(.everything, .all, baseURL: nil)
        #expect(cards(of: "ada") == [])
    }

    @Test func `a picture is drawn once for a week or two, whatever is built`() async throws {
        try await build()
        let before = try #require(cards(of: "ada").first.flatMap { try? site.inode($0) })
        #expect(try await build().written == 0)
        try await store.write { try $0.execute(sql: "UPDATE user SET dataVersion = dataVersion + 1") }
        for days in 0...6 { try await build(days: days, .users(["ada"])) }
        #expect(cards(of: "ada").map { try? site.inode($0) } == [before])
    }

    @Test func `a replaced picture stays for those who hold its address, and then goes`() async throws {
        try await build()
        let first = try #require(cards(of: "ada").first)
        let bytes = site.bytes(first)
        try await build(days: 14)
        let second = try #require(cards(of: "ada").first { $0 != first })
        #expect(try named(by: "ada") == "https://music.example/" + second)
        #expect(site.bytes(first) == bytes)
        #expect(try await plan(days: 14).findings().isEmpty)
        #expect(try await build(days: 14).written == 0)
        try await build(days: 39)
        #expect(cards(of: "ada").contains(first))
        try await build(days: 40)
        #expect(!cards(of: "ada").contains(first))
    }

    enum Change: String, CaseIterable, Sendable {
        case hidesSection = "UPDATE user SET hiddenSections = 'artists' WHERE username = 'ada'"
        case hasNewName = "UPDATE user SET displayName = 'Somebody Else' WHERE username = 'ada'"
        case isPrivate = "UPDATE user SET visibility = 'private' WHERE username = 'ada'"
        case isRenamed = "UPDATE user SET username = 'adele' WHERE username = 'ada'"
        case isDisconnected = "DELETE FROM credential WHERE userID = (SELECT id FROM user WHERE username = 'ada')"
        case isRemoved = "DELETE FROM user WHERE username = 'ada'"
    }

    /// Builds on two days, so that there is a former picture, and then makes a change.
    private func hide(_ change: Change) async throws -> [String] {
        try await build()
        try await build(days: 14)
        let pictures = cards(of: "ada")
        #expect(pictures.count == 2)
        try await store.write { try $0.execute(sql: change.rawValue) }
        return pictures
    }

    @Test(arguments: Change.allCases)
    func `no picture, old or new, says what its user hides`(change: Change) async throws {
        let pictures = try await hide(change)
        let bobs = cards(of: "bob")
        try await build(days: 14)
        #expect(pictures.filter { site.bytes($0) != nil } == [])
        #expect(cards(of: "bob") == bobs)
        let stillThere = [.hidesSection, .hasNewName].contains(change)
        #expect(cards(of: "ada").count == (stillThere ? 1 : 0))
        #expect(cards(of: "adele").count == (change == .isRenamed ? 1 : 0))
    }

    @Test(arguments: [Change.isPrivate, .isRenamed, .isDisconnected, .isRemoved])
    func `pictures go with the page, without any template`(change: Change) async throws {
        let pictures = try await hide(change)
        try await HiddenPages(store: store, output: site.root, precompression: .gzip, clock: .system).delete()
        #expect(pictures.filter { site.bytes($0) != nil } == [])
    }

    @Test(arguments: [Faults.Mode.refused, .crash])
    func `whichever file operation fails, the next build leaves no hidden picture`(mode: Faults.Mode) async throws {
        let pictures = try await hide(.hidesSection)
        try await build(days: 14)
        let shown = cards(of: "ada")
        #expect(shown.count == 1)
        let owner = try await store.user(named: "ada").id
        for position in 1...500 {
            // Back as they were; that they are not drawn again makes the test quick.
            for picture in pictures { try site.plant(picture, "hidden") }
            try await store.savePages(
                pictures.map { picture in
                    PageRecord(
                        path: picture, owner: owner, fingerprint: [1], contentHash: [1], size: 6, modifiedNs: 1,
                        renderedAt: TemporarySite.noon, checkedAt: TemporarySite.noon)
                })
            let faults = Faults(mode, at: position)
            _ = try? await plan(days: 14, faults: faults).build(.users(["ada"]))
            try await build(days: 14, .users(["ada"]))
            #expect(cards(of: "ada") == shown, "operation \(position)")
            guard faults.isHit else { return }
        }
        Issue.record("a build of one page has more than 500 file operations")
    }
}
