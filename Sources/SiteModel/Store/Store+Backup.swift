import Foundation
import GRDB

extension Store {
    /// Copies the whole store into a new file as one snapshot; other runs may read and write meanwhile.
    ///
    /// The copy is written next to `target`, readable by its owner only, checked and synced; only then is it renamed,
    /// so a file with that name is always complete. It needs no other files, and holds nothing that was deleted from
    /// the store.
    ///
    /// - Parameters:
    ///   - target: The new file.
    ///   - replaces: Whether an existing file is replaced.
    ///   - progress: Called now and then with the size of the copy so far and that of the store, in bytes.
    /// - Returns: The size of the copy in bytes.
    /// - Throws: ``BackupError``; ``StoreError`` if the store cannot be read.
    public func backup(
        to target: String, replacing replaces: Bool,
        progress: @escaping @Sendable (_ bytes: Int, _ all: Int) -> Void = { _, _ in }
    ) async throws -> Int64 {
        try BackupFile.check(target, isFree: !replaces, besides: path)
        let copy = try BackupFile(for: target)
        defer { copy.discard() }
        let watch = Task { [path, copy = copy.path] in
            // SQLite does not say how far 'VACUUM INTO' is, so the size of the copy is looked at, until the task is cancelled.
            while (try? await Task.sleep(for: .milliseconds(250))) != nil {
                progress(BackupFile.size(copy), BackupFile.size(path))
            }
        }
        defer { watch.cancel() }
        do {
            // SQLite reads in one transaction here, and leaves the pages of deleted rows out of the copy.
            try await writer.writeWithoutTransaction { [path = copy.path] database in
                try database.execute(sql: "VACUUM INTO ?", arguments: [path])
            }
        } catch let error as DatabaseError {
            switch error.resultCode {
            case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_BUSY, .SQLITE_LOCKED: throw StoreError(error, path: path)
            default: throw BackupError.notWritable(path: target, reason: error.message ?? "the disk gave up")
            }
        }
        try Self.checkCopy(copy.path, of: target)
        return try copy.publish(as: target, replacing: replaces)
    }

    /// Opens the copy read-only and checks it.
    private static func checkCopy(_ copy: String, of target: String) throws {
        var configuration = Configuration()
        configuration.readonly = true
        do {
            let queue = try DatabaseQueue(path: copy, configuration: configuration)
            let problem = try queue.read { database in
                if try !migrator.hasCompletedMigrations(database) { return "it is not complete" as String? }
                return try integrityProblems(database).first
            }
            try queue.close()
            if let problem { throw BackupError.unusable(path: target, reason: problem) }
        } catch let error as DatabaseError {
            throw BackupError.unusable(path: target, reason: error.message ?? "it does not open")
        }
    }
}

/// Why there is no backup; an existing file is untouched.
public enum BackupError: Error, Equatable, CustomStringConvertible {
    /// A file with that name exists.
    case exists(path: String)
    /// The target is the store itself, or a file that SQLite keeps next to it.
    case isTheStore(path: String)
    /// The file cannot be written there.
    case notWritable(path: String, reason: String)
    /// The copy was written, but cannot be used.
    case unusable(path: String, reason: String)

    /// What is wrong, where, and what to do.
    public var description: String {
        switch self {
        case .exists(let path): "\(path) is there already; name another file, or replace it with --force"
        case .isTheStore(let path): "\(path) is the database, or belongs to it; name another file for the backup"
        case .notWritable(let path, let reason):
            "cannot write the backup \(path): \(reason); check the folder, its permissions and the space on its disk"
        case .unusable(let path, let reason):
            "the copy for \(path) cannot be used (\(reason)), so it was deleted; run 'sitegen verify', then try again"
        }
    }
}
