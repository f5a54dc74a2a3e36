package import Foundation

/// A folder of a test's own, deleted with the value.
package final class TemporaryFolder: Sendable {
    package let path: String

    /// Holds all of them, so that those that live as long as the process go at its end.
    private static let root: String = {
        let root = FileManager.default.temporaryDirectory.appending(path: "sitegen-tests-\(UUID().uuidString)")
        atexit {
            // The system clears its folder for temporary files if this fails.
            try? FileManager.default.removeItem(atPath: TemporaryFolder.root)
        }
        return root.path(percentEncoded: false)
    }()

    package init(_ name: String = "test") throws {
        path = Self.root + "/\(name)-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        // See above.
        try? FileManager.default.removeItem(atPath: path)
    }

    /// Makes an empty file and opens it for writing.
    package func newFile(_ name: String) throws -> FileHandle {
        let url = URL(filePath: path + "/" + name)
        try Data().write(to: url)
        return try FileHandle(forWritingTo: url)
    }

    /// The text of a file; empty if there is none.
    package func text(_ name: String) -> String {
        String(decoding: FileManager.default.contents(atPath: path + "/" + name) ?? Data(), as: UTF8.self)
    }
}

/// Runs `body` with the path of a folder that is deleted afterwards.
package func withTemporaryFolder<Result>(_ body: (_ path: String) async throws -> Result) async throws -> Result {
    let folder = try TemporaryFolder()
    defer { withExtendedLifetime(folder) {} }
    return try await body(folder.path)
}
