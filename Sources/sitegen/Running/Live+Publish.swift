import ArgumentParser
import Rendering
import SiteModel

extension Live {
    /// Deletes pages without needing templates.
    func hiddenPages(_ store: Store) -> HiddenPages {
        HiddenPages(store: store, output: settings.output, precompression: settings.precompression)
    }

    /// Changes users while no run is under way, and brings their pages and whatever lists them up to date at once.
    ///
    /// A run that holds the lock still has users, tokens and time zones as they were; so this waits for its end.
    ///
    /// - Parameters:
    ///   - users: Whose pages are rendered, or deleted if they are not shown.
    ///   - store: Where the users are.
    ///   - hidden: Names whose pages go, because nobody has them afterwards.
    ///   - change: What is changed under the lock.
    /// - Throws: ``RunLockError`` after ten minutes, with nothing changed; what the change and the build throw.
    func publishChange(
        of users: [String], _ store: Store, hiding hidden: [String] = [], _ change: () async throws -> Void
    ) async throws {
        let lock = try await RunLock.takeInTurn(for: settings.database, console)
        defer { withExtendedLifetime(lock) {} }
        try await change()
        try await hiddenPages(store).delete(ofUsers: hidden)
        try await hiddenPages(store).delete()
        let report = try await build(store, .usersAndLists(users))
        Summary.print(report, isDryRun: false, console)
        if let code = Summary.exitCode(sync: nil, build: report) { throw code }
    }
}
