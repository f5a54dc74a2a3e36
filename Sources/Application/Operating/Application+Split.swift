package import SiteModel

extension Application {
    /// Divides the database into those of several shards; it stays as it is.
    ///
    /// - Parameters:
    ///   - count: How many shards the site has afterwards; of a database that is a shard already, a multiple of the present number.
    ///   - target: The new folder for the databases, absolute.
    ///   - patience: How long to wait for another program that is at work on a user.
    /// - Returns: The databases, each with its number of users.
    /// - Throws: `SplitError`, `StoreError`, `LockError`, ``OperatingError``; ``SettingsError`` for a folder in the output.
    package func split(
        into count: Int, at target: String, patience: Duration = .seconds(60)
    ) async throws -> [StoreSplit.Part] {
        if target.lies(in: settings.output) {
            throw SettingsError.published(
                what: "the folder of the databases", key: nil, path: target, output: settings.output)
        }
        let store = try presentStore()
        return try await exclusively {
            let lock = try await store.locks.allUsers(patience: patience)
            defer { lock.release() }
            return try await store.split(into: count, at: target, progress: observer.splits)
        }
    }
}
