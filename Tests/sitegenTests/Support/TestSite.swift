import Foundation
import TestSupport

/// A folder with settings, database and output, in which tests run the program.
final class TestSite: Sendable {
    let folder: TemporaryFolder
    /// The environment of each process; a test can add to it.
    let environment: [String: String]

    var path: String { folder.path }
    var database: String { path + "/sitegen.sqlite" }
    var output: String { path + "/output" }

    /// Makes a folder; optionally with a Spotify for the program to use, a text for `sitegen.yaml`, and the files of
    /// another site with their times.
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

    /// The output as it is now.
    func tree() throws -> FileTree { try FileTree(output) }

    func page(of user: String) throws -> Data { try tree().bytes(user + "/index.html") }
}
