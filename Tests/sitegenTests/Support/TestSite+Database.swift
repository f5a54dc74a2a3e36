import Foundation
import GRDB

/// Changes the database without the program, and reads what no command shows.
///
/// Tests use these methods, so that few of them have to know the tables.
extension TestSite {
    /// A query for the id of a user.
    private static let idOf = "(SELECT id FROM user WHERE username = ?)"

    // MARK: Time that has passed

    /// Makes users look as if they had last been synced this many seconds earlier; `nil` is all users.
    func turnBack(by seconds: Int64, _ usernames: [String]? = nil) throws {
        for name in try usernames ?? self.usernames() {
            try change("UPDATE syncRun SET at = at - ? WHERE userID = \(Self.idOf)", [seconds * 1000, name])
            try change("UPDATE user SET syncedAt = syncedAt - ? WHERE username = ?", [seconds * 1000, name])
        }
    }

    /// Makes all users look as if they had last been synced at a moment, in UTC milliseconds.
    func setLastSync(at moment: Int64) throws { try change("UPDATE user SET syncedAt = ?", [moment]) }

    /// Ends the lifetime of all access tokens.
    func expireAccessTokens() throws { try change("UPDATE credential SET expiresAt = 0") }

    /// Moves the authorization of all users to a moment, in UTC milliseconds.
    func authorizeAll(at moment: Int64) throws { try change("UPDATE credential SET authorizedAt = ?", [moment]) }

    /// The moment of a user's authorization, in UTC milliseconds.
    func authorization(of user: String) throws -> Int64? {
        try stored("SELECT authorizedAt FROM credential WHERE userID = \(Self.idOf)", [user], as: Int64.self).first
    }

    /// Makes every sync look like a failure at a moment, in UTC milliseconds, as under a wrong clock.
    func setEverySync(at moment: Int64) throws {
        try change("UPDATE user SET syncedAt = ?, profileFetchedAt = ?", [moment, moment])
        try change("UPDATE syncRun SET at = ?, errorClass = 'unavailable', outcome = 'failed'", [moment])
        try change("UPDATE topList SET fetchedAt = ?", [moment])
    }

    /// The number of syncs from a moment on, in UTC milliseconds.
    func syncCount(from moment: Int64) throws -> Int {
        try stored("SELECT count(*) FROM syncRun WHERE at >= ?", [moment])[0]
    }

    /// Makes top lists and profiles look as if they had been fetched long ago.
    func outdateListsAndProfiles() throws {
        try change("UPDATE topList SET fetchedAt = 0")
        try change("UPDATE user SET profileFetchedAt = 0")
    }

    /// Makes all pages look as if they had last been judged two hours earlier.
    func outdatePages() throws { try change("UPDATE page SET checkedAt = checkedAt - 7200000") }

    /// Takes pages out of the manifest: one, or all.
    func forgetPages(_ page: String? = nil) throws {
        try change("DELETE FROM page WHERE path = coalesce(?, path)", [page])
    }

    /// The moment of a user's last sync, in UTC milliseconds.
    func lastSync(of user: String) throws -> Int64? {
        try stored("SELECT syncedAt FROM user WHERE username = ?", [user], as: Int64?.self).first ?? nil
    }

    // MARK: The gate

    /// Makes Spotify ask to wait until a moment, in UTC milliseconds.
    func closeGate(until moment: Int64, reason: String) throws {
        try change("INSERT INTO gate (name, notBefore, reason) VALUES ('spotify', ?, ?)", [moment, reason])
    }

    /// Makes the wait look as if it were over.
    func passGate() throws { try change("UPDATE gate SET notBefore = notBefore - 200000000") }

    /// The end of the wait, in UTC milliseconds; `nil` while nothing asks to wait.
    func gateEnd() throws -> Int64? { try stored("SELECT notBefore FROM gate", as: Int64.self).first }

    // MARK: Users and connections

    func usernames() throws -> [String] { try stored("SELECT username FROM user ORDER BY username") }

    /// The zones of all users, the first added first.
    func timeZones() throws -> [String] { try stored("SELECT timeZone FROM user ORDER BY id") }

    func userCount() throws -> Int { try count("user") }

    /// Changes the bio without the program, so that its page is out of date.
    func setStoredBio(_ bio: String, of user: String) throws {
        try change("UPDATE user SET bio = ? WHERE username = ?", [bio, user])
    }

    /// Changes the visibility without the program, so that the page stays as it is.
    func setStoredVisibility(_ visibility: String, of user: String) throws {
        try change("UPDATE user SET visibility = ? WHERE username = ?", [visibility, user])
    }

    /// Deletes a user and all that belongs to them.
    func deleteUser(_ user: String) throws { try change("DELETE FROM user WHERE username = ?", [user]) }

    /// The keys by which accounts are known.
    func accountIDs() throws -> [String] { try stored("SELECT spotifyAccountID FROM user") }

    /// The states that connections have, each once.
    func connectionStates() throws -> Set<String> { Set(try stored("SELECT state FROM credential")) }

    func connectionState(of user: String) throws -> String? {
        try stored("SELECT state FROM credential WHERE userID = \(Self.idOf)", [user], as: String.self).first
    }

    /// Makes Spotify look as if it had refused the connection; `nil` is all users.
    func refuseConnection(of user: String? = nil) throws {
        for name in try user.map({ [$0] }) ?? usernames() {
            try change("UPDATE credential SET state = 'needsReconnect' WHERE userID = \(Self.idOf)", [name])
        }
    }

    /// The class of error that a user's last sync ended with; `nil` after a success.
    func lastErrorClass(of user: String) throws -> String? {
        let sql = "SELECT errorClass FROM syncRun WHERE userID = \(Self.idOf) ORDER BY at DESC LIMIT 1"
        return try stored(sql, [user], as: String?.self).first ?? nil
    }

    // MARK: Any statement

    /// Moves the write-ahead log into the database, as the last to close it does.
    func settleDatabase() throws { try change("UPDATE user SET bio = bio") }

    /// The number of rows in a table.
    func count(_ table: String) throws -> Int { try stored("SELECT count(*) FROM \(table)")[0] }

    /// The number of a user's rows in a table.
    func rowCount(of user: String, in table: String) throws -> Int {
        try stored("SELECT count(*) FROM \(table) WHERE userID = \(Self.idOf)", [user])[0]
    }

    /// Changes what is stored, as another program or an accident does.
    func change(_ sql: String, _ arguments: StatementArguments = [], checksReferences: Bool = true) throws {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = checksReferences
        let queue = try DatabaseQueue(path: database, configuration: configuration)
        try queue.write { try $0.execute(sql: sql, arguments: arguments) }
        try queue.close()
    }

    /// Reads what is stored: the first value of each row.
    func stored<Value: DatabaseValueConvertible & StatementColumnConvertible>(
        _ sql: String, _ arguments: StatementArguments = [], as _: Value.Type = Value.self
    ) throws -> [Value] {
        let queue = try DatabaseQueue(path: database)
        defer { try? queue.close() }  // It was only read.
        return try queue.read { try Value.fetchAll($0, sql: sql, arguments: arguments) }
    }

    /// Every row of every table.
    ///
    /// The file's bytes do not serve for a comparison: SQLite counts in them how often it was opened for writing.
    func allRows() throws -> [String: [Row]] {
        let queue = try DatabaseQueue(path: database)
        defer { try? queue.close() }  // It was only read.
        return try queue.read { database in
            let tables = try String.fetchAll(database, sql: "SELECT name FROM sqlite_schema WHERE type = 'table'")
            return try Dictionary(
                uniqueKeysWithValues: tables.map { table in
                    (table, try Row.fetchAll(database, sql: "SELECT * FROM \(table)"))
                })
        }
    }
}

extension Date {
    /// The time since 1970 in milliseconds, as the database has it.
    var milliseconds: Int64 { Int64(timeIntervalSince1970 * 1000) }
}
