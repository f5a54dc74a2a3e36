package import Rendering
package import SiteModel
import SyncRunner

extension Application {
    /// Every user, by username, with the state of the connection.
    package func users() async throws -> [SyncCandidate] { try await store().syncCandidates() }

    /// One user with the state of the connection.
    ///
    /// - Throws: `StoreError.unknownUser`.
    package func user(_ name: String) async throws -> SyncCandidate { try await store().syncCandidate(named: name) }

    /// Changes a user, and brings the page and all lists of users up to date.
    ///
    /// A page that becomes private is deleted at once, even if the rest fails or has to wait.
    ///
    /// - Parameters:
    ///   - name: The username.
    ///   - change: What to change.
    /// - Returns: What the build did.
    /// - Throws: ``UserInputError``, `StoreError`; ``RunLockError`` after ten minutes, with a new time zone not stored.
    package func changeUser(_ name: String, _ change: UserChange) async throws -> BuildReport {
        if let bio = change.bio, bio.utf8.count > User.maximumBioLength {
            throw UserInputError.longBio(bytes: bio.utf8.count)
        }
        let store = try store()
        try await applyAtOnce(change, to: name, store)
        // Before anything that can wait or fail: no lock, no template.
        let problem = change.visibility == .private ? try await deleteHiddenPages(of: [name], store) : nil
        do {
            return try await publish([name], store) { try await applyTimeZone(of: change, to: name, store) }
        } catch {
            throw problem ?? error
        }
    }

    /// Gives a user another username; the page moves with it.
    ///
    /// - Returns: What the build did.
    /// - Throws: `UsernameError`, `StoreError`, ``RunLockError``.
    package func renameUser(_ name: String, to newName: String) async throws -> BuildReport {
        let username = try newUsername(newName)
        let store = try store()
        return try await publish([newName], store, hiding: newName == name ? [] : [name]) {
            try await store.renameUser(named: name, to: username)
        }
    }

    /// Stores the part of a change that may be made while a run is under way.
    func applyAtOnce(_ change: UserChange, to name: String, _ store: Store) async throws {
        _ = try await store.updateUser(
            named: name, visibility: change.visibility, bio: change.bio, hiding: change.hiding,
            showing: change.showing)
    }

    /// Stores the part of a change that needs the lock, because a run still uses the former time zone.
    func applyTimeZone(of change: UserChange, to name: String, _ store: Store) async throws {
        guard let zone = change.timeZone else { return }
        let zoneName = TimeZoneName.name(of: zone)
        guard try await store.user(named: name).timeZone != zoneName else { return }
        try await store.setTimeZone(
            ofUserNamed: name, to: zoneName, clock: ZoneOffsets(zone))
        try await TemperamentKeeper(store: store, clock: clock).measureAgain(userNamed: name)
    }

    /// Makes a change while no run is under way, and brings pages and lists of users up to date.
    ///
    /// A run still has the former users, tokens and time zones, so this waits for its end.
    ///
    /// - Parameters:
    ///   - users: The users whose pages are rendered, or deleted if they are not shown.
    ///   - store: The store.
    ///   - hidden: Names that no user has afterwards; their pages are deleted.
    ///   - change: What is changed under the lock.
    /// - Returns: What the build did.
    /// - Throws: ``RunLockError`` after ten minutes, with nothing changed; what the change and the build throw;
    ///   `PublishError` if a hidden page cannot be deleted, after everything else was done.
    func publish(
        _ users: [String], _ store: Store, hiding hidden: [String] = [], _ change: () async throws -> Void
    ) async throws -> BuildReport {
        try await exclusivelyInTurn {
            try await finishLeaving(store)
            try await change()
            let problem = try await deleteHiddenPages(of: hidden, store)
            let report = try await build(store, .usersAndLists(users))
            if let problem { throw problem }
            return report
        }
    }
}
