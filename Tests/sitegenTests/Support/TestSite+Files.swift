import Foundation
import TestSupport

/// The files of a site, and changes to them.
extension TestSite {
    /// The path of a file in the folder.
    func file(_ name: String) -> String { path + "/" + name }

    func data(_ name: String) throws -> Data { try Data(contentsOf: URL(filePath: file(name))) }

    func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: file(name)) }

    func mode(_ name: String) throws -> Int { try FileTree.mode(file(name)) }

    func modified(_ name: String) throws -> Date? {
        try FileManager.default.attributesOfItem(atPath: file(name))[.modificationDate] as? Date
    }

    /// How many files a user has in the output, without the compressed ones.
    ///
    /// The simulated plays end now, so it depends on the hour whether there are enough of them before today for a recap.
    func fileCount(of username: String) throws -> Int {
        try tree().paths.count { $0.hasPrefix(username + "/") && $0.contains(".") && !$0.hasSuffix(".gz") }
    }

    func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: file(name)) }

    func write(_ text: String, to name: String) throws { try write(Data(text.utf8), to: name) }

    func write(_ data: Data, to name: String) throws {
        let url = URL(filePath: file(name))
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try data.write(to: url)
    }

    /// Runs a line of shell in the folder, in which `$sitegen` is the program.
    func shell(_ line: String) async throws -> Program.Outcome {
        let environment = environment.merging(["sitegen": Program.path]) { $1 }
        return try await Program.run(["-c", line], of: "/bin/sh", environment: environment, in: path)
    }

    /// Changes a byte of a file but not its size or time, as a bad disk does.
    func rot(_ name: String) async throws {
        var bytes = try data(name)
        bytes[bytes.count - 6] ^= 1
        try await shell("touch -r '\(name)' stamp").succeeds()
        try write(bytes, to: name)
        try await shell("touch -r stamp '\(name)' && rm stamp").succeeds()
    }

    /// Copies everything with the times of the files, because the manifest has them.
    ///
    /// The write-ahead log is left out: ``settleDatabase()`` has moved it into the database.
    func copyFiles(to other: String) throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: path).filter {
            !$0.hasSuffix("-wal") && !$0.hasSuffix("-shm")
        }
        let copying = Process()
        copying.executableURL = URL(filePath: "/bin/cp")
        copying.arguments = ["-pR"] + names.map(file) + [other]
        try copying.run()
        copying.waitUntilExit()
        guard copying.terminationStatus == 0 else { throw CocoaError(.fileWriteUnknown) }
    }
}
