import GRDB

extension Store {
    /// Deletes a user's tokens, and records that everything else is to be deleted.
    ///
    /// From then on no page of the user is shown and nothing is synced, even if the program ends before
    /// ``disconnectUser(named:)`` or ``removeUser(named:)``. It may be called during a run.
    ///
    /// - Throws: ``StoreError/unknownUser(_:nearest:)``.
    public func beginLeaving(userNamed name: String) async throws {
        try await write { database in
            let user = try Self.user(named: name, database)
            try database.execute(sql: "UPDATE user SET isLeaving = 1 WHERE id = ?", arguments: [user.id])
            try database.execute(sql: "DELETE FROM credential WHERE userID = ?", arguments: [user.id])
        }
    }

    /// The users who began to leave and whose plays and lists are still stored.
    public func leavingUsers() async throws -> [String] {
        try await read {
            try String.fetchAll($0, sql: "SELECT username FROM user WHERE isLeaving = 1 ORDER BY username")
        }
    }
}
