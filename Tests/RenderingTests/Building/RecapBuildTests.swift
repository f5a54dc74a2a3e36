import Foundation
import GRDB
import TestSupport
import Testing

@testable import Rendering
@testable import SiteModel

/// Which pages of years and months a build makes, leaves alone and takes down.
@Suite struct RecapBuildTests {
    private let folder: TemporaryFolder
    private let store: Store
    private let user: User
    private static let start = Instant(seconds: 1_790_812_800)  // 1 October 2026
    private static let day: Int64 = 86_400

    init() async throws {
        folder = try TemporaryFolder()
        store = try Store.open(path: folder.path + "/sitegen.sqlite")
        try await store.addConnectedUsers(["ada", "bob"])
        user = try await store.user(named: "ada")
        try await play(from: 0)
        try await tell(onDay: 33)
    }

    private func play(from day: Int64, count: Int64 = 40) async throws {
        let plays = (0..<count).map { number in
            let track = Track(
                id: "t\(number % 10)", name: "Track \(number % 10)", durationMs: 180_000,
                artists: [Artist(id: "a\(number % 5)", name: "Artist \(number % 5)")])
            return TrackPlay(
                track: track,
                play: Play(playedAt: Self.start + .seconds(day * Self.day + number * 3600), trackID: track.id))
        }
        let record = SyncRecord(at: Self.start, outcome: .synced, requests: 1, newPlays: 0, errorClass: nil)
        _ = try await store.recordSync(
            FetchedListening(plays: plays), of: user.id, record: record, clock: .utc)
    }

    private func tell(onDay day: Int64) async throws {
        try await store.updateRecaps(of: user.id, zone: .utc, at: Self.start + .seconds(day * Self.day))
    }

    /// A build on a day after the first of October, at noon.
    private func build(
        onDay day: Int64, recaps: RecapPages = .months, baseURL: String? = nil, publishesData: Bool = true
    ) async throws
        -> BuildReport
    {
        let settings = SiteSettings(
            baseURL: baseURL, recapPages: recaps, precompression: .none, publishesData: publishesData)
        return try await SitePlan(
            store: store, settings: settings,
            templates: try TemplateFolder(path: SampleSite.folder.path(percentEncoded: false)),
            output: folder.path + "/output", clock: .fixed(Self.start + .seconds(day * Self.day + 43_200))
        ).build(.everything)
    }

    private func pages() -> [String] {
        let root = folder.path + "/output"
        return (FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? [])
            .filter { $0.hasSuffix("index.html") && $0.hasPrefix("ada/") }.sorted()
    }

    private static let all = ["ada/2026/10/index.html", "ada/2026/index.html", "ada/index.html"]

    private func files(named name: String) -> [String] {
        let root = folder.path + "/output"
        return (FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? [])
            .filter { $0.hasSuffix("/" + name) }.sorted()
    }

    private func page(_ path: String) throws -> String {
        try String(contentsOfFile: folder.path + "/output/" + path, encoding: .utf8)
    }

    @Test func `a feed begins with the first final month, and both pages then link it`() async throws {
        _ = try await build(onDay: 33, baseURL: "https://music.example")
        #expect(files(named: "feed.xml").isEmpty && files(named: "data.json") == ["ada/data.json", "bob/data.json"])
        #expect(try !page("ada/index.html").contains("feed.xml"))
        _ = try await build(onDay: 45, baseURL: "https://music.example")
        #expect(files(named: "feed.xml") == ["ada/feed.xml"])
        #expect(try page("ada/feed.xml").contains("<title>ada · October 2026</title>"))
        #expect(try page("ada/index.html").contains("href=\"feed.xml\""))
        #expect(try page("ada/2026/10/index.html").contains("href=\"../../../ada/feed.xml\""))
        #expect(try !page("ada/2026/index.html").contains("feed.xml"))
        #expect(try await build(onDay: 45, baseURL: "https://music.example").written == 0)
    }

    @Test func `without an address there is no feed, and with site data off neither file`() async throws {
        _ = try await build(onDay: 45)
        #expect(files(named: "feed.xml").isEmpty && files(named: "data.json").count == 2)
        _ = try await build(onDay: 45, baseURL: "https://music.example")
        #expect(files(named: "feed.xml").count == 1)
        _ = try await build(onDay: 45, baseURL: "https://music.example", publishesData: false)
        #expect(files(named: "feed.xml").isEmpty && files(named: "data.json").isEmpty)
        #expect(try !page("ada/index.html").contains("data.json"))
    }

    @Test func `a feed says nothing that its user hides, and follows a renamed user`() async throws {
        _ = try await store.updateUser(named: "ada", hiddenSections: [.artists, .facts])
        _ = try await build(onDay: 45, baseURL: "https://music.example")
        #expect(try page("ada/feed.xml").contains("<summary>What ada listened to in October 2026.</summary>"))
        _ = try await store.updateUser(named: "ada", hiddenSections: [.months])
        _ = try await build(onDay: 45, baseURL: "https://music.example")
        #expect(files(named: "feed.xml").isEmpty)
        _ = try await store.updateUser(named: "ada", hiddenSections: [])
        _ = try await store.renameUser(named: "ada", to: try Username("eve"))
        _ = try await build(onDay: 45, baseURL: "https://music.example")
        #expect(files(named: "feed.xml") == ["eve/feed.xml"])
        #expect(files(named: "data.json") == ["bob/data.json", "eve/data.json"])
        #expect(try !page("eve/feed.xml").contains("/ada/") && !page("eve/data.json").contains("\"ada\""))
    }

    @Test func `a new version of a final recap changes the feed`() async throws {
        _ = try await build(onDay: 45, baseURL: "https://music.example")
        let before = try page("ada/feed.xml")
        try await play(from: 5, count: 30)
        try await tell(onDay: 45)
        _ = try await build(onDay: 45, baseURL: "https://music.example")
        #expect(try page("ada/feed.xml") != before)
    }

    @Test func `a private user has neither, and one who hides recaps or is unlisted has no feed`() async throws {
        _ = try await build(onDay: 45, baseURL: "https://music.example")
        _ = try await store.updateUser(named: "ada", hiddenSections: [.recap])
        _ = try await build(onDay: 45, baseURL: "https://music.example")
        #expect(files(named: "feed.xml").isEmpty && files(named: "data.json").count == 2)
        _ = try await store.updateUser(named: "ada", visibility: .unlisted, hiddenSections: [])
        _ = try await build(onDay: 45, baseURL: "https://music.example")
        #expect(files(named: "feed.xml").isEmpty)
        #expect(try !page("ada/2026/10/index.html").contains("feed.xml"))
        _ = try await store.updateUser(named: "ada", visibility: .private)
        _ = try await build(onDay: 45, baseURL: "https://music.example")
        #expect(files(named: "data.json") == ["bob/data.json"])
    }

    @Test func `a year and its months have pages`() async throws {
        _ = try await build(onDay: 33)
        #expect(pages() == Self.all)
    }

    @Test func `a final page is left alone, whatever is played and however long`() async throws {
        _ = try await build(onDay: 45)
        try await play(from: 45, count: 3)
        try await tell(onDay: 47)
        let report = try await build(onDay: 80)
        let paths = report.pages.map(\.path)
        #expect(paths.contains("ada/index.html") && paths.contains("ada/2026/index.html"))
        #expect(!paths.contains("ada/2026/10/index.html"))
    }

    @Test func `a month is rendered again when it turns from settling to final, and not between`() async throws {
        _ = try await build(onDay: 33)
        let path = "ada/2026/10/index.html"
        #expect(try await !build(onDay: 34).pages.contains { $0.path == path })
        let report = try await build(onDay: 38)
        #expect(report.pages.contains { $0.path == path && $0.written })
        #expect(try await !build(onDay: 39).pages.contains { $0.path == path })
    }

    @Test func `a late play reaches the pages of its month and year`() async throws {
        _ = try await build(onDay: 33)
        try await play(from: 30, count: 2)
        try await tell(onDay: 34)
        let paths = try await build(onDay: 34).pages.filter(\.written).map(\.path)
        #expect(Set(paths).isSuperset(of: Self.all))
    }

    @Test func `hidden pages are taken down, and no sitemap or profile leads to them`() async throws {
        let site = "https://music.example"
        _ = try await build(onDay: 33, baseURL: site)
        let sitemap = folder.path + "/output/sitemap.xml"
        #expect(try String(contentsOfFile: sitemap, encoding: .utf8).contains("/ada/2026/</loc>"))
        _ = try await store.updateUser(named: "ada", hiding: [.recap])
        let report = try await build(onDay: 33, baseURL: site)
        #expect(report.removed == 2 && pages() == ["ada/index.html"])
        #expect(!(try String(contentsOfFile: sitemap, encoding: .utf8).contains("2026")))
        let profile = try String(contentsOfFile: folder.path + "/output/ada/index.html", encoding: .utf8)
        #expect(!profile.contains("2026/index.html") && !profile.contains("2026/10"))
    }

    @Test(arguments: [RecapPages.years, .none])
    func `the setting takes pages down`(setting: RecapPages) async throws {
        _ = try await build(onDay: 33)
        _ = try await build(onDay: 33, recaps: setting)
        #expect(pages() == (setting == .years ? Array(Self.all.dropFirst()) : ["ada/index.html"]))
    }

    enum Leaving: CaseIterable, Sendable {
        case isPrivate
        case isRenamed
        case isDisconnected
    }

    @Test(arguments: Leaving.allCases)
    func `a private, renamed or disconnected user has no page of a year or month under that name`(
        change: Leaving
    ) async throws {
        _ = try await build(onDay: 33)
        switch change {
        case .isPrivate: _ = try await store.updateUser(named: "ada", visibility: .private)
        case .isRenamed: try await store.renameUser(named: "ada", to: Username("lovelace"))
        case .isDisconnected: try await store.disconnectUser(named: "ada")
        }
        try await HiddenPages(
            store: store, output: folder.path + "/output", precompression: .none, clock: .system
        ).delete()
        #expect(pages().isEmpty && !FileManager.default.fileExists(atPath: folder.path + "/output/ada"))
        _ = try await build(onDay: 33)
        #expect(pages().isEmpty)
        let renamed = FileManager.default.fileExists(atPath: folder.path + "/output/lovelace/2026/10/index.html")
        #expect(renamed == (change == .isRenamed))
    }
}
