import Rendering
import SiteModel

extension Application {
    /// Deletes a user's tokens, plays, lists and page, and keeps what the operator set.
    ///
    /// - Parameter name: The username.
    /// - Returns: How much was done; the next run deletes the rest.
    /// - Throws: `StoreError.unknownUser`; ``NothingDeleted``.
    package func disconnect(_ name: String) async throws -> Departure {
        try await leave(name, .disconnects, rebuilding: [name])
    }

    /// Deletes a user with tokens, plays, lists and page.
    ///
    /// - Parameter name: The username.
    /// - Returns: How much was done; the next run deletes the rest.
    /// - Throws: `StoreError.unknownUser`; ``NothingDeleted``.
    package func removeUser(_ name: String) async throws -> Departure {
        try await leave(name, .isRemoved, rebuilding: [])
    }

    /// Finishes departures that an earlier command began; the caller holds the lock.
    func finishLeaving(_ store: Store) async throws {
        let names = try await store.leavingUsers()
        guard !names.isEmpty else { return }
        // Before what needs room on the disk. A page that is left is in `status`, and every whole build reports it.
        _ = try await deleteHiddenPages(store)
        for name in names { try await store.finishLeaving(userNamed: name) }
    }

    /// Deletes a user's data and pages.
    ///
    /// The store records the departure before any file is touched: even after a kill, no run shows the user again.
    private func leave(_ name: String, _ way: WayOfLeaving, rebuilding users: [String]) async throws -> Departure {
        let store = try store()
        do {
            try await store.beginLeaving(userNamed: name, way)
        } catch let error as StoreError {
            if case .unknownUser = error { throw error }
            throw NothingDeleted(cause: error, username: name)
        }
        var departure = Departure()
        // At once, while another run may be under way.
        await deletePages(of: name, store, &departure)
        do {
            try await exclusivelyInTurn {
                // Again: the run that was under way may have put them back.
                await deletePages(of: name, store, &departure)
                try await store.finishLeaving(userNamed: name)
                departure.isDataDeleted = true
                let problem = try await deleteHiddenPages(store)
                departure.build = try await build(store, .usersAndLists(users))
                departure.problem = departure.problem ?? problem
            }
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
