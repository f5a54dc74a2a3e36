import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Rendering
@testable import SiteModel

/// Its own output folder, with a manifest in memory.
final class TemporarySite: Sendable {
    private let temporary: TemporaryFolder
    var folder: String { temporary.path }
    /// The output, which does not exist yet.
    var root: String { folder + "/output" }
    private let records = Mutex<[String: PageRecord]>([:])

    static let noon = Instant(seconds: 1_795_348_800)

    init() throws {
        temporary = try TemporaryFolder("publishing")
    }

    var manifest: [String: PageRecord] { records.withLock { $0 } }
    func record(_ path: String) -> PageRecord? { records.withLock { $0[path] } }
    func loseManifest() { records.withLock { $0 = [:] } }

    func publisher(_ precompression: Precompression = .gzip, faults: Faults = Faults()) -> Publisher {
        let manifest = PageManifest(
            save: { records in try self.change(faults) { for record in records { $0[record.path] = record } } },
            remove: { paths in try self.change(faults) { for path in paths { $0[path] = nil } } })
        return Publisher(
            root: root, files: FileSystem.live.failing(faults), manifest: manifest, precompression: precompression)
    }

    private func change(_ faults: Faults, _ body: (inout [String: PageRecord]) -> Void) throws {
        if case .failed(let error) = faults.call("manifest", isWrite: true) { throw error }
        records.withLock { body(&$0) }
    }

    /// One whole run: judges, renders and publishes these pages; hides pages without text.
    @discardableResult
    func build(
        _ pages: [TestPage], _ precompression: Precompression = .gzip, rendersAll: Bool = false, isDryRun: Bool = false,
        now: Instant = noon, workers: Int = 2, batchSize: Int = 1024, faults: Faults = Faults(),
        assets: SiteAssets? = nil
    ) async throws -> BuildReport {
        var builder = BuildRun(
            publisher: publisher(precompression, faults: faults), turns: .alone, maxAge: .seconds(3600),
            rendersAll: rendersAll,
            isDryRun: isDryRun, now: now, workers: workers, batchSize: batchSize)
        if let assets {
            try await builder.revalidate(
                assets.sources(precompression: precompression) { record($0.rawValue) })
            try await builder.commit()
        }
        try await builder.revalidate(pages.compactMap { try $0.source(precompression, record: record($0.path)) })
        let inUse = Set(assets?.assets.map(\.path.rawValue) ?? [])
        let retired = manifest.keys.filter { $0.hasPrefix("assets/") && !inUse.contains($0) }.sorted()
        return try await builder.finish(retiring: assets == nil ? [] : retired.map { try SitePath($0) })
    }

    // MARK: What is on the disk

    func bytes(_ path: String) -> [UInt8]? {
        FileManager.default.contents(atPath: root + "/" + path).map { [UInt8]($0) }
    }
    func text(_ path: String) -> String? { bytes(path).map { String(decoding: $0, as: UTF8.self) } }
    func status(_ path: String) throws -> FileStatus? { try FileSystem.live.status(root + "/" + path) }

    func inode(_ path: String) throws -> UInt64 {
        let attributes = try FileManager.default.attributesOfItem(atPath: root + "/" + path)
        return try #require(attributes[.systemFileNumber] as? UInt64)
    }

    /// Every file below the output, including dot-files, sorted.
    func files() -> [String] {
        (FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? [])
            .filter { (try? status($0))?.kind != .folder }.sorted()
    }

    /// Every file with its bytes.
    func contents() -> [String: [UInt8]] {
        Dictionary(uniqueKeysWithValues: files().compactMap { path in bytes(path).map { (path, $0) } })
    }

    /// Puts a file there that no build has written.
    func plant(_ path: String, _ text: String) throws {
        let url = URL(filePath: root + "/" + path)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
    }
}

/// A page for tests: its text is all it is made from.
struct TestPage: Sendable {
    var path: String
    /// `nil` for a page that is hidden.
    var text: String?
    /// Stands for the data; the text itself by default.
    var version: String?
    var isNamed = false

    init(_ path: String, _ text: String?, version: String? = nil, isNamed: Bool = false) {
        self.path = path
        self.text = text
        self.version = version
        self.isNamed = isNamed
    }

    /// `nil` for a hidden page without a record, which nobody looks for.
    func source(_ precompression: Precompression, record: PageRecord?) throws -> PageSource? {
        guard let text else { return try record.map { .hidden(try SitePath(path), record: $0) } }
        var fingerprint = Fingerprint(of: "test")
        fingerprint.add("version", version ?? text)
        fingerprint.add("precompression", precompression.rawValue)
        return PageSource(
            path: try SitePath(path), fingerprint: fingerprint.digest, record: record, isNamed: isNamed
        ) { page, _ in page.append(verbatim: Array(text.utf8)) }
    }
}

extension GzipEncoder {
    /// The variant of a page with this text.
    static func variant(of text: String) throws -> [UInt8] { try GzipEncoder().gzip(Array(text.utf8), for: "test") }
}

extension PublishTurns {
    /// The turns of a program that is alone.
    static let alone = PublishTurns(
        take: { try await SiteLocks(database: ":memory:").publishing(.scheduled) },
        current: { $0 })
}
