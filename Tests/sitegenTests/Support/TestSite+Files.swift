import Foundation
import GRDB

/// A site of two connected users of its own, made by the built program once and copied for each test.
final class DemoCopy: Sendable {
    /// The two users, by username.
    let users: [String]
    let folder: String

    /// What a run of the program came to.
    struct Result: Sendable {
        var code: Int32
        var output: String
        var errors: String

        var lines: [String] { output.split(separator: "\n").map(String.init) }
    }

    private init(users: [String], folder: String) {
        self.users = users
        self.folder = folder
    }

    deinit {
        // What is left of it is of no use to anybody, and the system clears the folder.
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// A copy of the one site that all tests begin with, times of files included.
    static func make() async throws -> DemoCopy {
        let original = try await original.value
        let folder = newFolder()
        let copying = try await execute("/bin/cp", ["-a", original.folder, folder], in: NSTemporaryDirectory())
        guard copying.code == 0 else { throw Unprepared(reason: copying.errors) }
        return DemoCopy(users: original.users, folder: folder)
    }

    private static let original = Task {
        let folder = newFolder()
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let demo = try await execute(program, ["demo", ".", "--users", "2"], in: folder)
        guard demo.code == 0 else { throw Unprepared(reason: demo.errors) }
        let queue = try DatabaseQueue(path: folder + "/sitegen.sqlite")
        let users = try await queue.read { try String.fetchAll($0, sql: "SELECT username FROM user ORDER BY username") }
        // Closed, so that the copies need no log beside them.
        try queue.close()
        return DemoCopy(users: users, folder: folder)
    }

    struct Unprepared: Error { var reason: String }

    private static func newFolder() -> String { NSTemporaryDirectory() + "sitegen-ops-\(UUID().uuidString)" }

    /// Runs the program in the folder.
    func sitegen(_ arguments: String..., environment: [String: String] = [:]) async throws -> Result {
        try await Self.execute(Self.program, arguments, environment: environment, in: folder)
    }

    /// Runs a line of shell, in which `$sitegen` is the program.
    func shell(_ line: String) async throws -> Result {
        try await Self.execute("/bin/sh", ["-c", line], environment: ["sitegen": Self.program], in: folder)
    }

    /// What another program, or an accident, does to the database.
    func execute(_ sql: String, arguments: StatementArguments = []) throws {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        let queue = try DatabaseQueue(path: path("sitegen.sqlite"), configuration: configuration)
        try queue.write { try $0.execute(sql: sql, arguments: arguments) }
        try queue.close()
    }

    func count(_ sql: String) throws -> Int {
        let queue = try DatabaseQueue(path: path("sitegen.sqlite"))
        defer { try? queue.close() }  // a reader has nothing to lose
        return try queue.read { try Int.fetchOne($0, sql: sql) ?? 0 }
    }

    func path(_ name: String) -> String { folder + "/" + name }

    func data(_ name: String) throws -> Data { try Data(contentsOf: URL(filePath: path(name))) }

    func write(_ data: Data, to name: String) throws { try data.write(to: URL(filePath: path(name))) }

    func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(name)) }

    func mode(_ name: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path(name))[.posixPermissions] as? Int
    }

    func modified(_ name: String) throws -> Date? {
        try FileManager.default.attributesOfItem(atPath: path(name))[.modificationDate] as? Date
    }

    /// Changes bytes but neither the size nor the time of a file, as a bad disk does.
    func rot(_ name: String) async throws {
        var bytes = try data(name)
        bytes[bytes.count - 6] ^= 1
        let saved = try await shell("touch -r '\(name)' stamp")
        try write(bytes, to: name)
        let restored = try await shell("touch -r stamp '\(name)' && rm stamp")
        guard saved.code == 0, restored.code == 0 else { throw Unprepared(reason: restored.errors) }
    }

    /// The program that was built along with the tests.
    private static let program: String = {
        let bundles = Bundle.allBundles.filter { $0.bundlePath.hasSuffix(".xctest") }.map(\.bundleURL)
        let places = (bundles + [Bundle.main.executableURL].compactMap(\.self)).map {
            $0.deletingLastPathComponent().appending(path: "sitegen").path(percentEncoded: false)
        }
        return places.first { FileManager.default.isExecutableFile(atPath: $0) } ?? "sitegen"
    }()

    private static func execute(
        _ program: String, _ arguments: [String], environment: [String: String] = [:], in folder: String
    ) async throws -> Result {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.environment = ["PATH": "/usr/bin:/bin"].merging(environment) { $1 }
        process.currentDirectoryURL = URL(filePath: folder)
        // Files, not pipes: nobody has to read them while the process runs.
        let base = NSTemporaryDirectory() + "sitegen-ops-\(UUID().uuidString)"
        let files = [base + ".out", base + ".err"]
        for file in files { _ = FileManager.default.createFile(atPath: file, contents: nil) }
        defer {
            for file in files { try? FileManager.default.removeItem(atPath: file) }  // the system sweeps what is left
        }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle(forWritingAtPath: files[0])
        process.standardError = FileHandle(forWritingAtPath: files[1])
        let (ending, end) = AsyncStream<Void>.makeStream()
        process.terminationHandler = { _ in end.finish() }
        try process.run()
        for await _ in ending {}
        let texts = try files.map { String(decoding: try Data(contentsOf: URL(filePath: $0)), as: UTF8.self) }
        return Result(code: process.terminationStatus, output: texts[0], errors: texts[1])
    }
}

extension Date {
    /// As the store has moments.
    var milliseconds: Int64 { Int64(timeIntervalSince1970 * 1000) }
}
