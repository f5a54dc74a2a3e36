package import Rendering
package import SiteModel
import SyncRunner

extension Application {
    /// Every user, by username, with the state of the connection.
    package func users() async throws -> [SyncCandidate] { try await presentStore().syncCandidates() }

    /// One user with the state of the connection.
    ///
    /// - Throws: `StoreError.unknownUser`.
    package func user(_ name: String) async throws -> SyncCandidate {
        try await presentStore().syncCandidate(named: name)
    }

    /// Changes a user, and brings the page and all lists of users up to date.
    ///
    /// A page that becomes private is deleted at once, even if the rest fails or has to wait.
    ///
    /// - Parameters:
    ///   - name: The username.
    ///   - change: What to change.
    ///   - listing: Whether pages that list users are built here.
    /// - Returns: What the build did.
    /// - Throws: ``UserInputError``, `StoreError`, ``NothingChanged``; `LockError` after ten minutes, with a new time zone not stored.
    package func changeUser(
        _ name: String, _ change: UserChange, listing: Listing = .now
    ) async throws -> BuildReport {
        if let bio = change.bio, bio.utf8.count > User.maximumBioLength {
            throw UserInputError.longBio(bytes: bio.utf8.count)
        }
        let store: Store
        do {
            store = try self.store()
            try await applyAtOnce(change, to: name, store)
        } catch let error as StoreError where change.visibility != nil {
            if case .unknownUser = error { throw error }
            throw NothingChanged(cause: error, username: name)
        }
        // Before anything that can wait or fail: no lock, no template.
        let problem = change.visibility == .private ? try await deleteHiddenPages(of: [name], store) : nil
        do {
            try await applyTimeZone(of: change, to: name, store)
            return try await publish([name], store, listing: listing)
        } catch {
            throw problem ?? error
        }
    }

    /// Gives a user another username; the page moves with it.
    ///
    /// - Returns: What the build did.
    /// - Throws: `UsernameError`, `StoreError`, `LockError`.
    package func renameUser(
        _ name: String, to newName: String, listing: Listing = .now
    ) async throws -> BuildReport {
        let store = try store()
        let username = try newUsername(newName, store)
        // A sync or change of the user under way still has the former name.
        try await inTurn(of: store.user(named: name).id, store) {
            try await store.renameUser(named: name, to: username)
        }
        return try await publish([newName], store, hiding: newName == name ? [] : [name], listing: listing)
    }

    /// Stores the part of a change that may be made while a run is under way.
    func applyAtOnce(_ change: UserChange, to name: String, _ store: Store) async throws {
        _ = try await store.updateUser(
            named: name, visibility: change.visibility, bio: change.bio, hiding: change.hiding,
            showing: change.showing)
    }

    /// Stores the part of a change that no sync of the user may cross: it dates plays by the former time zone.
    func applyTimeZone(of change: UserChange, to name: String, _ store: Store) async throws {
        guard let zone = change.timeZone else { return }
        let zoneName = TimeZoneName.name(of: zone)
        let user = try await store.user(named: name)
        guard user.timeZone != zoneName else { return }
        try await inTurn(of: user.id, store) {
            // The user may have another name by now, and somebody else this one.
            guard let name = try await store.shownUsers([user.id])[user.id]?.user.username.rawValue else { return }
            try await store.setTimeZone(ofUserNamed: name, to: zoneName, clock: ZoneOffsets(zone))
            try await TemperamentKeeper(store: store, clock: clock).measureAgain(userNamed: name)
            try await store.updateRecaps(of: user.id, zone: ZoneOffsets(zone), at: clock.now())
        }
    }

    /// Brings pages and lists of users up to date after a change, even while a run is under way.
    ///
    /// - Parameters:
    ///   - users: The users whose pages are rendered, or deleted if they are not shown.
    ///   - store: The store.
    ///   - hidden: Names that nobody has any more, whose pages go.
    ///   - listing: Whether pages that list users are built here.
    /// - Returns: What the build did.
    /// - Throws: `LockError`, what the build throws; `PublishError` for a hidden page that cannot be deleted, when all else
    ///   is done.
    func publish(
        _ users: [String], _ store: Store, hiding hidden: [String] = [], listing: Listing
    ) async throws -> BuildReport {
        try await finishLeaving(store)
        let problem = try await deleteHiddenPages(of: hidden, store)
        let report = try await build(store, listing.scope(users), priority: .asked)
        if let problem { throw problem }
        return report
    }
}

/// When pages that list users are built after a change of one.
package enum Listing: Sendable {
    /// Before the change is done.
    case now
    /// Afterwards, by ``Application/publishLists()``: with many users that takes long.
    case later

    /// What is built for a change of some users.
    func scope(_ users: [String]) -> SitePlan.Scope {
        switch self {
        case .now: .usersAndLists(users)
        case .later: .users(users)
        }
    }
}
