import SiteModel

/// The work of an import: reads rows, stores them and counts them.
struct ImportWork {
    let store: Store
    let userID: Int64
    let zone: ZoneOffsets
    var batch: HistoryBatch
    /// Bytes of all files.
    let bytes: Int64
    let progress: @Sendable (ImportProgress) -> Void
    private(set) var report = ImportReport()
    /// Whether a stored play changed, so that the temperament has to be measured again.
    private(set) var changedPlays = false
    /// Bytes of the files that were read to the end.
    private var bytesBefore: Int64 = 0

    /// The most plays stored in one transaction, about 4 MB of memory; a file of Spotify's has about 16,000.
    static let mostPlays = 8000

    init(
        store: Store, userID: Int64, zone: ZoneOffsets, batch: HistoryBatch, bytes: Int64,
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
    mutating func read(_ file: HistoryFile) async throws {
        do {
            switch file.kind {
            case .rows:
                let source = try ByteSource.file(file.path)
                _ = try await read(source, named: file.path) { $0 }
            case .archive:
                let archive = try HistoryArchive(path: file.path)
                while let name = try archive.nextHistory() {
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
    /// - Parameters:
    ///   - source: The file's bytes.
    ///   - name: What messages call the file.
    ///   - position: Bytes read of the file on disk, from those read of `source`.
    /// - Returns: Whether its bytes could be read to the end.
    /// - Throws: `StoreError`; `CancellationError`.
    private mutating func read(
        _ source: ByteSource, named name: String, position: (_ bytesRead: Int64) -> Int64
    ) async throws -> Bool {
        report.files.append(name)
        var reader = JSONListReader(source)
        var row = 0
        var bytesTold: Int64 = 0
        do {
            while let verdict = try nextVerdict(&reader) {
                row += 1
                count(verdict, row: row, of: name)
                guard reader.bytesRead > bytesTold else { continue }
                bytesTold = reader.bytesRead
                try Task.checkCancellation()
                tell(name, position(bytesTold))
                if batch.count >= Self.mostPlays { try await flush() }
            }
            tell(name, position(reader.bytesRead))
        } catch let flaw as JSONListReader.Flaw {
            report.add(ImportReport.Failure(file: name, row: row + 1, problem: flaw.description))
        } catch let error as ImportError {
            report.add(ImportReport.Failure(file: name, row: row + 1, problem: Self.damage(error)))
            try await flush()
            return false
        }
        try await flush()
        return true
    }

    private func tell(_ name: String, _ position: Int64) {
        progress(ImportProgress(file: name, rows: report.rows, bytesRead: bytesBefore + position, bytes: bytes))
    }

    /// The message about a file that proved to be damaged while it was read.
    private static func damage(_ error: ImportError) -> String {
        guard case .unreadable(_, let detail) = error else { return error.description }
        return "cannot be read from here on: \(detail); get the file once more and import it again"
    }

    private mutating func nextVerdict(_ reader: inout JSONListReader) throws -> HistoryBatch.Verdict? {
        do {
            return try reader.nextRow().map { batch.add($0) }
        } catch is JSONListReader.Malformed {
            return .broken("not JSON")
        }
    }

    private mutating func count(_ verdict: HistoryBatch.Verdict, row: Int, of name: String) {
        report.rows += 1
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
