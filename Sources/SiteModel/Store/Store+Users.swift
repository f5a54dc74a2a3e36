import GRDB

extension Store {
    /// Every user, by username.
    public func users() async throws -> [User] {
        try await read { database in
            try Row.fetchAll(database, sql: "SELECT \(User.columns) FROM user ORDER BY username").map(User.init(row:))
        }
    }

    /// The user with that name.
    ///
    /// - Throws: ``StoreError/unknownUser(_:nearest:)`` with the most similar existing name.
    public func user(named name: String) async throws -> User {
        try await read { try Self.user(named: name, $0) }
    }

    /// How many users there are.
    public func userCount() async throws -> Int {
        try await read { try Int.fetchOne($0, sql: "SELECT count(*) FROM user") ?? 0 }
    }

    /// Whether a user with that name exists.
    public func hasUser(named name: String) async throws -> Bool {
        try await read { database in
            try Bool.fetchOne(
                database, sql: "SELECT EXISTS (SELECT 1 FROM user WHERE username = ?)", arguments: [name]) ?? false
        }
    }

    /// Adds a user without a connection.
    ///
    /// - Parameters:
    ///   - username: The folder of the page.
    ///   - timeZone: IANA name, checked by the caller.
    ///   - visibility: Who may see the page.
    ///   - now: The present moment.
    /// - Returns: The user with the new key.
    /// - Throws: ``StoreError/usernameTaken(_:)``, ``StoreError/elsewhere(_:home:path:)``.
    public func addUser(
        _ username: Username, timeZone: String, visibility: Visibility, at now: Instant
    ) async throws -> User {
        try requireHome(of: username)
        return try await write {
            try Self.addUser(username, timeZone: timeZone, visibility: visibility, at: now, $0)
        }
    }

    static func addUser(
        _ username: Username, timeZone: String, visibility: Visibility, at now: Instant, _ database: Database
    ) throws -> User {
        try requireFree(username, database)
        try database.execute(
            sql: "INSERT INTO user (username, timeZone, visibility, createdAt, hue, bucket) VALUES (?, ?, ?, ?, ?, ?)",
            arguments: [
                username.rawValue, timeZone, visibility.rawValue, now.milliseconds,
                username.hue(besides: try takenHues(database)), username.bucket,
            ])
        try takeOverPages(in: username, by: database.lastInsertedRowID, database)
        return try user(named: username.rawValue, database)
    }

    /// The hues of some users: with many users, all hues are taken.
    private static func takenHues(_ database: Database) throws -> Set<Int> {
        let rows = try Row.fetchAll(database, sql: "SELECT username, hue FROM user ORDER BY id LIMIT 100")
        return Set(rows.map { $0[1] ?? Username(stored: $0[0]).hue })
    }

    /// Changes what the operator may set: visibility, bio and hidden sections; the time zone has its own method.
    ///
    /// - Returns: The user after the change.
    /// - Throws: ``StoreError/unknownUser(_:nearest:)``.
    public func updateUser(
        named name: String, visibility: Visibility? = nil, bio: String? = nil, hiddenSections: Set<PageSection>? = nil,
        hiding: [PageSection] = [], showing: [PageSection] = []
    ) async throws -> User {
        try await write { database in
            let user = try Self.user(named: name, database)
            try database.execute(
                sql: "UPDATE user SET visibility = ?, bio = ?, hiddenSections = ? WHERE id = ?",
                arguments: [
                    (visibility ?? user.visibility).rawValue, bio ?? user.bio,
                    (hiddenSections ?? user.hiddenSections).union(hiding).subtracting(showing).stored, user.id,
                ])
            return try Self.user(named: name, database)
        }
    }

    /// Gives a user another username; the pages under the old one are hidden from then on.
    ///
    /// - Throws: ``StoreError/unknownUser(_:nearest:)``, ``StoreError/usernameTaken(_:)``, ``StoreError/elsewhere(_:home:path:)``.
    public func renameUser(named name: String, to username: Username) async throws {
        try requireHome(of: username)
        try await write { database in
            let user = try Self.user(named: name, database)
            guard username != user.username else { return }
            try Self.requireFree(username, database)
            try database.execute(
                sql: "UPDATE user SET username = ?, bucket = ? WHERE id = ?",
                arguments: [username.rawValue, username.bucket, user.id])
            try Self.takeOverPages(in: username, by: user.id, database)
        }
    }

    /// Deletes a user with tokens, plays and lists, and the tracks and artists that no other user needs.
    ///
    /// - Throws: ``StoreError/unknownUser(_:nearest:)``.
    public func removeUser(named name: String) async throws {
        try await write { database in
            let user = try Self.user(named: name, database)
            try database.execute(sql: "DELETE FROM user WHERE id = ?", arguments: [user.id])
            try UnusedMusic(database: database).delete()
        }
    }

    /// Deletes what came from Spotify (tokens, plays, lists, profile, and everything made from them), ends the user's
    /// sessions, and keeps what the operator set.
    ///
    /// - Throws: ``StoreError/unknownUser(_:nearest:)``.
    public func disconnectUser(named name: String) async throws {
        try await write { database in
            let user = try Self.user(named: name, database)
            for table in [
                "credential", "play", "accountRow", "listeningDay", "listeningMonth", "monthTop", "artistHeard",
                "topList", "topArtist", "topTrack", "personality", "gap", "syncRun", "zoneSpan", "session", "recap",
                "lastAnswer", "yearAlbums",
            ] {
                try database.execute(sql: "DELETE FROM \(table) WHERE userID = ?", arguments: [user.id])
            }
            try database.execute(
                sql: """
                    UPDATE user SET spotifyAccountID = NULL, displayName = NULL, imageURL = NULL, profileURL = NULL,
                        syncedAt = NULL, profileFetchedAt = NULL, purgedBefore = NULL, purgedPlayAt = NULL,
                        quickestStretchMs = NULL, isLeaving = 0, recaps = x'', dataVersion = dataVersion + 1 WHERE id = ?
                    """, arguments: [user.id])
            try UnusedMusic(database: database).delete()
        }
    }

    static func user(named name: String, _ database: Database) throws -> User {
        let statement = try database.cachedStatement(sql: "SELECT \(User.columns) FROM user WHERE username = ?")
        guard let row = try Row.fetchOne(statement, arguments: [name]) else {
            let names = try String.fetchAll(database, sql: "SELECT username FROM user ORDER BY username")
            throw StoreError.unknownUser(name, nearest: name.nearest(of: names))
        }
        return User(row: row)
    }

    private static func requireFree(_ username: Username, _ database: Database) throws {
        let isTaken = try Bool.fetchOne(
            database, sql: "SELECT EXISTS (SELECT 1 FROM user WHERE username = ?)", arguments: [username.rawValue])
        if isTaken == true { throw StoreError.usernameTaken(username.rawValue) }
    }
}
