import Foundation

/// A file that was given, or found in a folder that was.
struct ExportFile: Hashable {
    /// What is in it.
    enum Kind: Hashable {
        case rows
        case archive
    }

    var path: String
    var kind: Kind
    var size: Int64
}

/// Finds the listening histories among what was named on the command line, before anything is changed.
enum ExportFiles {
    /// The files to read, in the order they were named; those of a folder by name.
    static func found(at paths: [String]) throws -> [ExportFile] {
        var files: [ExportFile] = []
        for path in paths {
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
                throw ImportError.notFound(path)
            }
            files += isFolder.boolValue ? try inFolder(path) : [try checked(path)]
        }
        var seen: Set<String> = []
        return files.filter { seen.insert($0.path).inserted }
    }

    /// Whether a file's name is one that Spotify gives to a listening history of music, podcasts or audiobooks.
    static func isHistory(_ name: String) -> Bool {
        let base = name.split(separator: "/").last.map(String.init) ?? name
        guard base.hasSuffix(".json") else { return false }
        return ["Streaming_History_Audio", "endsong", "StreamingHistory"].contains { base.hasPrefix($0) }
    }

    private static func inFolder(_ folder: String) throws -> [ExportFile] {
        let names: [String]
        do {
            names = try FileManager.default.subpathsOfDirectory(atPath: folder)
        } catch {
            throw ImportError.unreadable(folder, detail: "not allowed, or not there any more")
        }
        let files = try names.filter(isHistory).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map { name in
            let path = URL(filePath: folder).appending(path: name).path(percentEncoded: false)
            return ExportFile(path: path, kind: .rows, size: try size(of: path))
        }
        guard !files.isEmpty else { throw ImportError.nothingInside(folder) }
        return files
    }

    /// Tells by its first bytes what a file is, whatever its name.
    private static func checked(_ path: String) throws -> ExportFile {
        let size = try size(of: path)
        let head = try ByteSource.file(path).head(of: ByteSource.chunk)
        if head.starts(with: [0x50, 0x4B, 0x03, 0x04]) || head.starts(with: [0x50, 0x4B, 0x05, 0x06]) {
            let archive = try ExportArchive(path: path)
            while let name = try archive.next() {
                if isHistory(name) { return ExportFile(path: path, kind: .archive, size: size) }
            }
            throw ImportError.nothingInside(path)
        }
        guard isListOfRows(head) else { throw ImportError.wrongKind(path) }
        return ExportFile(path: path, kind: .rows, size: size)
    }

    /// Whether the first row is one of a listening history; a list that is broken before its first row may be one.
    private static func isListOfRows(_ head: [UInt8]) -> Bool {
        struct Found: Error { var isHistory: Bool }
        var cutter = JSONObjectCutter()
        do {
            try head.withUnsafeBytes { bytes in
                try cutter.feed(bytes) { object in
                    throw Found(isHistory: (try? ExportRow(object))?.isOfHistory ?? false)  // no JSON is no row
                }
            }
            return !head.allSatisfy { $0 <= 0x20 }
        } catch let found as Found {
            return found.isHistory
        } catch {
            return false
        }
    }

    private static func size(of path: String) throws -> Int64 {
        var status = stat()
        guard stat(path, &status) == 0 else { throw ImportError(errno: errno, path: path) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw ImportError.unreadable(path, detail: "not a file") }
        return Int64(status.st_size)
    }
}

extension ByteSource {
    fileprivate func head(of length: Int) throws -> [UInt8] {
        try [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
            count = try read(UnsafeMutableRawBufferPointer(buffer))
        }
    }
}
