import Foundation
import GRDB
import Testing

@testable import Rendering
@testable import SiteModel

/// A user who becomes private, leaves, is renamed, disconnected or removed loses every page at once; nobody else loses
/// any.
@Suite struct HiddenPagesTests {
    /// Two users with three pages each, at three depths, and a page of the site.
    private struct Household {
        let site: TemporarySite
        let store: Store
        let bobsPages: [PageRecord]
        let othersFiles: [String: [UInt8]]

        init() async throws {
            site = try TemporarySite()
            store = try Store(DatabaseQueue())
            var sources = [try Self.page("index.html", of: nil)]
            for name in ["ada", "bob"] {
                let user = try await store.addUser(
                    Username(name), timeZone: "UTC", visibility: .public, at: TemporarySite.noon)
                try await store.connectAccount(
                    SpotifyAccount(accountID: name, id: name),
                    credential: Credential(
                        userID: user.id, sealedAccessToken: [1], sealedRefreshToken: [2],
                        expiresAt: TemporarySite.noon, scopes: "", authorizedAt: TemporarySite.noon),
                    at: TemporarySite.noon)
                for folder in [name, name + "/2026", name + "/2026/11"] {
                    sources.append(try Self.page(folder + "/index.html", of: user))
                }
            }
            let publisher = Publisher(
                root: site.root, files: .live.failing(Faults()), manifest: store.manifest(.system),
                precompression: .gzip)
            var builder = BuildRun(publisher: publisher, turns: .alone, maxAge: .seconds(3600), now: TemporarySite.noon)
            try await builder.revalidate(sources)
            _ = try await builder.finish()
            bobsPages = try await store.userPages(named: "bob").records
            othersFiles = site.contents().filter { !$0.key.hasPrefix("ada/") }
            // Leftovers of an interrupted run: of a recorded page, and of one that is not yet recorded.
            try site.plant("ada/2026/.index.html.gz.sitegen-stage", "half")
            try site.plant("ada/2027/.index.html.sitegen-stage", "half")
        }

        func hiddenPages(_ faults: Faults = Faults()) -> HiddenPages {
            HiddenPages(
                store: store, output: site.root, precompression: .gzip, files: .live.failing(faults),
                clock: .system)
        }

        private static func page(_ path: String, of user: User?) throws -> PageSource {
            PageSource(path: try SitePath(path), owner: user?.id, fingerprint: [1], record: nil) { page, _ in
                page.append(verbatim: Array(path.utf8))
            }
        }
    }

    enum Change: CaseIterable, Sendable {
        case isPrivate
        case isRenamed
        case isRemoved
        case isDisconnected
        case isLeaving

        fileprivate func happens(in store: Store) async throws {
            switch self {
            case .isPrivate: _ = try await store.updateUser(named: "ada", visibility: .private)
            case .isRenamed: try await store.renameUser(named: "ada", to: Username("lovelace"))
            case .isRemoved: try await store.removeUser(named: "ada")
            case .isDisconnected: try await store.disconnectUser(named: "ada")
            case .isLeaving: try await store.beginLeaving(userNamed: "ada", .disconnects)
            }
        }
    }

    @Test(arguments: Change.allCases, Faults.Mode.allCases)
    func `whichever call fails, at most one page of a user stays, and the next run deletes it`(
        _ change: Change, _ mode: Faults.Mode
    ) async throws {
        var position = 0
        while true {
            position += 1
            let household = try await Household()
            try await change.happens(in: household.store)
            let faults = Faults(mode, at: position)
            var failure: (any Error)?
            do {
                try await household.hiddenPages(faults).delete(ofUsers: ["ada"])
            } catch {
                failure = error
            }
            let left = household.site.files().filter { $0.hasPrefix("ada/") && $0.hasSuffix("index.html") }
            // What fails once is tried again; what stays is reported.
            #expect(failure == nil ? left.isEmpty : failure is PublishError && faults.isHit, "call \(position)")
            if mode != .crash { #expect(left.count <= 1, "call \(position): \(left)") }
            // Every remaining page is known.
            #expect(try await Set(left).isSubset(of: household.hiddenPages().remaining()), "call \(position)")

            try await household.hiddenPages().delete()
            #expect(!household.site.files().contains { $0.hasPrefix("ada/") && !$0.hasSuffix("-stage") })
            #expect(try await household.hiddenPages().remaining() == [], "call \(position)")
            #expect(try await household.store.pageRecords(ofUserNamed: "ada") == [], "call \(position)")
            #expect(try await household.store.userPages(named: "bob").records == household.bobsPages)
            #expect(
                household.site.contents().filter { !$0.key.hasPrefix("ada/") } == household.othersFiles,
                "call \(position)")
            guard faults.isHit else {
                #expect(try household.site.status("ada") == nil)
                break
            }
        }
        #expect(position > 30)
    }

    @Test(arguments: Faults.Mode.allCases)
    func `pages that are deleted before their user are gone after the second try`(_ mode: Faults.Mode) async throws {
        var position = 0
        while true {
            position += 1
            let household = try await Household()
            let faults = Faults(mode, at: position)
            _ = try? await household.hiddenPages(faults).delete(ofUsers: ["ada"])
            try await household.hiddenPages().delete(ofUsers: ["ada"])
            #expect(try household.site.status("ada") == nil, "call \(position)")
            #expect(try await household.store.userPages(named: "ada").records == [], "call \(position)")
            #expect(household.site.contents() == household.othersFiles, "call \(position)")
            guard faults.isHit else { break }
        }
        #expect(position > 30)
    }

    @Test func `every page that could not be deleted is named`() async throws {
        let household = try await Household()
        var files = FileSystem.live
        let delete = files.delete
        files.delete = { path throws(PublishError) in
            guard path.hasSuffix("/2026/index.html") || path.hasSuffix("/ada/index.html") else {
                return try delete(path)
            }
            throw .system(action: "delete", path: path, code: EIO)
        }
        let pages = HiddenPages(
            store: household.store, output: household.site.root, precompression: .gzip, files: files, clock: .system)
        let error = await #expect(throws: PublishError.self) { try await pages.delete(ofUsers: ["ada"]) }
        let lines = try #require(error).description.split(separator: "\n")
        #expect(lines.count == 2)
        #expect(lines.first?.contains("/ada/2026/index.html'") == true)
        #expect(lines.last?.contains("/ada/index.html'") == true)
        #expect(household.site.text("ada/2026/11/index.html") == nil)
    }

    @Test func `a file that no build has recorded stays`() async throws {
        let household = try await Household()
        try await household.store.forgetPages(["ada/2026/index.html"], at: Instant(milliseconds: 0))
        try await household.hiddenPages().delete(ofUsers: ["ada"])
        #expect(
            household.site.files().filter { $0.hasPrefix("ada/") } == ["ada/2026/index.html", "ada/2026/index.html.gz"])
    }
}
