import Foundation
import GRDB

extension Store {
    /// Stores an invitation, in place of an earlier one for the same username.
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
                sql: "DELETE FROM invitation WHERE endsAt <= ? OR username = ?",
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
                sql: "SELECT username, createdAt, endsAt FROM invitation WHERE endsAt > ? ORDER BY username",
                arguments: [now.milliseconds]
            ).map(Invitation.init(row:))
        }
    }

    /// Uses an invitation and deletes it: it works once, however many try at the same time.
    ///
    /// - Returns: `nil` if it cannot be used (any more).
    static func useInvitation(
        _ codeHash: [UInt8], at now: Instant, _ database: Database
    ) throws -> Invitation? {
        // Writers take turns, so nobody else can use it between these two.
        guard let invitation = try openInvitation(codeHash, at: now, database) else { return nil }
        try database.execute(sql: "DELETE FROM invitation WHERE codeHash = ?", arguments: [Data(codeHash)])
        return invitation
    }

    private static func openInvitation(
        _ codeHash: [UInt8], at now: Instant, _ database: Database
    ) throws -> Invitation? {
        try Row.fetchOne(
            database,
            sql: "SELECT username, createdAt, endsAt FROM invitation WHERE codeHash = ? AND endsAt > ?",
            arguments: [Data(codeHash), now.milliseconds]
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
