package import SiteModel

extension Application {
    /// Names the files of the site that changed since a cursor.
    ///
    /// - Parameters:
    ///   - cursor: A cursor that an earlier call returned; `nil` names every file of the site.
    ///   - body: Takes a file.
    /// - Returns: The cursor from which the next call goes on.
    /// - Throws: `UnknownCursor`, `StoreError`, ``OperatingError/noDatabase(path:)``, and what `body` throws.
    package func changes(
        since cursor: String?, _ body: @escaping @Sendable (SiteChange) throws -> Void
    ) async throws -> String {
        try await presentStore().changes(since: cursor, at: clock.now(), body)
    }

    /// What the database has of the site.
    ///
    /// - Throws: `StoreError`, ``OperatingError/noDatabase(path:)``.
    package func part() async throws -> StorePart { try presentStore().part }

    /// Whether the database knows a cursor.
    ///
    /// - Throws: `StoreError`, ``OperatingError/noDatabase(path:)``.
    package func knowsCursor(_ cursor: String?) async throws -> Bool {
        guard let cursor else { return false }
        return try await presentStore().knowsCursor(cursor)
    }

    /// A cursor from which only later changes are named.
    ///
    /// - Throws: `StoreError`, ``OperatingError/noDatabase(path:)``.
    package func endOfChanges() async throws -> String { try await presentStore().endOfChanges(at: clock.now()) }
}
