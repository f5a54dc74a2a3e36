import SiteModel

/// An import on its way through the files: reads rows, stores them, counts.
struct ImportWork {
    let store: Store
    let userID: Int64
    let zone: ZoneClock
    var batch: ExportBatch
    /// Bytes of all files.
    let bytes: Int64
    let progress: @Sendable (ImportProgress) -> Void
    private(set) var report = ImportReport()
    /// Whether a stored play changed, so that what is measured by plays is due.
    private(set) var changedPlays = false
    /// Bytes of the files that are through.
    private var bytesBefore: Int64 = 0

    /// So many plays are stored in one transaction; a file of Spotify's has about 16,000.
    static let mostPlays = 100_000

    init(
        store: Store, userID: Int64, zone: ZoneClock, batch: ExportBatch, bytes: Int64,
        progress: @escaping @Sendable (ImportProgress) -> Void
    ) {
        self.store = store
        self.userID = userID
        self.zone = zone
        self.batch = batch
        self.bytes = bytes
        self.progress = progress
    }

    /// Reads and stores a file, or all histories in an archive.
    mutating func read(_ file: ExportFile) async throws {
        do {
            switch file.kind {
            case .rows:
                let source = try ByteSource.file(file.path)
                var bytesRead: Int64 = 0
                _ = try await read(source, named: file.path) { count in
                    bytesRead += Int64(count)
                    return bytesRead
                }
            case .archive:
                let archive = try ExportArchive(path: file.path)
                while let name = try archive.next() {
                    guard ExportFiles.isHistory(name) else { continue }
                    let isWhole = try await read(archive.source(), named: file.path + ": " + name) { _ in
                        archive.bytesRead
                    }
                    if !isWhole { break }
                }
            }
        } catch let error as ImportError {
            // The file was fine at first sight; what came before the damage is stored.
            report.add(ImportReport.Failure(file: file.path, row: nil, problem: Self.damage(error)))
        }
        bytesBefore += file.size
    }

    /// Reads and stores the rows of one file.
    ///
    /// - Returns: Whether its bytes could be read to the end.
    private mutating func read(
        _ source: ByteSource, named name: String, position: (_ count: Int) -> Int64
    ) async throws -> Bool {
        report.files.append(name)
        var cutter = JSONObjectCutter()
        var row = 0
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: ByteSource.chunk, alignment: 16)
        defer { buffer.deallocate() }
        do {
            while true {
                try Task.checkCancellation()
                let count = try source.read(buffer)
                if count == 0 { break }
                try cutter.feed(UnsafeRawBufferPointer(rebasing: buffer[..<count])) { object in
                    row += 1
                    take(object, row: row, of: name)
                }
                progress(
                    ImportProgress(
                        file: name, rows: report.rows, bytesRead: bytesBefore + position(count), bytes: bytes))
                if batch.count >= Self.mostPlays { try await flush() }
            }
            try cutter.finish()
        } catch let flaw as JSONObjectCutter.Flaw {
            report.add(ImportReport.Failure(file: name, row: row + 1, problem: flaw.description))
        } catch let error as ImportError {
            report.add(ImportReport.Failure(file: name, row: row + 1, problem: Self.damage(error)))
            try await flush()
            return false
        }
        try await flush()
        return true
    }

    /// What to say of a file that turned out to be damaged while it was read.
    private static func damage(_ error: ImportError) -> String {
        guard case .unreadable(_, let detail) = error else { return error.description }
        return "cannot be read from here on: \(detail); get the file once more and import it again"
    }

    private mutating func take(_ object: UnsafeRawBufferPointer, row: Int, of name: String) {
        report.rows += 1
        let verdict: ExportBatch.Verdict
        do {
            verdict = batch.add(try ExportRow(object))
        } catch {
            verdict = .broken("not JSON")
        }
        switch verdict {
        case .play: break
        case .leftOut(let reason): report.leftOut[reason, default: 0] += 1
        case .broken(let problem): report.add(ImportReport.Failure(file: name, row: row, problem: problem))
        }
    }

    private mutating func flush() async throws {
        let plays = batch.take()
        guard !plays.isEmpty else { return }
        let stored = try await store.insertPlays(plays, of: userID, clock: zone)
        changedPlays = changedPlays || stored.changedPlays
        report.newPlays += stored.newPlays
        report.mergedPlays += stored.mergedPlays
        report.knownPlays += plays.count - stored.newPlays - stored.mergedPlays
    }
}
