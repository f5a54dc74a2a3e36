import Foundation
import TestSupport
import Testing

@testable import Rendering
@testable import SiteModel

/// All users are read in portions, the next one while the one before is in use.
@Suite struct ReadUsersTests {
    private let folder: TemporaryFolder
    private let store: Store
    private let plan: SitePlan

    init() throws {
        folder = try TemporaryFolder()
        store = try Store.open(path: folder.path + "/sitegen.sqlite")
        plan = SitePlan(
            store: store, settings: SiteSettings(title: "Listening", precompression: .none),
            templates: try TemplateFolder(path: SampleSite.folder.path(percentEncoded: false)),
            output: folder.path + "/output", clock: .fixed(TemporarySite.noon))
    }

    @Test(arguments: [0, 1, 2, 5, 6], [1, 2, 3, 1000])
    func `portions of any size have every user once, in order`(users: Int, length: Int) async throws {
        let names = (0..<users).map { "user-\($0)" }
        try await store.addConnectedUsers(names)
        var read: [String] = []
        var paths: [String] = []
        let listed = try await plan.readUsers(at: TemporarySite.noon, portion: length) { portion in
            #expect((1...length).contains(portion.count))
            read += portion.map(\.username.rawValue)
            paths += portion.flatMap(\.pages).map(\.path.rawValue)
        }
        #expect(read == names)
        #expect(paths == names.flatMap { [$0 + "/index.html", $0 + "/data.json"] })
        #expect(listed.inOrder.map(\.username.rawValue) == names)
        let withoutPages = try await plan.readUsers(at: TemporarySite.noon, portion: length, plansPages: false)
        #expect(withoutPages.inOrder.map(\.fingerprint) == listed.inOrder.map(\.fingerprint))
    }

    @Test func `fresh pages are only counted, and all others given`() async throws {
        let names = (0..<6).map { "user-\($0)" }
        try await store.addConnectedUsers(names)
        _ = try await plan.build(.everything)
        try FileManager.default.removeItem(atPath: folder.path + "/output/user-2/index.html")
        _ = try await store.updateUser(named: "user-4", visibility: .private)
        for rendersAll in [false, true] {
            let build = BuildRun(
                publisher: plan.publisher, turns: plan.turns(.scheduled, patience: .zero), maxAge: .seconds(3600),
                rendersAll: rendersAll, now: TemporarySite.noon)
            var fresh = 0
            var paths: [String] = []
            _ = try await plan.readUsers(at: TemporarySite.noon, portion: 2, countingFreshFor: build) { portion in
                fresh += portion.reduce(0) { $0 + $1.fresh }
                paths += portion.flatMap(\.pages).map(\.path.rawValue)
            }
            #expect(fresh == (rendersAll ? 0 : 9) && fresh + paths.count == 12)
            if !rendersAll {
                #expect(paths.sorted() == ["user-2/index.html", "user-4/data.json", "user-4/index.html"])
            }
        }
        let report = try await plan.build(.everything, isDryRun: true)
        #expect(report.pages.filter { $0.path.hasPrefix("user-") }.count == 3)
    }

    @Test func `all pages that list users share one list of them`() async throws {
        try await store.addConnectedUsers((0..<250).map { "user-\($0)" })
        let listed = try await plan.readUsers(at: TemporarySite.noon, plansPages: false)
        var records = SiteRecords([])
        let sources = try plan.sources(listing: listed, &records, at: TemporarySite.noon)
        let lists = sources.compactMap { source -> ObjectIdentifier? in
            if case .listing(let listing) = source.basis { ObjectIdentifier(listing) } else { nil }
        }
        #expect(lists.count > 3 && Set(lists).count == 1)
    }

    @Test func `an error ends the reading`() async throws {
        struct Broken: Error {}
        try await store.addConnectedUsers(["ada", "bob", "cem", "dan"])
        var portions = 0
        await #expect(throws: Broken.self) {
            _ = try await plan.readUsers(at: TemporarySite.noon, portion: 1) { _ in
                portions += 1
                if portions == 2 { throw Broken() }
            }
        }
        #expect(portions == 2)
    }
}
