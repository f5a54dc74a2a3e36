public import SiteModel

/// Deletes pages that must not be shown.
///
/// It needs no valid templates and no free disk space, and waits for no run: a run that is publishing lets it go
/// first.
///
/// Only pages in the manifest are deleted: a file that no build has recorded belongs to the operator.
public struct HiddenPages: Sendable {
    private let store: Store
    private let publisher: Publisher

    /// Creates the deletion of a site's hidden pages.
    ///
    /// - Parameters:
    ///   - store: Knows who shows a page.
    ///   - output: The folder of the site, absolute.
    ///   - precompression: The setting the site is built with.
    ///   - files: The file system.
    ///   - clock: Tells the time.
    public init(
        store: Store, output: String, precompression: Precompression, files: FileSystem = .live, clock: WallClock
    ) {
        self.store = store
        publisher = Publisher(
            root: output, files: files, manifest: store.manifest(clock), precompression: precompression,
            names: StageNames(store.part))
    }

    /// Deletes all pages of users who are private, have no listening or were removed, and pages under a former
    /// username.
    ///
    /// - Returns: The deleted paths.
    /// - Throws: ``StoreError``; ``PublishError`` if something could not be deleted, after everything was tried.
    @discardableResult
    public func delete() async throws -> [String] {
        guard try await !store.hiddenPageRecords().isEmpty else { return [] }
        // In a turn, so that a page which is shown again at this moment stays. But a page that must not be shown goes in any
        // case.
        guard let turn = try? await store.locks.publishing(.asked, patience: Self.patience) else {
            let records = try await store.hiddenPageRecords()
            if let error = PublishError(collecting: publisher.takeDown(paths(of: records)).compactMap(\.self)) {
                throw error
            }
            return records.map(\.path)
        }
        defer { turn.release() }
        return try await delete(store.hiddenPageRecords())
    }

    /// Deletes all pages of some users, and all recorded pages in the folders of these names.
    ///
    /// They are deleted at once, and then again in a turn: another program may have been putting one in place. That one has
    /// ended when this returns, and the next looks at the users again.
    ///
    /// - Parameter usernames: Names of users, including removed or renamed users.
    /// - Returns: The deleted paths.
    /// - Throws: ``StoreError``; ``PublishError`` if something could not be deleted, after everything was tried;
    ///   ``LockError`` when a program that is publishing does not come to an end.
    @discardableResult
    public func delete(ofUsers usernames: [String]) async throws -> [String] {
        guard !usernames.isEmpty else { return [] }
        var records: [PageRecord] = []
        for name in usernames { records += try await store.pageRecords(ofUserNamed: name) }
        // A page that cannot be taken down is tried again, and reported, below.
        _ = publisher.takeDown(paths(of: records))
        let turn = try await store.locks.publishing(.asked, patience: Self.patience)
        defer { turn.release() }
        var latest: [PageRecord] = []
        for name in usernames { latest += try await store.pageRecords(ofUserNamed: name) }
        return try await delete(latest, sweeping: usernames)
    }

    /// Takes users out of the listing of a shard, unless they are public now.
    ///
    /// - Parameters:
    ///   - usernames: The users.
    ///   - path: The listing; one that is not there is none.
    /// - Throws: ``ListingError``, ``StoreError``.
    public func unlist(_ usernames: Set<String>, at path: String) async throws {
        guard case .shard(let shard) = store.part, !usernames.isEmpty else { return }
        // A program that is writing one has ended then, and the next one looks at the users again.
        let turn = try? await store.locks.publishing(.asked, patience: Self.patience)
        defer { turn?.release() }
        let listed = Set(try await store.listedUsernames().values.map(\.rawValue))
        try ListingFile.remove(usernames.subtracting(listed), of: shard, at: path)
    }

    /// How long a program may need for the pages that it is just putting in place.
    private static let patience: Duration = .seconds(10)

    /// The pages that must not be shown and are, or may be, still on the disk in whole or in part.
    ///
    /// - Returns: Their paths, in order.
    /// - Throws: ``StoreError``.
    public func remaining() async throws -> [String] {
        try await store.hiddenPageRecords().map(\.path).filter { path in
            [path, path + ".gz"].contains { file in
                do {
                    return try publisher.files.status(publisher.absolute(file)) != nil
                } catch {
                    // It may still be there.
                    return true
                }
            }
        }
    }

    private func paths(of records: [PageRecord]) -> [SitePath] {
        records.compactMap { try? SitePath($0.path) }  // No version of sitegen has recorded another path.
    }

    private func delete(_ records: [PageRecord], sweeping folders: [String] = []) async throws -> [String] {
        let paths = paths(of: records)
        let results = try await publisher.remove(paths)
        var failures = results.compactMap { result -> PublishError? in
            guard case .failure(let error) = result else { return nil }
            return error
        }
        // Stage files that an interrupted build left behind.
        for folder in folders { failures += publisher.sweep(folder: folder) }
        if let error = PublishError(collecting: failures) { throw error }
        return zip(paths, results).filter { (try? $1.get()) == true }.map(\.0.rawValue)
    }
}
