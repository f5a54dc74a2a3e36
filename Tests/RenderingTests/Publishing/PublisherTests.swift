import Foundation
import Testing

@testable import Rendering
@testable import SiteModel

@Suite struct PublisherTests {
    private let site: TemporarySite
    private let later = TemporarySite.noon + .seconds(7200)

    init() throws {
        site = try TemporarySite()
    }

    @Test func `a page, its variant and its folder are readable by all`() async throws {
        let report = try await site.build([TestPage("ada/index.html", "hello")])
        #expect(site.files() == ["ada/index.html", "ada/index.html.gz"])
        #expect(site.text("ada/index.html") == "hello")
        #expect(report.written == 1)
        for (path, mode) in [("ada/index.html", 0o644), ("ada/index.html.gz", 0o644), ("ada", 0o755)] {
            let attributes = try FileManager.default.attributesOfItem(atPath: site.root + "/" + path)
            #expect(attributes[.posixPermissions] as? Int == mode, "\(path)")
        }
        let status = try #require(try site.status("ada/index.html"))
        #expect(status.modifiedNs == TemporarySite.noon.milliseconds * 1_000_000)
        #expect(try site.status("ada/index.html.gz")?.modifiedNs == status.modifiedNs)
        #expect(site.record("ada/index.html")?.contentHash == Fingerprint.digest(of: Array("hello".utf8)))
    }

    @Test func `a file that is not text has no variant`() async throws {
        try await site.build([TestPage("assets/cover.webp", "pixels")])
        #expect(site.files() == ["assets/cover.webp"])
    }

    @Test func `unchanged bytes are not written again`() async throws {
        try await site.build([TestPage("ada/index.html", "hello", version: "1")])
        let before = try (site.inode("ada/index.html"), site.status("ada/index.html"), site.inode("ada/index.html.gz"))
        let report = try await site.build([TestPage("ada/index.html", "hello", version: "2")], now: later)
        let after = try (site.inode("ada/index.html"), site.status("ada/index.html"), site.inode("ada/index.html.gz"))
        #expect(before == after)
        #expect(report.unchanged == 1 && report.written == 0)
        #expect(report.pages == [.init(path: "ada/index.html", state: .changed, bytes: 5)])
        #expect(site.record("ada/index.html")?.checkedAt == later)
        #expect(site.record("ada/index.html")?.renderedAt == TemporarySite.noon)
    }

    @Test func `when the store is lost, correct pages are kept and recorded`() async throws {
        let page = TestPage("ada/index.html", "hello")
        try await site.build([page])
        let record = site.record("ada/index.html")
        let inode = try site.inode("ada/index.html")
        site.loseManifest()
        let report = try await site.build([page], now: later)
        #expect(report.unchanged == 1 && report.written == 0)
        #expect(report.pages.first?.state == .missing)
        #expect(try site.inode("ada/index.html") == inode)
        #expect(site.record("ada/index.html")?.modifiedNs == record?.modifiedNs)
        #expect(site.record("ada/index.html")?.renderedAt == TemporarySite.noon)
    }

    @Test func `a file that something else wrote is replaced, even if its size is the same`() async throws {
        let page = TestPage("ada/index.html", "hello")
        try await site.build([page])
        try site.plant("ada/index.html", "HELLO")
        let report = try await site.build([page])
        #expect(report.written == 1 && report.pages.first?.state == .missing)
        #expect(site.text("ada/index.html") == "hello")
        #expect(try site.bytes("ada/index.html.gz") == GzipEncoder.variant(of: "hello"))
    }

    @Test func `versions written within one second have times a second apart`() async throws {
        let paths = ["ada/index.html", "ada/index.html.gz"]
        var times: [[Int64?]] = []
        for version in ["version 1", "version 2", "version 3"] {
            let report = try await site.build([TestPage("ada/index.html", version)])
            #expect(report.written == 1)
            times.append(try paths.map { try site.status($0)?.modifiedNs })
        }
        let noon = TemporarySite.noon.milliseconds * 1_000_000
        let second: Int64 = 1_000_000_000
        #expect(times == [0, 1, 2].map { [noon + $0 * second, noon + $0 * second] })
    }

    @Test(
        arguments: [
            (nil, 5_700, 5), (4_999_999_999, 5_700, 5), (5_000_000_000, 5_700, 6), (5_999_999_999, 5_700, 6),
            (9_500_000_000, 5_700, 10), (0, 0, 1),
            // There is no time after the last one that can be represented.
            (.max, 5_700, 5), (.min, 5_700, 5),
        ] as [(Int64?, Int64, Int64)])
    func `a version's time is at least a second after the one before`(_ before: Int64?, _ now: Int64, _ second: Int64) {
        let modified = Publisher.modified(after: before, now: Instant(milliseconds: now))
        #expect(modified == second * 1_000_000_000)
    }

    @Test func `switching compression off or on deletes or writes variants, and pages stay`() async throws {
        let page = TestPage("ada/index.html", "hello")
        try await site.build([page], .gzip)
        let before = try (site.inode("ada/index.html"), site.status("ada/index.html"))
        let off = try await site.build([page], .none)
        #expect(site.files() == ["ada/index.html"] && off.written == 0)
        let on = try await site.build([page], .gzip)
        #expect(site.files() == ["ada/index.html", "ada/index.html.gz"] && on.written == 0)
        #expect(try before == (site.inode("ada/index.html"), site.status("ada/index.html")))
        #expect(try site.status("ada/index.html.gz")?.modifiedNs == before.1?.modifiedNs)
    }

    @Test func `a missing or changed variant is written again, and its page is kept`() async throws {
        let page = TestPage("ada/index.html", "hello")
        try await site.build([page])
        let inode = try site.inode("ada/index.html")
        try FileManager.default.removeItem(atPath: site.root + "/ada/index.html.gz")
        try await site.build([page], now: later)
        #expect(try site.bytes("ada/index.html.gz") == GzipEncoder.variant(of: "hello"))
        try site.plant("ada/index.html.gz", "older")
        try await site.build([page], now: later + .seconds(7200))
        #expect(try site.bytes("ada/index.html.gz") == GzipEncoder.variant(of: "hello"))
        #expect(try site.inode("ada/index.html") == inode)
    }

    @Test func `a hidden page is deleted with its variant, its stage files, its folder and its record`() async throws {
        try await site.build([TestPage("ada/index.html", "hello"), TestPage("bob/index.html", "bob")])
        try site.plant("ada/.index.html.sitegen-stage", "left")
        let report = try await site.build([TestPage("ada/index.html", nil), TestPage("bob/index.html", "bob")])
        #expect(site.files() == ["bob/index.html", "bob/index.html.gz"])
        #expect(try site.status("ada") == nil)
        #expect(site.manifest.keys.sorted() == ["bob/index.html"])
        #expect(report.removed == 1 && report.fresh == 1)
        #expect(report.pages == [.init(path: "ada/index.html", state: .hidden)])
        let again = try await site.build([TestPage("ada/index.html", nil)])
        #expect(again == BuildReport())
    }

    @Test func `other files in the folder of a hidden page stay`() async throws {
        try await site.build([TestPage("ada/index.html", "hello")])
        try site.plant("ada/notes.txt", "the operator's")
        try await site.build([TestPage("ada/index.html", nil)])
        #expect(site.files() == ["ada/notes.txt"])
    }

    @Test func `a variant without its page is deleted when the page is hidden`() async throws {
        try await site.build([TestPage("ada/index.html", "hello")])
        try FileManager.default.removeItem(atPath: site.root + "/ada/index.html")
        let report = try await site.build([TestPage("ada/index.html", nil)])
        #expect(site.files() == [] && report.removed == 1)
    }

    @Test func `stage files of an interrupted run are deleted, other files are not`() async throws {
        let page = TestPage("ada/index.html", "hello")
        try await site.build([page])
        try site.plant("ada/.index.html.gz.sitegen-stage", "half")
        try site.plant("gone/.index.html.sitegen-stage", "half")
        try site.plant(".htaccess", "the operator's")
        try site.plant(".well-known/.x.sitegen-stage", "not in a folder of ours")
        try site.plant(".sitegen-staging", "")
        try await site.build([page])
        #expect(
            site.files() == [
                ".htaccess", ".well-known/.x.sitegen-stage", "ada/index.html", "ada/index.html.gz",
            ])
    }

    @Test func `a folder that cannot be read is reported, and does not stop the sweep`() async throws {
        try site.plant("gone/.index.html.sitegen-stage", "half")
        try site.plant("foreign/notes.txt", "not ours")
        try site.plant(".sitegen-staging", "")
        var files = FileSystem.live
        let names = files.names
        files.names = { path throws(PublishError) in
            guard path.hasSuffix("/foreign") else { return try names(path) }
            throw .system(action: "list the folder", path: path, code: EACCES)
        }
        let publisher = Publisher(
            root: site.root, files: files, manifest: PageManifest(save: { _ in }, remove: { _ in }),
            precompression: .none
        )
        var builder = BuildRun(publisher: publisher, turns: .alone, maxAge: .seconds(3600), now: TemporarySite.noon)
        try await builder.revalidate(
            [TestPage("ada/index.html", "hello").source(.none, record: nil)].compactMap(\.self))
        let report = try await builder.finish()
        #expect(report.failed == 1 && report.written == 1)
        #expect(report.pages.map(\.path) == ["foreign/", "ada/index.html"])
        #expect(report.pages[0].reason?.contains("cannot list the folder") == true)
        #expect(site.files() == ["ada/index.html", "foreign/notes.txt"])
    }

    @Test func `a run that writes nothing does not search for stage files`() async throws {
        let page = TestPage("ada/index.html", "hello")
        try await site.build([page])
        let faults = Faults()
        let report = try await site.build([page], faults: faults)
        #expect(report.fresh == 1 && report.pages == [])
        // One call for the marker, one for the page.
        #expect(faults.calls == 2 && faults.writes == 0)
    }

    @Test func `the output may be a link`() async throws {
        try FileManager.default.createDirectory(atPath: site.folder + "/srv", withIntermediateDirectories: false)
        try FileManager.default.createSymbolicLink(atPath: site.root, withDestinationPath: site.folder + "/srv")
        let report = try await site.build([TestPage("ada/index.html", "hello")])
        #expect(report.written == 1)
        #expect(FileManager.default.fileExists(atPath: site.folder + "/srv/ada/index.html"))
    }
}
