import Foundation
import GRDB

/// A folder with settings, database and output, and the program to run on it.
final class TestSite: Sendable {
    let folder: TemporaryFolder
    /// What each process gets beside what a test adds.
    let environment: [String: String]

    var path: String { folder.path }
    var database: String { path + "/sitegen.sqlite" }
    var output: String { path + "/output" }

    /// Makes a folder: with a Spotify to ask, with `settings` as `sitegen.yaml`, or as a copy, times of files included.
    init(_ spotify: RunningSpotify? = nil, settings: String? = nil, copyOf original: TestSite? = nil) throws {
        folder = try TemporaryFolder("site")
        environment = [
            "PATH": "/usr/bin:/bin", "HOME": folder.path, "TZ": "UTC", "LANG": "C",
        ].merging(spotify?.environment ?? [:]) { $1 }
        if let original { try original.copyFiles(to: folder.path) }
        if let settings { try write(settings, to: "sitegen.yaml") }
    }

    /// Runs the program in the site's folder.
    func run(_ arguments: String..., with more: [String: String] = [:]) async throws -> Program.Outcome {
        try await Program.run(arguments, environment: environment.merging(more) { $1 }, in: path)
    }

    /// Starts the program in the site's folder.
    func start(
        _ arguments: [String], with more: [String: String] = [:], asks: Bool = false, on terminal: Terminal? = nil
    ) throws -> RunningProgram {
        try RunningProgram(
            arguments, environment: environment.merging(more) { $1 }, in: path, asks: asks, on: terminal)
    }

    func write(_ text: String, to name: String) throws {
        let url = URL(filePath: path + "/" + name)
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
    }

    /// The output as it is now.
    func tree() throws -> FileTree { try FileTree(output) }

    func page(of user: String) throws -> Data { try tree().bytes(user + "/index.html") }

    /// Changes what is stored.
    func change(_ sql: String, _ arguments: StatementArguments = []) throws {
        let database = try DatabaseQueue(path: database)
        try database.write { try $0.execute(sql: sql, arguments: arguments) }
        try database.close()
    }

    /// Reads what is stored: the first value of each row.
    func stored<Value: DatabaseValueConvertible & StatementColumnConvertible>(
        _ sql: String, _ arguments: StatementArguments = [], as _: Value.Type = Value.self
    ) throws -> [Value] {
        let database = try DatabaseQueue(path: database)
        defer { try? database.close() }  // It was only read.
        return try database.read { try Value.fetchAll($0, sql: sql, arguments: arguments) }
    }

    /// Makes users look as if they had last been synced so many seconds earlier; `nil` names everybody.
    func turnBack(by seconds: Int64, _ usernames: [String]? = nil) throws {
        let names = try usernames ?? stored("SELECT username FROM user")
        for name in names {
            try change(
                "UPDATE syncRun SET at = at - ? WHERE userID = (SELECT id FROM user WHERE username = ?)",
                [seconds * 1000, name])
            try change("UPDATE user SET syncedAt = syncedAt - ? WHERE username = ?", [seconds * 1000, name])
        }
    }

    /// Every row of every table: what a command leaves as it is when it has nothing to do.
    ///
    /// The file's bytes are no measure: SQLite counts in them how often it was opened for writing.
    func allRows() throws -> [String: [Row]] {
        let database = try DatabaseQueue(path: database)
        defer { try? database.close() }  // It was only read.
        return try database.read { database in
            let tables = try String.fetchAll(database, sql: "SELECT name FROM sqlite_schema WHERE type = 'table'")
            return try Dictionary(
                uniqueKeysWithValues: tables.map { table in
                    (table, try Row.fetchAll(database, sql: "SELECT * FROM \(table)"))
                })
        }
    }

    /// Copies everything, times included: the manifest knows them.
    ///
    /// The database is closed, or another test is reading it: either way all that counts is in the one file.
    private func copyFiles(to other: String) throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: path).filter {
            !$0.hasSuffix("-wal") && !$0.hasSuffix("-shm")
        }
        let copying = Process()
        copying.executableURL = URL(filePath: "/bin/cp")
        copying.arguments = ["-pR"] + names.map { path + "/" + $0 } + [other]
        try copying.run()
        copying.waitUntilExit()
        guard copying.terminationStatus == 0 else { throw CocoaError(.fileWriteUnknown) }
    }
}
