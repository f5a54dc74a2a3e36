import GRDB

extension Store {
    /// Deletes a user's tokens, and remembers that all else is to follow.
    ///
    /// From here on no page of the user is shown and nothing is synced, whatever happens to the program before
    /// ``disconnectUser(named:)`` or ``removeUser(named:)``. It may be called while a run is under way.
    ///
    /// - Throws: ``StoreError/unknownUser(_:nearest:)``.
    public func beginLeaving(userNamed name: String) async throws {
        try await write { database in
            let user = try Self.user(named: name, database)
            try database.execute(sql: "UPDATE user SET isLeaving = 1 WHERE id = ?", arguments: [user.id])
            try database.execute(sql: "DELETE FROM credential WHERE userID = ?", arguments: [user.id])
        }
    }

    /// Users who began to leave and whose plays and lists are still stored.
    public func leavingUsers() async throws -> [String] {
        try await read {
            try String.fetchAll($0, sql: "SELECT username FROM user WHERE isLeaving = 1 ORDER BY username")
        }
    }
}
