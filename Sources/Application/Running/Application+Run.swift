package import Rendering
package import SiteModel
package import SyncRunner

extension Application {
    /// Syncs users who are due, then builds the pages that are not fresh; or both for the named users alone.
    ///
    /// - Parameters:
    ///   - users: The users to look at; `nil` for everyone.
    ///   - force: Syncs users who are not due, and renders pages that are fresh.
    /// - Returns: What was done. If the sync cannot run, the pages are built from what the store has.
    /// - Throws: `LockError`; `StoreError`, with `unknownUser` among them; ``OperatingError/noDatabase(path:)``.
    package func run(users: [String]? = nil, force: Bool = false) async throws -> RunReport {
        try requireDatabase()
        let end = RunEnd(of: settings.runDeadline, clock: clock)
        return try await exclusively(unlessNamed: users) {
            let store = try store()
            var report = RunReport()
            // A page that its user has hidden goes before anything that can fail.
            report.hiddenPagesProblem = try await deleteHiddenPages(store)
            try await finishLeaving(store)
            for name in users ?? [] { _ = try await store.user(named: name) }
            do {
                report.sync = try await sync(
                    store, users: users, force: force, refreshTop: false, isOver: end.isOverForSync)
            } catch let error where error is SettingsError || error is KeyFileError || error is TokenVaultError {
                report.syncProblem = error
            }
            do {
                report.build = try await build(
                    store, users.map { .users($0) } ?? .everything, rendersAll: force, isOver: end.isOver)
            } catch {
                report.buildProblem = error
            }
            return report
        }
    }

    /// Fetches what users listened to: those who are due, or the named ones.
    ///
    /// - Parameters:
    ///   - users: The users to ask for, who are refused within the hour of their last sync; `nil` for everyone due.
    ///   - force: Asks for users who are not due.
    ///   - refreshTop: Asks for top lists and profiles whatever their age.
    /// - Returns: What was fetched.
    /// - Throws: `LockError`, ``SettingsError``, `KeyFileError`, `StoreError`; ``OperatingError/noDatabase(path:)``.
    package func sync(
        users: [String]? = nil, force: Bool = false, refreshTop: Bool = false
    ) async throws -> SyncReport {
        try requireDatabase()
        let end = RunEnd(of: settings.runDeadline, clock: clock)
        return try await exclusively(unlessNamed: users) {
            let store = try store()
            try await finishLeaving(store)
            return try await sync(
                store, users: users, force: force, refreshTop: refreshTop, isOver: end.isOver)
        }
    }

    /// Writes the pages that are not fresh, from what the store has.
    ///
    /// - Parameters:
    ///   - users: The users whose pages are rendered in any case; `nil` for the whole site.
    ///   - rendersAll: Renders pages that are fresh, too.
    ///   - isDryRun: Only reports what would be done. It writes nothing, so it needs no lock.
    /// - Returns: What was done; a page that failed is in it.
    /// - Throws: `LockError`, `StoreError`, `PublishError`, `TemplateError`, `SiteInputError`.
    package func build(
        users: [String]? = nil, rendersAll: Bool = false, isDryRun: Bool = false
    ) async throws -> BuildReport {
        // Without users there is still a site; a page of a user needs one.
        if users != nil || isDryRun { try requireDatabase() }
        let scope: SitePlan.Scope = users.map { .users($0) } ?? .everything
        if isDryRun { return try await build(store(), scope, rendersAll: rendersAll, isDryRun: true) }
        return try await exclusively(unlessNamed: users) {
            let store = try store()
            try await finishLeaving(store)
            return try await build(store, scope, rendersAll: rendersAll)
        }
    }

    /// Builds pages of an open store.
    ///
    /// - Parameters:
    ///   - store: The store.
    ///   - scope: Which pages are judged.
    ///   - rendersAll: Renders pages that are fresh, too.
    ///   - isDryRun: Only reports what would be done.
    ///   - priority: Whether a person waits for it.
    ///   - isOver: Whether the time of the run is over: then no more pages of users are rendered.
    /// - Returns: What was done; a page that failed is in it.
    /// - Throws: `LockError`, `StoreError`, `PublishError`, `TemplateError`, `SiteInputError`; ``OperatingError``.
    package func build(
        _ store: Store, _ scope: SitePlan.Scope, rendersAll: Bool = false, isDryRun: Bool = false,
        priority: SiteLocks.Priority = .scheduled, isOver: @escaping @Sendable () -> Bool = { false }
    ) async throws -> BuildReport {
        guard store.part != .lists else { throw OperatingError.onlyLists(path: settings.database) }
        try await requireOwnOutput(store)
        var (left, users) = (0, 0)
        if case .everything = scope { users = try await store.userCount() }
        if case .everything = scope, !isDryRun {
            try await store.forgetOldChanges(at: clock.now())
            left = try await RecapKeeper(store: store, clock: clock, logger: logger).updateStale(isOver: isOver)
        }
        var report = try await site(store).build(
            scope, rendersAll: rendersAll, isDryRun: isDryRun, priority: priority,
            patience: priority == .asked ? patience : .minutes(10), isOver: isOver,
            progress: { [observer, users] in observer.builds($0, users) })
        report.left += left
        if !isDryRun { log(report) }
        return report
    }

    /// Why the next build would, or would not, render the page of a user.
    ///
    /// - Throws: `StoreError.unknownUser`.
    package func explain(_ name: String) async throws -> (verdict: PageVerdict, user: User, isLeaving: Bool) {
        let store = try presentStore()
        let user = try await store.user(named: name)
        return (
            try await site(store).verdict(ofUserNamed: name), user, try await store.leavingUsers().contains(name)
        )
    }
}
