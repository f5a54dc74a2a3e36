import Foundation
import GRDB

extension Store {
    /// Stores an invitation, in place of one for the same username that was not used yet.
    ///
    /// Invitations that are over are deleted along with it.
    ///
    /// - Parameters:
    ///   - username: The name that the code will sign up.
    ///   - codeHash: SHA-256 of the code.
    ///   - now: The present moment.
    ///   - lifetime: How long the code works.
    /// - Returns: The invitation as stored.
    /// - Throws: ``StoreError``.
    @discardableResult
    package func addInvitation(
        for username: Username, codeHash: [UInt8], at now: Instant, lasting lifetime: Duration = Invitation.lifetime
    ) async throws -> Invitation {
        let invitation = Invitation(username: username, createdAt: now, endsAt: now + lifetime)
        try await write { database in
            try database.execute(
                sql: "DELETE FROM invitation WHERE endsAt <= ? OR (username = ? AND usedAt IS NULL)",
                arguments: [now.milliseconds, username.rawValue])
            try database.execute(
                sql: "INSERT INTO invitation (codeHash, username, createdAt, endsAt) VALUES (?, ?, ?, ?)",
                arguments: [
                    Data(codeHash), username.rawValue, now.milliseconds, invitation.endsAt.milliseconds,
                ])
        }
        return invitation
    }

    /// The invitation with that code; `nil` if there is none, it is over, or it was used.
    package func openInvitation(_ codeHash: [UInt8], at now: Instant) async throws -> Invitation? {
        try await read { try Self.openInvitation(codeHash, at: now, $0) }
    }

    /// The invitations that can still be used, by username.
    package func openInvitations(at now: Instant) async throws -> [Invitation] {
        try await read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT username, createdAt, endsAt FROM invitation WHERE usedAt IS NULL AND endsAt > ?
                    ORDER BY username
                    """, arguments: [now.milliseconds]
            ).map(Invitation.init(row:))
        }
    }

    /// Uses an invitation, which works once, however many try at the same time; `nil` if it cannot be used (any more).
    static func useInvitation(
        _ codeHash: [UInt8], at now: Instant, _ database: Database
    ) throws -> Invitation? {
        // Writers take turns, so nobody else can use it between these two.
        guard let invitation = try openInvitation(codeHash, at: now, database) else { return nil }
        try database.execute(
            sql: "UPDATE invitation SET usedAt = ? WHERE codeHash = ?", arguments: [now.milliseconds, Data(codeHash)])
        return invitation
    }

    private static func openInvitation(
        _ codeHash: [UInt8], at now: Instant, _ database: Database
    ) throws -> Invitation? {
        try Row.fetchOne(
            database,
            sql: """
                SELECT username, createdAt, endsAt FROM invitation
                WHERE codeHash = ? AND usedAt IS NULL AND endsAt > ?
                """, arguments: [Data(codeHash), now.milliseconds]
        ).map(Invitation.init(row:))
    }
}

extension Invitation {
    fileprivate init(row: Row) {
        self.init(
            username: Username(stored: row[0]), createdAt: Instant(milliseconds: row[1]),
            endsAt: Instant(milliseconds: row[2]))
    }
}
