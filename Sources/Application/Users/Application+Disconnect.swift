package import Rendering
import SiteModel

extension Application {
    /// Deletes a user's tokens, plays, lists and page.
    ///
    /// - Returns: What the build did.
    /// - Throws: `StoreError`, `PublishError`, ``RunLockError``.
    package func disconnect(_ name: String, done: () -> Void) async throws -> BuildReport {
        let store = try store()
        _ = try await store.user(named: name)
        // The page goes at once; tokens and plays when no run can bring them back.
        try await hiddenPages(store).delete(ofUsers: [name])
        return try await publish([name], store, hiding: [name]) {
            try await store.disconnectUser(named: name)
            done()
        }
    }
}
