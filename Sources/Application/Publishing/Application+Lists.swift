package import Rendering
import SiteModel

extension Application {
    /// How long the lists wait until others are built: shards that end at the same time ask for them one after another.
    private static let listsPatience: Duration = .seconds(60)

    /// Builds the files that belong to no user, of a site whose users are in several shards.
    ///
    /// The store is one of its own, without users: it records these files.
    ///
    /// - Parameters:
    ///   - listings: The listings of all shards; relative to the working folder, or absolute.
    ///   - rendersAll: Renders pages that are fresh, too.
    /// - Returns: What was done; a page that failed is in it.
    /// - Throws: `ListingError` with nothing changed; `LockError`, `StoreError`, `PublishError`, `TemplateError`,
    ///   `SiteInputError`; ``OperatingError``.
    package func buildLists(from listings: [String], rendersAll: Bool = false) async throws -> BuildReport {
        let paths = listings.map { $0.absolutePath(in: folder) }
        var store = try store()
        if store.part != .lists {
            // A mistyped name must not make a database one of lists.
            try SitePlan.checkListings(paths)
            try store.take(.lists)
        }
        return try await exclusively(patience: Self.listsPatience) { [store] in
            try await requireOwnOutput(store)
            try await store.forgetOldChanges(at: clock.now())
            let report = try await site(store).buildLists(from: paths, rendersAll: rendersAll)
            log(report)
            return report
        }
    }
}
