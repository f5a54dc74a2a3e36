public import Logging
public import SiteModel

/// Imports history files that Spotify sent a user, the extended history or account data, as zip, folder or single files.
public struct ImportRunner: Sendable {
    let store: Store
    let clock: WallClock
    let logger: Logger

    /// Creates a runner.
    ///
    /// - Parameters:
    ///   - store: The store to write to.
    ///   - clock: Tells which plays are in the future.
    ///   - logger: Takes file names and counts; nothing of what is in the files.
    public init(store: Store, clock: WallClock = .system, logger: Logger = Logger(label: "sitegen.import")) {
        self.store = store
        self.clock = clock
        self.logger = logger
    }

    /// Imports files of one user; the same files again, or in another order, give the same result.
    ///
    /// A row that cannot be read is named in the report and left out. Every few thousand plays are one transaction.
    ///
    /// - Parameters:
    ///   - paths: Zips, folders and JSON files.
    ///   - name: The username.
    ///   - includePrivate: Whether plays of private sessions are imported as well.
    ///   - progress: Called after each chunk that was read.
    /// - Returns: What was new, known and left out.
    /// - Throws: ``ImportError`` when a path is not a listening history: then nothing was changed; ``StoreError``.
    public func run(
        files paths: [String], user name: String, includePrivate: Bool = false,
        progress: @escaping @Sendable (ImportProgress) -> Void = { _ in }
    ) async throws -> ImportReport {
        let user = try await store.user(named: name)
        guard let zone = ZoneOffsets(identifier: user.timeZone) else {
            throw ImportError.unknownTimeZone(user.timeZone, username: name)
        }
        let files = try HistoryFiles.found(at: paths)
        var work = ImportWork(
            store: store, userID: user.id, zone: zone,
            batch: HistoryBatch(includesPrivate: includePrivate, now: clock.now()),
            bytes: files.reduce(0) { $0 + $1.size }, progress: progress)
        for file in files { try await work.read(file) }
        if work.changedPlays {
            try await TemperamentKeeper(store: store, clock: clock).measure(user.id, zone: zone, isChanged: true)
        }
        try await store.updateRecaps(of: user.id, zone: zone, at: clock.now())
        logger.debug(
            "imported",
            metadata: ["user": "\(user.username)", "rows": "\(work.report.rows)", "new": "\(work.report.newPlays)"])
        return work.report
    }
}
