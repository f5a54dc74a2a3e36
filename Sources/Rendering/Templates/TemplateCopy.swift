internal import Foundation
internal import SiteModel

/// A set of templates, copied for an operator to edit.
public struct TemplateCopy: Sendable, Equatable {
    /// The files that were written, relative to the folder, in order.
    public private(set) var written: [String] = []
    /// The files that were there with other contents, and the names they have now.
    public private(set) var setAside: [SetAside] = []
    /// How many files were there already, byte for byte.
    public private(set) var unchanged = 0

    /// A file that was renamed to make room.
    public struct SetAside: Sendable, Equatable {
        /// What it was called.
        public var name: String
        /// What it is called now: a name that the site does not read.
        public var newName: String
    }

    /// Copies a set of templates into a folder, which is made if it is not there.
    ///
    /// Nothing is deleted: with `force`, a file that differs gets a name that ends in `~`, and files that the set does not have
    /// stay. A folder that was not there, or was empty, appears with all files at once.
    ///
    /// - Parameters:
    ///   - source: The folder of the set.
    ///   - target: The folder to fill.
    ///   - force: Whether a folder that holds something is completed rather than refused.
    /// - Throws: ``SiteInputError`` when the set cannot be read; ``TemplateCopyError``.
    public init(of source: String, to target: String, force: Bool) throws {
        let reader = try FolderReader(root: source)
        let names = try ["", "account", "assets", "pages", "partials"].flatMap { try reader.names(in: $0) }
        let files = try names.map { (name: $0, bytes: Data(try reader.bytes(of: $0))) }
        // Behind a link lies the folder that is meant.
        let target = URL(filePath: target).resolvingSymlinksInPath().path(percentEncoded: false)
        do {
            if try Self.isEmpty(target) {
                try fill(target, with: files)
            } else if force {
                try complete(target, with: files)
            } else {
                throw TemplateCopyError.notEmpty(folder: target)
            }
        } catch let error as CocoaError {
            let reason = (error.underlying as? POSIXError)?.localizedDescription ?? error.localizedDescription
            throw TemplateCopyError.cannotWrite(folder: target, reason: reason)
        } catch let error as FileError {
            throw TemplateCopyError.cannotWrite(folder: target, reason: error.description)
        }
    }

    private static func isEmpty(_ folder: String) throws -> Bool {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder) else { return true }
        guard isFolder.boolValue else { throw TemplateCopyError.noFolder(path: folder) }
        return try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty
    }

    /// An incomplete set beside the settings would stop every build, so the folder gets its name only when it is complete.
    private mutating func fill(_ target: String, with files: [(name: String, bytes: Data)]) throws {
        let staged = target + ".\(ProcessInfo.processInfo.processIdentifier)~"
        do {
            for file in files { try Self.write(file.bytes, to: staged + "/" + file.name) }
            // It may replace an empty folder, and nothing else.
            try AtomicFile.publish(staged, as: target, replacing: true)
        } catch {
            // What failed is named; what is left of it harms nobody.
            try? FileManager.default.removeItem(atPath: staged)
            throw error
        }
        written = files.map(\.name)
    }

    private mutating func complete(_ target: String, with files: [(name: String, bytes: Data)]) throws {
        for file in files {
            let path = target + "/" + file.name
            if let old = FileManager.default.contents(atPath: path) {
                if old == file.bytes {
                    unchanged += 1
                    continue
                }
                let newName = Self.freeName(for: file.name, in: target)
                try FileManager.default.moveItem(atPath: path, toPath: target + "/" + newName)
                setAside.append(SetAside(name: file.name, newName: newName))
            }
            try Self.write(file.bytes, to: path)
            written.append(file.name)
        }
    }

    private static func freeName(for name: String, in folder: String) -> String {
        let candidates = sequence(first: 1) { $0 + 1 }.lazy.map { $0 == 1 ? "\(name)~" : "\(name).\($0)~" }
        return candidates.first { !FileManager.default.fileExists(atPath: folder + "/" + $0) } ?? "\(name)~"
    }

    private static func write(_ bytes: Data, to path: String) throws {
        let url = URL(filePath: path)
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try AtomicFile.create(bytes, at: path)
    }
}

/// Why templates could not be copied.
public enum TemplateCopyError: Error, Equatable, CustomStringConvertible {
    /// The folder holds something.
    case notEmpty(folder: String)
    /// There is a file of that name.
    case noFolder(path: String)
    /// A file or folder cannot be made.
    case cannotWrite(folder: String, reason: String)

    /// What is wrong, where, and what to do.
    public var description: String {
        switch self {
        case .notEmpty(let folder):
            "\(folder) is not empty; name another folder, or pass --force: your files stay, with '~' behind the names of "
                + "those that differ"
        case .noFolder(let path): "\(path) is a file; name a folder"
        case .cannotWrite(let folder, let reason):
            "cannot write the templates to \(folder): \(reason); check the path, its permissions and the space on its disk"
        }
    }
}
