import SiteModel
package import SyncRunner

extension Application {
    /// Imports a user's own listening history.
    ///
    /// - Parameters:
    ///   - files: A zip, a folder or JSON files, as Spotify sent them; relative to the working folder, or absolute.
    ///   - name: The username.
    ///   - includePrivate: Imports plays of private sessions, too.
    /// - Returns: What was new, known and left out.
    /// - Throws: `ImportError` with nothing changed, `StoreError`, `LockError`.
    package func importHistory(
        _ files: [String], of name: String, includePrivate: Bool = false
    ) async throws -> ImportReport {
        let store = try store()
        // Otherwise the next run would take the imported plays for those that are to go.
        try await finishLeaving(of: name, store)
        return try await inTurn(of: store.user(named: name).id, store) {
            try await ImportRunner(store: store, clock: clock, logger: logger).run(
                files: files.map { $0.absolutePath(in: folder) }, user: name, includePrivate: includePrivate,
                progress: observer.imports)
        }
    }

    /// Writes everything stored about a user as one JSON document, except tokens.
    ///
    /// - Parameters:
    ///   - name: The username.
    ///   - write: Takes the document, piece by piece.
    /// - Throws: `StoreError`, ``OperatingError``, what `write` throws.
    package func writeUserData(
        of name: String, to write: @escaping @Sendable (_ text: String) throws -> Void
    ) async throws {
        try await presentStore().writeUserData(named: name, to: write)
    }

    /// Writes a consistent copy of the database; runs may go on meanwhile.
    ///
    /// - Parameters:
    ///   - target: The new file, absolute.
    ///   - replacing: Replaces a file that is there.
    /// - Returns: The size in bytes.
    /// - Throws: `BackupError`, `StoreError`, ``OperatingError``; ``SettingsError`` for a file in the output folder.
    package func backUp(to target: String, replacing: Bool = false) async throws -> Int64 {
        try requireFree(target, for: "the backup")
        return try await presentStore().backup(to: target, replacing: replacing, progress: observer.backups)
    }

    /// Makes a new key file, and seals all tokens with it.
    ///
    /// - Throws: `KeyRotationError`, `StoreError`, ``OperatingError``, `LockError`.
    package func rekey() async throws -> KeyRotation.Outcome {
        let store = try presentStore()
        return try await exclusively {
            // Nobody may seal tokens with the former key meanwhile.
            let lock = try await store.locks.allUsers(patience: .seconds(60))
            defer { lock.release() }
            return try await KeyRotation(path: settings.secretKeyFile, store: store).run()
        }
    }
}
