import Rendering
import SiteModel

extension Application {
    /// Deletes a user's tokens, plays, lists and page, and keeps what the operator set.
    ///
    /// - Parameter name: The username.
    /// - Returns: How far it came: what cannot be deleted now, the next run deletes.
    /// - Throws: `StoreError.unknownUser`; ``StillConnected`` with nothing deleted.
    package func disconnect(_ name: String) async throws -> Departure {
        let store = try store()
        return try await leave(name, store, rebuilding: [name]) { try await store.disconnectUser(named: name) }
    }

    /// Deletes a user with tokens, plays, lists and page.
    ///
    /// - Parameter name: The username.
    /// - Returns: How far it came: what cannot be deleted now, the next run deletes; the bare user then stays.
    /// - Throws: `StoreError.unknownUser`; ``StillConnected`` with nothing deleted.
    package func removeUser(_ name: String) async throws -> Departure {
        let store = try store()
        return try await leave(name, store, rebuilding: []) { try await store.removeUser(named: name) }
    }

    /// Ends what an earlier command has begun and could not finish, for a caller that holds the lock.
    func finishLeaving(_ store: Store) async throws {
        for name in try await store.leavingUsers() { try await store.disconnectUser(named: name) }
    }

    /// Deletes what there is of a user.
    ///
    /// The intention is stored before any file is touched: after a kill at any moment, no run shows the user again.
    private func leave(
        _ name: String, _ store: Store, rebuilding users: [String], _ delete: () async throws -> Void
    ) async throws -> Departure {
        do {
            try await store.beginLeaving(userNamed: name)
        } catch let error as StoreError {
            if case .unknownUser = error { throw error }
            throw StillConnected(cause: error, username: name)
        }
        var departure = Departure()
        do {
            // At once, while another run may be under way.
            try await hiddenPages(store).delete(ofUsers: [name])
            departure.isPageDeleted = true
        } catch {
            departure.problem = error  // which does not spare the plays
        }
        do {
            try await exclusivelyInTurn {
                try await delete()
                departure.isDataDeleted = true
                // Again: the run that was under way may have put it back.
                departure.isPageDeleted = false
                try await hiddenPages(store).delete(ofUsers: [name])
                departure.isPageDeleted = true
                try await hiddenPages(store).delete()
                departure.build = try await build(store, .usersAndLists(users))
            }
        } catch {
            departure.problem = departure.problem ?? error
        }
        return departure
    }
}
