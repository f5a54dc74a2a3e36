import Foundation
import GRDB

extension Store {
    /// Connects a Spotify account to a user and stores the sealed tokens; connecting again keeps everything else.
    ///
    /// - Parameters:
    ///   - profile: The answer of `GET /v1/me`.
    ///   - credential: The sealed tokens; `userID` names the user.
    ///   - now: When `profile` was fetched.
    /// - Throws: ``StoreError/accountTaken(username:)`` if another user has the account;
    ///   ``StoreError/otherAccount(username:)`` if the user has another account, because the plays of two accounts must
    ///   not mix.
    public func connectAccount(_ profile: SpotifyAccount, credential: Credential, at now: Instant) async throws {
        try await write { try Self.connectAccount(profile, credential: credential, at: now, $0) }
    }

    /// Adds a user together with the Spotify account: never one without the other.
    ///
    /// - Parameters:
    ///   - username: The folder of the page.
    ///   - timeZone: IANA name, checked by the caller.
    ///   - visibility: Who may see the page.
    ///   - profile: The answer of `GET /v1/me`.
    ///   - invitation: SHA-256 of the code of an invitation, which is used up. It admits to the account of a user of that name
    ///     who has no Spotify account.
    ///   - now: When `profile` was fetched.
    ///   - credential: Seals the tokens for the key of the user.
    /// - Returns: The user.
    /// - Throws: ``StoreError/elsewhere(_:home:path:)``; ``StoreError/usernameTaken(_:)``, also for an invitation that is over; ``StoreError/accountTaken(username:)``;
    ///   what `credential` throws.
    @discardableResult
    public func addUser(
        _ username: Username, timeZone: String, visibility: Visibility, connectedTo profile: SpotifyAccount,
        invitation: [UInt8]? = nil, at now: Instant,
        credential: @escaping @Sendable (_ userID: Int64) throws -> Credential
    ) async throws -> User {
        try requireHome(of: username)
        return try await write { database in
            var invited: User?
            if let invitation {
                guard try Self.useInvitation(invitation, at: now, database)?.username == username else {
                    throw StoreError.usernameTaken(username.rawValue)
                }
                invited = try Self.userWithoutAccount(username, database)
            }
            let user =
                try invited
                ?? Self.addUser(username, timeZone: timeZone, visibility: visibility, at: now, database)
            try Self.connectAccount(profile, credential: credential(user.id), at: now, database)
            return try Self.user(named: username.rawValue, database)
        }
    }

    /// The user who has a Spotify account; `nil` for nobody.
    public func user(of profile: SpotifyAccount) async throws -> User? {
        try await read { database in
            try Row.fetchOne(
                database, sql: "SELECT \(User.columns) FROM user WHERE \(Self.hasAccount) AND NOT isLeaving",
                arguments: profile.arguments
            ).map(User.init(row:))
        }
    }

    /// SQL: whether a user has the account of an answer.
    ///
    /// An answer that leaves out `account_id` is known by the profile's address.
    private static let hasAccount =
        "(spotifyAccountID IN (:key, :id) OR (:accountID IS NULL AND profileURL = :address))"

    private static func userWithoutAccount(_ username: Username, _ database: Database) throws -> User? {
        try Row.fetchOne(
            database,
            sql: "SELECT \(User.columns) FROM user WHERE username = ? AND spotifyAccountID IS NULL AND NOT isLeaving",
            arguments: [username.rawValue]
        ).map(User.init(row:))
    }

    private static func connectAccount(
        _ profile: SpotifyAccount, credential: Credential, at now: Instant, _ database: Database
    ) throws {
        let state = try Bool.fetchOne(
            database, sql: "SELECT isLeaving FROM user WHERE id = ?", arguments: [credential.userID])
        // Who has just left stays away.
        guard state == false else { throw StoreError.unknownUser(profile.displayName ?? profile.id, nearest: nil) }
        let owner = try Row.fetchOne(
            database, sql: "SELECT username FROM user WHERE \(Self.hasAccount) AND id <> :user",
            arguments: profile.arguments + ["user": credential.userID])
        if let owner { throw StoreError.accountTaken(username: owner[0]) }
        let isShown = try updateProfile(profile, of: credential.userID, at: now, database)
        if isShown { try raiseDataVersion(of: credential.userID, database) }
        try save(credential, database)
    }

    /// The credential of a user; `nil` if no account is connected.
    public func credential(of userID: Int64) async throws -> Credential? {
        try await read { database in
            let statement = try database.cachedStatement(
                sql: "SELECT \(Credential.columns) FROM credential WHERE userID = ?")
            return try Row.fetchOne(statement, arguments: [userID]).map(Credential.init(row:))
        }
    }

    /// Whether the store holds any sealed tokens: a missing key file is then an error, not a first use.
    public func hasCredentials() async throws -> Bool {
        try await read { try Bool.fetchOne($0, sql: "SELECT EXISTS (SELECT 1 FROM credential)") ?? false }
    }

    /// Replaces a user's credential after a refresh.
    ///
    /// If the user was disconnected in the meantime, the tokens are not stored.
    public func saveCredential(_ credential: Credential) async throws {
        try await write { database in
            let isConnected = try Bool.fetchOne(
                database, sql: "SELECT EXISTS (SELECT 1 FROM credential WHERE userID = ?)",
                arguments: [credential.userID])
            if isConnected == true { try Self.save(credential, database) }
        }
    }

    /// Records that a user's refresh token was refused: it is not tried again until the user connects.
    ///
    /// - Parameters:
    ///   - userID: The user.
    ///   - authorizedAt: The authorization that was refused; nothing happens if the user has connected again since.
    /// - Throws: ``StoreError``.
    public func markNeedsReconnect(userID: Int64, authorizedAt: Instant) async throws {
        try await write {
            try $0.execute(
                sql: "UPDATE credential SET state = 'needsReconnect' WHERE userID = ? AND authorizedAt = ?",
                arguments: [userID, authorizedAt.milliseconds])
        }
    }

    /// Stores the answer of `GET /v1/me`, and returns whether something that a page shows has changed.
    ///
    /// An account stored by `id` is stored by `account_id` once Spotify sends it. A profile of another account throws
    /// ``StoreError/otherAccount(username:)``.
    static func updateProfile(
        _ profile: SpotifyAccount, of userID: Int64, at now: Instant, _ database: Database
    ) throws -> Bool {
        let old = try Row.fetchOne(
            database,
            sql: "SELECT displayName, imageURL, profileURL, spotifyAccountID, username FROM user WHERE id = ?",
            arguments: [userID])
        guard let old else { return false }
        let shown: [String?] = [profile.displayName, profile.imageURL, profile.profileURL]
        let known: String? = old[3]
        guard profile.isAccount(known, profileURL: old[2]) else { throw StoreError.otherAccount(username: old[4]) }
        // `account_id` is the better key: it is kept even if an answer leaves it out.
        let key = known == nil || known == profile.id ? profile.key : known
        if key != known {
            let owner = try String.fetchOne(
                database, sql: "SELECT username FROM user WHERE spotifyAccountID = ? AND id <> ?",
                arguments: [key, userID])
            if let owner { throw StoreError.accountTaken(username: owner) }
        }
        try database.execute(
            sql: """
                UPDATE user SET displayName = ?, imageURL = ?, profileURL = ?, profileFetchedAt = ?,
                    spotifyAccountID = ? WHERE id = ?
                """,
            arguments: [
                profile.displayName, profile.imageURL, profile.profileURL, now.milliseconds, key, userID,
            ])
        return [old[0], old[1], old[2]] as [String?] != shown
    }

    private static func save(_ credential: Credential, _ database: Database) throws {
        try database.execute(
            sql: """
                INSERT INTO credential (\(Credential.columns)) VALUES (?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (userID) DO UPDATE SET sealedAccessToken = excluded.sealedAccessToken,
                    sealedRefreshToken = excluded.sealedRefreshToken, expiresAt = excluded.expiresAt,
                    scopes = excluded.scopes, authorizedAt = excluded.authorizedAt, state = excluded.state
                """,
            arguments: [
                credential.userID, Data(credential.sealedAccessToken), Data(credential.sealedRefreshToken),
                credential.expiresAt.milliseconds, credential.scopes, credential.authorizedAt.milliseconds,
                credential.state.rawValue,
            ])
    }
}

extension Credential {
    /// The columns that ``init(row:)`` reads, in order; no other table has columns with these names but `userID`.
    static let columns = "userID, sealedAccessToken, sealedRefreshToken, expiresAt, scopes, authorizedAt, state"

    init(row: Row) {
        self.init(
            userID: row[0], sealedAccessToken: [UInt8](row[1] as Data), sealedRefreshToken: [UInt8](row[2] as Data),
            expiresAt: Instant(milliseconds: row[3]), scopes: row[4], authorizedAt: Instant(milliseconds: row[5]),
            state: State(rawValue: row[6]) ?? .needsReconnect)
    }
}

extension SpotifyAccount {
    /// The arguments of `Store.hasAccount`.
    fileprivate var arguments: StatementArguments {
        ["key": key, "id": id, "accountID": accountID, "address": profileURL]
    }

    /// Whether this may be the account that is stored for a user.
    ///
    /// If only one of two answers has `account_id`, they are compared by the profile's address, which contains `id`.
    fileprivate func isAccount(_ known: String?, profileURL knownURL: String?) -> Bool {
        guard let known else { return true }
        return known == accountID || known == id || (profileURL != nil && profileURL == knownURL)
    }
}
