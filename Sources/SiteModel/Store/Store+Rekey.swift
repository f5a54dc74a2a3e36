import Foundation
import GRDB

extension Store {
    /// Every credential with its user, by username.
    public func credentials() async throws -> [(username: Username, credential: Credential)] {
        try await read { database in
            try Row.fetchAll(database, sql: Self.allCredentials).map { row in
                (Username(stored: row[7]), Credential(row: row))
            }
        }
    }

    /// Seals the tokens of every credential again, all or none.
    ///
    /// - Parameter reseal: Returns a credential with the same tokens, sealed in another way; if it throws, nothing
    ///   changes.
    /// - Returns: How many credentials there are.
    /// - Throws: ``StoreError``; any error of `reseal`.
    public func resealCredentials(
        _ reseal: @escaping @Sendable (_ credential: Credential) throws -> Credential
    ) async throws -> Int {
        try await write { database in
            let credentials = try Row.fetchAll(database, sql: Self.allCredentials).map(Credential.init(row:))
            for credential in credentials {
                let sealed = try reseal(credential)
                // Only these two columns may change here.
                try database.execute(
                    sql: "UPDATE credential SET sealedAccessToken = ?, sealedRefreshToken = ? WHERE userID = ?",
                    arguments: [
                        Data(sealed.sealedAccessToken), Data(sealed.sealedRefreshToken), credential.userID,
                    ])
            }
            return credentials.count
        }
    }

    private static let allCredentials = """
        SELECT \(Credential.columns), user.username
        FROM credential JOIN user ON user.id = credential.userID ORDER BY user.username
        """
}
