import Foundation
import GRDB
import TestSupport
import Testing

@testable import Rendering
@testable import SiteModel

/// The listing of a shard, when another program changes users during a build.
@Suite struct ShardListingTests {
    private let folder: TemporaryFolder
    private let store: Store

    init() async throws {
        folder = try TemporaryFolder()
        var store = try Store.open(path: folder.path + "/sitegen.sqlite")
        try store.take(StorePart("0/1"))
        self.store = store
        try await store.addConnectedUsers(["ada", "bob"])
    }

    private func build(whenUsersAreRead change: @escaping @Sendable () throws -> Void) async throws {
        let plan = SitePlan(
            store: store, settings: SiteSettings(title: "Listening", precompression: .none),
            templates: try TemplateFolder(path: SampleSite.folder.path(percentEncoded: false)),
            output: folder.path + "/output", listing: listing, clock: WallClock { TemporarySite.noon })
        _ = try await plan.build(
            .everything,
            progress: { _ in
                do { try change() } catch { Issue.record(error) }
            })
    }

    private var listing: String { folder.path + "/listing" }

    private func listed() throws -> [String] {
        var reader = try ListingReader(listing)
        var names: [String] = []
        while let user = try reader.advance() { names.append(user.username.rawValue) }
        return names
    }

    @Test func `a user who hides while a build has already read the users is not in its listing`() async throws {
        try await build {}
        #expect(try listed() == ["ada", "bob"])
        try FileManager.default.removeItem(atPath: listing)
        try await build { [store] in
            try store.writer.write {
                try $0.execute(sql: "UPDATE user SET visibility = 'private' WHERE username = 'ada'")
            }
        }
        #expect(try listed() == ["bob"])
    }

    @Test func `a listing that another program has written meanwhile is not replaced by an older one`() async throws {
        try await build {}
        // Ada hides her artists, and the program that did it has written its listing; this build has still read the former ones.
        let newer = try String(contentsOfFile: listing, encoding: .utf8).replacingOccurrences(
            of: "\"digest\":\"", with: "\"digest\":\"newer")
        try await build { [listing, store] in
            try store.writer.write {
                try $0.execute(sql: "UPDATE user SET displayName = 'Ada L.' WHERE username = 'ada'")
            }
            try newer.write(toFile: listing, atomically: true, encoding: .utf8)
        }
        // It looked again, and has what is stored now.
        #expect(try String(contentsOfFile: listing, encoding: .utf8).contains("Ada L."))
        #expect(try listed() == ["ada", "bob"])
    }
}
