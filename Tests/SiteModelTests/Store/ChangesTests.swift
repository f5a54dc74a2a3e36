import Foundation
import Synchronization
import TestSupport
import Testing

@testable import SiteModel

@Suite struct ChangesTests {
    private func record(_ path: String, of owner: User? = nil, hash: UInt8 = 3) -> PageRecord {
        PageRecord(
            path: path, owner: owner?.id, fingerprint: [1], contentHash: [hash], size: 1, modifiedNs: 1,
            renderedAt: noon, checkedAt: noon)
    }

    /// A site of three files, one of them of Ada.
    private func site() async throws -> StoreOfAda {
        let ada = try await StoreOfAda()
        try await ada.sync([.offered(.sample("t1"), at: 0)])
        try await ada.store.savePages([
            record("assets/site.0123456789.css"), record("ada/index.html", of: ada.ada), record("index.html"),
        ])
        return ada
    }

    private func changes(
        _ store: Store, since cursor: String?, at now: Instant? = nil
    ) async throws -> (lines: [String], cursor: String) {
        let lines = Mutex<[String]>([])
        let cursor = try await store.changes(since: cursor, at: now ?? noon) { change in
            lines.withLock { $0.append("\(change.kind.rawValue) \(change.path)") }
        }
        return (lines.withLock(\.self), cursor)
    }

    @Test func `without a cursor, every file is named with its kind`() async throws {
        let ada = try await site()
        let all = try await changes(ada.store, since: nil)
        #expect(all.lines == ["asset assets/site.0123456789.css", "page ada/index.html", "page index.html"])
        #expect(try await changes(ada.store, since: all.cursor).lines == [])
    }

    @Test func `a page that was checked and has the same bytes is no change`() async throws {
        let ada = try await site()
        let cursor = try await changes(ada.store, since: nil).cursor
        var checked = record("index.html")
        checked.checkedAt = noon + .hours(1)
        try await ada.store.savePages([checked, record("ada/index.html", of: ada.ada, hash: 4)])
        let next = try await changes(ada.store, since: cursor)
        #expect(next.lines == ["page ada/index.html"])
        #expect(next.cursor != cursor)
        // A deployment that was cut off repeats its cursor.
        #expect(try await changes(ada.store, since: cursor).lines == next.lines)
        #expect(try await changes(ada.store, since: next.cursor).cursor == next.cursor)
    }

    @Test func `a page that a build had begun to replace is named, even if the old bytes are back`() async throws {
        let ada = try await site()
        let cursor = try await changes(ada.store, since: nil).cursor
        let record = record("index.html")
        try await ada.store.savePages([record.pending])
        #expect(try await changes(ada.store, since: nil).lines.contains("page index.html"))
        try await ada.store.savePages([record])
        #expect(try await changes(ada.store, since: cursor).lines == ["page index.html"])
    }

    @Test func `deleted files are named by their kind, and only since a cursor`() async throws {
        let ada = try await site()
        let cursor = try await changes(ada.store, since: nil).cursor
        try await ada.store.forgetPages(["assets/site.0123456789.css", "ada/index.html", "never/there"], at: noon)
        #expect(
            try await changes(ada.store, since: cursor).lines
                == ["removed assets/site.0123456789.css", "hidden ada/index.html"])
        #expect(try await changes(ada.store, since: nil).lines == ["page index.html"])
    }

    @Test func `a hidden page is named before its record is deleted, and named as a page when it is shown again`()
        async throws
    {
        let ada = try await site()
        let first = try await changes(ada.store, since: nil).cursor
        _ = try await ada.store.updateUser(named: "ada", visibility: .private)
        let hidden = try await changes(ada.store, since: first)
        #expect(hidden.lines == ["hidden ada/index.html"])
        #expect(try await changes(ada.store, since: hidden.cursor).lines == [])
        // With the bytes from before.
        _ = try await ada.store.updateUser(named: "ada", visibility: .public)
        try await ada.store.savePages([record("ada/index.html", of: ada.ada)])
        #expect(try await changes(ada.store, since: hidden.cursor).lines == ["page ada/index.html"])
    }

    @Test(arguments: [true, false])
    func `deleted files and cursors are forgotten after 30 days`(isDeployed: Bool) async throws {
        let ada = try await site()
        let cursor = try await changes(ada.store, since: nil).cursor
        try await ada.store.forgetPages(["ada/index.html"], at: noon + .hours(1))
        let soon = noon + .days(30)
        #expect(try await changes(ada.store, since: cursor, at: soon).lines == ["hidden ada/index.html"])
        let late = soon + .hours(2)
        if isDeployed {
            await #expect(throws: UnknownCursor.self) { try await changes(ada.store, since: cursor, at: late) }
            _ = try await changes(ada.store, since: nil, at: late)
        } else {
            try await ada.store.forgetOldChanges(at: late)
        }
        #expect(try await ada.count("siteChange WHERE goneAt IS NOT NULL") == 0)
    }

    @Test func `a page that is shown again is named, though it is fresh and no build records it`() async throws {
        let ada = try await site()
        let first = try await changes(ada.store, since: nil).cursor
        _ = try await ada.store.updateUser(named: "ada", visibility: .private)
        let hidden = try await changes(ada.store, since: first)
        // The row outlives its time, because the manifest still has the page.
        try await ada.store.forgetOldChanges(at: noon + .days(40))
        #expect(try await ada.count("siteChange WHERE goneAt IS NOT NULL") == 1)
        _ = try await ada.store.updateUser(named: "ada", visibility: .public)
        #expect(try await changes(ada.store, since: nil, at: noon + .days(40)).lines.contains("page ada/index.html"))
        #expect(hidden.lines == ["hidden ada/index.html"])
    }

    @Test(arguments: [-40, 40])
    func `a deletion under a wrong clock is named, and forgotten in its time`(days: Int64) async throws {
        let ada = try await site()
        let cursor = try await changes(ada.store, since: nil).cursor
        try await ada.store.forgetPages(["ada/index.html"], at: noon + .days(days))
        try await ada.store.forgetOldChanges(at: noon)
        let next = try await changes(ada.store, since: cursor)
        #expect(next.lines == ["hidden ada/index.html"])
        try await ada.store.forgetOldChanges(at: noon + .days(31))
        #expect(try await ada.count("siteChange WHERE goneAt IS NOT NULL") == 0)
    }

    @Test func `a cursor that is in use stays known, however little changes`() async throws {
        let ada = try await site()
        let cursor = try await changes(ada.store, since: nil).cursor
        for days in stride(from: Int64(20), through: 100, by: 20) {
            #expect(try await changes(ada.store, since: cursor, at: noon + .days(days)).cursor == cursor)
        }
    }

    @Test func `a backup that is put back does not know later cursors, though it gives out the same numbers`()
        async throws
    {
        let folder = try TemporaryFolder()
        let store = try Store.open(path: folder.path + "/site.sqlite")
        defer { withExtendedLifetime(folder) {} }
        try await store.savePages([record("index.html")])
        let known = try await changes(store, since: nil).cursor
        _ = try await store.backup(to: folder.path + "/backup.sqlite", replacing: false)
        try await store.savePages([record("index.html", hash: 4)])
        let later = try await changes(store, since: known).cursor
        let former = try Store.open(path: folder.path + "/backup.sqlite")
        try await former.savePages([record("index.html", hash: 5)])
        await #expect(throws: UnknownCursor.self) { try await changes(former, since: later) }
        #expect(try await changes(former, since: known).lines == ["page index.html"])
        for word in ["", "0", "; DROP TABLE page", known + "0"] {
            await #expect(throws: UnknownCursor.self) { try await changes(former, since: word) }
        }
    }
}
