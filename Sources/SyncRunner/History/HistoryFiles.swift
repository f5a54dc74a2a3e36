import Foundation

/// A file that was named, or found in a folder that was named.
struct HistoryFile: Hashable {
    /// What is in it.
    enum Kind: Hashable {
        case rows
        case archive
    }

    var path: String
    var kind: Kind
    var size: Int64
}

/// Finds the history files among the named files and folders, before anything is changed.
enum HistoryFiles {
    /// The files to read, in the order they were named; those of a folder by name.
    static func found(at paths: [String]) throws -> [HistoryFile] {
        var files: [HistoryFile] = []
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

    private static func inFolder(_ folder: String) throws -> [HistoryFile] {
        let names: [String]
        do {
            names = try FileManager.default.subpathsOfDirectory(atPath: folder)
        } catch {
            throw ImportError.unreadable(folder, detail: "not allowed, or not there any more")
        }
        let files = names.filter(isHistory).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map { name in
            let path = URL(filePath: folder).appending(path: name).path(percentEncoded: false)
            // One that cannot be read, a link to nothing for example, is reported when its turn comes.
            return HistoryFile(path: path, kind: .rows, size: (try? size(of: path)) ?? 0)
        }.filter { !isFolder($0.path) }
        guard !files.isEmpty else { throw ImportError.nothingInside(folder) }
        return files
    }

    private static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// Tells the kind of a file by its first bytes; its name does not matter.
    private static func checked(_ path: String) throws -> HistoryFile {
        let size = try size(of: path)
        if try ByteSource.file(path).startsLikeZip() {
            let archive = try HistoryArchive(path: path)
            guard try archive.nextHistory() != nil else { throw ImportError.nothingInside(path) }
            return HistoryFile(path: path, kind: .archive, size: size)
        }
        guard try isListOfRows(.file(path)) else { throw ImportError.wrongKind(path) }
        return HistoryFile(path: path, kind: .rows, size: size)
    }

    /// Whether one of the first rows is one of a listening history; a list that is broken within its first rows may be one.
    private static func isListOfRows(_ source: ByteSource) throws -> Bool {
        var reader = JSONListReader(source)
        for index in 0..<100 {
            do {
                guard let row = try reader.nextRow() else { return index == 0 }
                if row.isOfHistory { return true }
            } catch let flaw as JSONListReader.Flaw {
                return flaw == .truncated || flaw == .tooLong
            } catch is JSONListReader.Malformed {
                continue
            }
        }
        return false
    }

    private static func size(of path: String) throws -> Int64 {
        var status = stat()
        guard stat(path, &status) == 0 else { throw ImportError(errno: errno, path: path) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw ImportError.unreadable(path, detail: "not a file") }
        return Int64(status.st_size)
    }
}

extension ByteSource {
    /// Whether the first bytes are those of a zip, which may be an empty one.
    fileprivate func startsLikeZip() throws -> Bool {
        let head = try [UInt8](unsafeUninitializedCapacity: 4) { buffer, count in
            count = try read(UnsafeMutableRawBufferPointer(buffer))
        }
        return head == [0x50, 0x4B, 0x03, 0x04] || head == [0x50, 0x4B, 0x05, 0x06]
    }
}
