import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Rendering
@testable import SiteModel

/// Two programs publish one site: what one of them changes, the other does not put back.
@Suite struct PublishTurnsTests {
    private let folder: TemporaryFolder
    private let store: Store
    private var output: String { folder.path + "/output" }

    init() async throws {
        folder = try TemporaryFolder()
        store = try Store.open(path: folder.path + "/sitegen.sqlite")
        try await store.addConnectedUsers(["ada", "bob"])
    }

    private func plan(_ files: FileSystem = .live) throws -> SitePlan {
        SitePlan(
            store: store, settings: SiteSettings(title: "Listening", precompression: .none),
            templates: try TemplateFolder(path: SampleSite.folder.path(percentEncoded: false)), output: output,
            files: files, clock: WallClock { TemporarySite.noon })
    }

    private func text(_ path: String) -> String? {
        FileManager.default.contents(atPath: output + "/" + path).map { String(decoding: $0, as: UTF8.self) }
    }

    /// The file system, with something that happens once, before the first file of that name is staged.
    private func files(
        beforeStaging name: String, _ body: @escaping @Sendable () -> Void
    ) -> FileSystem {
        let pending = Mutex(true)
        var files = FileSystem.live
        files.create = { path, bytes, modified throws(PublishError) in
            let isFirst =
                path.contains(name)
                && pending.withLock { pending in
                    defer { pending = false }
                    return pending
                }
            if isFirst { body() }
            return try FileSystem.live.create(path, bytes, modified)
        }
        return files
    }

    /// The file system, and a stream that tells when a page was looked at.
    private func judging(_ path: String) -> (AsyncStream<Void>, FileSystem) {
        let (judged, arrival) = AsyncStream<Void>.makeStream()
        var files = FileSystem.live
        files.status = { found throws(PublishError) in
            if found.hasSuffix(path) { arrival.yield() }
            return try FileSystem.live.status(found)
        }
        return (judged, files)
    }

    /// Runs a change of the store to its end, from a place that cannot wait for it.
    private func now(_ body: @escaping @Sendable () async throws -> Void) {
        let done = DispatchSemaphore(value: 0)
        Task {
            try await body()
            done.signal()
        }
        done.wait()
    }

    @Test func `a page that its owner hides while it is rendered is not put in place`() async throws {
        let plan = try plan(
            files(beforeStaging: "output/ada/") { [store] in
                now { _ = try await store.updateUser(named: "ada", visibility: .private) }
            })
        let report = try await plan.build(.everything)
        #expect(text("ada/index.html") == nil)
        #expect(text("bob/index.html") != nil)
        #expect(report.failed == 0)
        #expect(text("index.html")?.contains("bob/") == true, "the directory is made again without the hidden user")
        #expect(text("index.html")?.contains("ada/") == false)
    }

    @Test func `a page that a program which began later has written meanwhile is left as it is`() async throws {
        _ = try await plan().build(.everything)
        _ = try await store.updateUser(named: "ada", bio: "Changed.")
        let turn = try await store.locks.publishing(.scheduled)
        let (judged, files) = judging("ada/index.html")
        let build = Task { [plan = try plan(files)] in try await plan.build(.users(["ada"])) }
        for await _ in judged { break }
        // Whoever has the turn writes the page.
        try await store.savePages([
            PageRecord(
                path: "ada/index.html", owner: 1, fingerprint: [1], contentHash: [2], size: 5, modifiedNs: 7,
                renderedAt: TemporarySite.noon, checkedAt: TemporarySite.noon + .seconds(1))
        ])
        try FileManager.default.createDirectory(atPath: output + "/ada", withIntermediateDirectories: true)
        try Data("other".utf8).write(to: URL(filePath: output + "/ada/index.html"))
        turn.release()
        let report = try await build.value
        #expect(text("ada/index.html") == "other")
        #expect(report.failed == 0)
    }

    @Test func `a hidden page that is shown again meanwhile is not deleted`() async throws {
        _ = try await plan().build(.everything)
        _ = try await store.updateUser(named: "ada", visibility: .private)
        let turn = try await store.locks.publishing(.scheduled)
        let (judged, files) = judging("ada/index.html")
        let build = Task { [plan = try plan(files)] in try await plan.build(.everything) }
        for await _ in judged { break }
        _ = try await store.updateUser(named: "ada", visibility: .public)
        turn.release()
        _ = try await build.value
        #expect(text("ada/index.html") != nil)
    }

    @Test func `a long build ends its turn early for a person who waits, and goes on afterwards`() async throws {
        let site = try TemporarySite()
        let waiting = Mutex<Task<[String], any Error>?>(nil)
        let held = Mutex<SiteLock?>(nil)
        let locks = store.locks
        let pages = try (0..<40).map { number -> PageSource in
            let path = try SitePath("user-\(number)/index.html")
            return PageSource(path: path, fingerprint: [1], record: nil) { page, _ in
                if number == 5 {
                    waiting.withLock {
                        $0 = Task {
                            let turn = try await locks.publishing(.asked)
                            defer { turn.release() }
                            return site.files().filter { $0.hasSuffix("index.html") }
                        }
                    }
                    while held.withLock({ $0?.isWanted }) == false { await Task.yield() }
                }
                page.append(verbatim: Array("page \(number)".utf8))
            }
        }
        var builder = BuildRun(
            publisher: site.publisher(.none),
            turns: PublishTurns(
                take: {
                    let turn = try await locks.publishing(.scheduled)
                    held.withLock { if $0 == nil { $0 = turn } }
                    return turn
                }, current: { $0 }),
            maxAge: .seconds(3600), now: TemporarySite.noon, workers: 1)
        try await builder.revalidate(pages)
        let report = try await builder.finish()
        let seen = try await #require(waiting.withLock { $0 }).value
        #expect((1..<40).contains(seen.count), "all that was staged is in place, and the rest is not: \(seen.count)")
        #expect(report.written == 40 && site.files().count == 40)
    }

    @Test func `a build that finds only fresh pages gives its turn to a person who waits`() async throws {
        let site = try TemporarySite()
        let held = Mutex<SiteLock?>(nil)
        let locks = store.locks
        var builder = BuildRun(
            publisher: site.publisher(.none),
            turns: PublishTurns(
                take: {
                    let turn = try await locks.publishing(.scheduled)
                    held.withLock { $0 = turn }
                    return turn
                }, current: { $0 }),
            maxAge: .seconds(3600), now: TemporarySite.noon, workers: 1)
        let path = try SitePath("ada/index.html")
        try await builder.revalidate([
            PageSource(path: path, fingerprint: [1], record: nil) { page, _ in page.append(verbatim: Array("page".utf8))
            }
        ])
        #expect(!site.files().contains("ada/index.html"))
        let waiting = Task {
            let turn = try await locks.publishing(.asked, patience: .seconds(20))
            defer { turn.release() }
            return site.files()
        }
        while held.withLock({ $0?.isWanted }) == false { await Task.yield() }
        try await builder.revalidate([], fresh: 3)
        #expect(try await waiting.value.contains("ada/index.html"))
        #expect(try await builder.finish().fresh == 3)
    }
}
