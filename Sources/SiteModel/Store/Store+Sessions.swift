import Foundation
import GRDB

extension Store {
    /// Begins a session of a user.
    ///
    /// - Parameters:
    ///   - id: SHA-256 of its secret.
    ///   - user: Who is signed in.
    ///   - agent: What the browser calls itself.
    ///   - now: The present moment.
    ///   - former: The id of the browser's session so far, which ends in the same transaction.
    /// - Returns: The session as stored.
    /// - Throws: ``StoreError/unknownUser(_:nearest:)`` if the user is gone or leaving.
    @discardableResult
    package func beginSession(
        _ id: [UInt8], of user: User, agent: String?, at now: Instant, replacing former: [UInt8]? = nil
    ) async throws -> CompanionSession {
        let session = CompanionSession(
            id: id, userID: user.id, createdAt: now, seenAt: now, endsAt: now + CompanionSession.lifetime, agent: agent)
        try await write { database in
            if let former { try Self.endSession(former, database) }
            try Self.deleteExpiredSessions(at: now, database)
            // Nobody has more browsers than that in use; the rest were never signed out.
            try database.execute(
                sql: """
                    DELETE FROM session WHERE userID = ?1 AND id NOT IN
                        (SELECT id FROM session WHERE userID = ?1 ORDER BY seenAt DESC, createdAt DESC LIMIT 19)
                    """, arguments: [user.id])
            try database.execute(
                sql: """
                    INSERT INTO session (id, userID, createdAt, seenAt, endsAt, agent)
                    SELECT ?, id, ?, ?, ?, ? FROM user WHERE id = ? AND NOT isLeaving
                    """,
                arguments: [
                    Data(id), now.milliseconds, now.milliseconds, session.endsAt.milliseconds, agent, user.id,
                ])
            guard database.changesCount == 1 else {
                throw StoreError.unknownUser(user.username.rawValue, nearest: nil)
            }
        }
        return session
    }

    /// The session with that id and its user; `nil` when there is none, or it is over.
    ///
    /// One that is found to be over is deleted: setting the clock back does not revive it.
    package func session(_ id: [UInt8], at now: Instant) async throws -> (session: CompanionSession, user: User)? {
        let found = try await read { database -> (session: CompanionSession, user: User)? in
            let statement = try database.cachedStatement(
                sql: """
                    SELECT \(User.columns), \(CompanionSession.columns)
                    FROM session JOIN user ON user.id = session.userID WHERE session.id = ?
                    """)
            return try Row.fetchOne(statement, arguments: [Data(id)]).map {
                (CompanionSession(row: $0, from: User.columnCount), User(row: $0))
            }
        }
        guard let found else { return nil }
        guard found.session.isOver(at: now) else { return found }
        try await endSession(id)
        return nil
    }

    /// Records that a session is in use, if that was last recorded ``CompanionSession/seenEvery`` ago or earlier.
    package func touchSession(_ id: [UInt8], at now: Instant) async throws {
        try await write {
            try $0.execute(
                sql: "UPDATE session SET seenAt = ? WHERE id = ? AND seenAt <= ?",
                arguments: [now.milliseconds, Data(id), (now - CompanionSession.seenEvery).milliseconds])
        }
    }

    /// Ends a session; nothing happens if it has ended.
    package func endSession(_ id: [UInt8]) async throws {
        try await write { try Self.endSession(id, $0) }
    }

    /// Ends a session that a user chose from the list of their own.
    ///
    /// - Parameters:
    ///   - publicID: Its ``CompanionSession/publicID``; any other text ends nothing.
    ///   - userID: The user; sessions of others are never ended.
    /// - Returns: Whether there was such a session.
    /// - Throws: ``StoreError``.
    package func endSession(publicID: String, of userID: Int64) async throws -> Bool {
        try await write { database in
            try database.execute(
                sql: "DELETE FROM session WHERE userID = ? AND lower(hex(substr(id, 1, 8))) = ?",
                arguments: [userID, publicID])
            return database.changesCount > 0
        }
    }

    /// Ends the sessions of a user, all or all but one.
    package func endSessions(of userID: Int64, except kept: [UInt8]? = nil) async throws {
        try await write { try Self.endSessions(of: userID, except: kept, $0) }
    }

    /// The sessions of a user that are not over, the one used last first.
    package func sessions(of userID: Int64, at now: Instant) async throws -> [CompanionSession] {
        try await read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT \(CompanionSession.columns) FROM session WHERE userID = ?
                    ORDER BY seenAt DESC, createdAt DESC, id
                    """, arguments: [userID]
            ).map { CompanionSession(row: $0, from: 0) }.filter { !$0.isOver(at: now) }
        }
    }

    /// How many sessions that are not over each user has, by the user's key; users without any are absent.
    package func sessionCounts(at now: Instant) async throws -> [Int64: Int] {
        try await read { database in
            let rows = try Row.fetchAll(
                database,
                sql: "SELECT userID, count(*) FROM session WHERE endsAt > ? AND seenAt > ? GROUP BY userID",
                arguments: [now.milliseconds, (now - CompanionSession.idleLimit).milliseconds])
            return Dictionary(uniqueKeysWithValues: rows.map { ($0[0], $0[1]) })
        }
    }

    /// Deletes the sessions of all users that are over.
    package func deleteExpiredSessions(at now: Instant) async throws {
        try await write { try Self.deleteExpiredSessions(at: now, $0) }
    }

    private static func deleteExpiredSessions(at now: Instant, _ database: Database) throws {
        try database.execute(
            sql: "DELETE FROM session WHERE endsAt <= ? OR seenAt <= ?",
            arguments: [now.milliseconds, (now - CompanionSession.idleLimit).milliseconds])
    }

    static func endSessions(of userID: Int64, except kept: [UInt8]? = nil, _ database: Database) throws {
        try database.execute(
            sql: "DELETE FROM session WHERE userID = ? AND id IS NOT ?", arguments: [userID, kept.map { Data($0) }])
    }

    private static func endSession(_ id: [UInt8], _ database: Database) throws {
        try database.execute(sql: "DELETE FROM session WHERE id = ?", arguments: [Data(id)])
    }
}

extension CompanionSession {
    /// The columns that ``init(row:from:)`` reads, in order.
    static let columns = ["id", "userID", "createdAt", "seenAt", "endsAt", "agent"].map { "session." + $0 }
        .joined(separator: ", ")

    init(row: Row, from column: Int) {
        self.init(
            id: [UInt8](row[column] as Data), userID: row[column + 1],
            createdAt: Instant(milliseconds: row[column + 2]), seenAt: Instant(milliseconds: row[column + 3]),
            endsAt: Instant(milliseconds: row[column + 4]), agent: row[column + 5])
    }
}
