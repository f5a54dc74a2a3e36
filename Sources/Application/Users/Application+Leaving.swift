import Rendering
package import SiteModel

extension Application {
    /// Deletes a user's tokens, plays, lists and page, and keeps what the operator set.
    ///
    /// - Parameter name: The username.
    /// - Returns: How much was done; the next run deletes the rest.
    /// - Throws: `StoreError.unknownUser`; ``NothingDeleted``.
    package func disconnect(_ name: String) async throws -> Departure {
        try await leave(name, .disconnects)
    }

    /// Deletes a user with tokens, plays, lists and page.
    ///
    /// - Parameter name: The username.
    /// - Returns: How much was done; the next run deletes the rest.
    /// - Throws: `StoreError.unknownUser`; ``NothingDeleted``.
    package func removeUser(_ name: String) async throws -> Departure {
        try await leave(name, .isRemoved)
    }

    /// Ends what an earlier command, or a companion that was killed, has begun and could not finish.
    ///
    /// - Returns: Whether there was anything to end.
    @discardableResult
    package func finishLeaving(_ store: Store) async throws -> Bool {
        let names = try await store.leavingUsers()
        guard !names.isEmpty else { return false }
        // Before what needs room on the disk. A page that is left is in `status`, and every whole build reports it.
        _ = try await deleteHiddenPages(store)
        for name in names {
            // Somebody else may have ended it meanwhile.
            guard let user = try await store.users().first(where: { $0.username.rawValue == name }) else { continue }
            do {
                // One who has to wait does not keep everybody else waiting: the next use case ends it.
                let lock = try await store.locks.user(user.id, patience: .zero)
                defer { lock.release() }
                try await store.finishLeaving(userNamed: name)
            } catch LockError.busy {
                continue
            }
        }
        return true
    }

    /// Finishes the departure of one user, however long that takes, for a use case that is about this user.
    func finishLeaving(of name: String, _ store: Store) async throws {
        try await finishLeaving(store)
        guard try await store.leavingUsers().contains(name) else { return }
        try await finishLeaving(of: store.user(named: name), store)
    }

    /// Deletes plays and lists of a user who is leaving, once no sync or import of theirs is under way.
    private func finishLeaving(of user: User, _ store: Store) async throws {
        try await inTurn(of: user.id, store) { try await store.finishLeaving(userNamed: user.username.rawValue) }
    }

    /// Deletes what there is of a user.
    private func leave(_ name: String, _ way: WayOfLeaving) async throws -> Departure {
        await endLeaving(try await beginLeaving(name, way))
    }

    /// Deletes a user's tokens, sessions and pages, and stores the intention to delete everything else.
    ///
    /// The intention is stored before any file is touched: after a kill at any moment, no run shows the user again.
    ///
    /// - Returns: How far it came, for ``endLeaving(_:listing:)``.
    /// - Throws: `StoreError.unknownUser`; ``NothingDeleted``.
    package func beginLeaving(_ name: String, _ way: WayOfLeaving) async throws -> Departure {
        let store = try store()
        let user: User
        do {
            user = try await store.user(named: name)
            try await store.beginLeaving(userNamed: name, way)
        } catch let error as StoreError {
            if case .unknownUser = error { throw error }
            throw NothingDeleted(cause: error, username: name)
        }
        var departure = Departure(user: user, way: way)
        await deletePages(of: name, store, &departure)
        return departure
    }

    /// Deletes plays and lists, once no sync or import of the user is under way, and brings lists of users up to date.
    ///
    /// - Parameters:
    ///   - departure: What ``beginLeaving(_:_:)`` returned.
    ///   - listing: Whether pages that list users are built here.
    /// - Returns: How far it came; a problem is in it, and the next run goes on.
    package func endLeaving(_ departure: Departure, listing: Listing = .now) async -> Departure {
        var departure = departure
        do {
            let store = try store()
            try await finishLeaving(of: departure.user, store)
            departure.isDataDeleted = true
            let problem = try await deleteHiddenPages(store)
            let shown = departure.way == .isRemoved ? [] : [departure.user.username.rawValue]
            departure.build = try await build(store, listing.scope(shown), priority: .asked)
            departure.problem = departure.problem ?? problem
        } catch {
            departure.problem = departure.problem ?? error
        }
        return departure
    }

    /// Deletes a user's pages; plays are deleted even if a page cannot be.
    private func deletePages(of name: String, _ store: Store, _ departure: inout Departure) async {
        do {
            try await hiddenPages(store).delete(ofUsers: [name])
            departure.isPageDeleted = true
            departure.problem = nil
        } catch {
            departure.isPageDeleted = false
            departure.problem = error
        }
    }
}
