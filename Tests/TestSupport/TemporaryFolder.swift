import Foundation

/// A folder of a test's own, gone with the value.
final class TemporaryFolder: Sendable {
    let path: String

    /// Holds all of them, so that those that live as long as the process go at its end.
    private static let root: String = {
        let root = FileManager.default.temporaryDirectory.appending(path: "sitegen-tests-\(UUID().uuidString)")
        atexit {
            // What cannot be removed lies in the machine's folder for temporary files.
            try? FileManager.default.removeItem(atPath: TemporaryFolder.root)
        }
        return root.path(percentEncoded: false)
    }()

    init(_ name: String) throws {
        path = Self.root + "/\(name)-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        // See above.
        try? FileManager.default.removeItem(atPath: path)
    }

    func newFile(_ name: String) throws -> FileHandle {
        let url = URL(filePath: path + "/" + name)
        try Data().write(to: url)
        return try FileHandle(forWritingTo: url)
    }

    func text(_ name: String) -> String {
        String(decoding: FileManager.default.contents(atPath: path + "/" + name) ?? Data(), as: UTF8.self)
    }
}
