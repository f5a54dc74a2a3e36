import GRDB

/// How a user leaves; the raw values are stored.
public enum WayOfLeaving: Int, Sendable {
    /// What came from Spotify goes, what the operator set stays.
    case disconnects = 1
    /// Everything goes.
    case isRemoved = 2
}

extension Store {
    /// Deletes a user's tokens, ends the user's sessions, and records that everything else is to be deleted.
    ///
    /// From then on no page of the user is shown and nothing is synced, even if the program ends before
    /// ``finishLeaving(userNamed:)``. It may be called during a run.
    ///
    /// - Parameters:
    ///   - name: The username.
    ///   - way: What is deleted in the end; the last call counts.
    /// - Throws: ``StoreError/unknownUser(_:nearest:)``.
    public func beginLeaving(userNamed name: String, _ way: WayOfLeaving) async throws {
        try await write { database in
            let user = try Self.user(named: name, database)
            try database.execute(
                sql: "UPDATE user SET isLeaving = ? WHERE id = ?", arguments: [way.rawValue, user.id])
            try database.execute(sql: "DELETE FROM credential WHERE userID = ?", arguments: [user.id])
            try Self.endSessions(of: user.id, database)
        }
    }

    /// The users who began to leave and whose plays and lists are still stored.
    public func leavingUsers() async throws -> [String] {
        try await read { try String.fetchAll($0, sql: Self.leavingQuery) }
    }

    /// Every command asks this, and the index `userLeaving` answers it without reading all users.
    static let leavingQuery = "SELECT username FROM user WHERE isLeaving <> 0 ORDER BY username"

    /// Deletes what ``beginLeaving(userNamed:_:)`` has left of a user.
    ///
    /// - Parameter name: The username; nothing happens to a user who is not leaving, or is gone.
    /// - Throws: ``StoreError``.
    public func finishLeaving(userNamed name: String) async throws {
        let way = try await read {
            try Int.fetchOne($0, sql: "SELECT isLeaving FROM user WHERE username = ?", arguments: [name])
        }
        switch way.flatMap(WayOfLeaving.init(rawValue:)) {
        case .disconnects: try await disconnectUser(named: name)
        case .isRemoved: try await removeUser(named: name)
        case nil: break
        }
    }
}
