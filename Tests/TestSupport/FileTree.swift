import CZlib
import Foundation

/// The files of a folder, by their path in it.
struct FileTree {
    /// What tells whether a file was replaced or written.
    struct Stamp: Equatable {
        var inode: UInt64
        var size: UInt64
        var modifiedAt: Date
    }

    let root: String
    /// Sorted; folders are left out.
    let paths: [String]

    init(_ root: String) throws {
        self.root = root
        guard FileManager.default.fileExists(atPath: root) else {
            paths = []
            return
        }
        paths = try FileManager.default.subpathsOfDirectory(atPath: root)
            .filter { path in
                var isFolder: ObjCBool = false
                return FileManager.default.fileExists(atPath: root + "/" + path, isDirectory: &isFolder)
                    && !isFolder.boolValue
            }
            .sorted()
    }

    /// What is in each file.
    func contents() throws -> [String: Data] {
        try Dictionary(uniqueKeysWithValues: paths.map { ($0, try bytes($0)) })
    }

    /// Inode, size and time of each file.
    func stamps() throws -> [String: Stamp] {
        try Dictionary(
            uniqueKeysWithValues: paths.map { path in
                let attributes = try FileManager.default.attributesOfItem(atPath: root + "/" + path)
                return (
                    path,
                    Stamp(
                        inode: attributes[.systemFileNumber] as? UInt64 ?? 0, size: attributes[.size] as? UInt64 ?? 0,
                        modifiedAt: attributes[.modificationDate] as? Date ?? .distantPast)
                )
            })
    }

    func bytes(_ path: String) throws -> Data { try Data(contentsOf: URL(filePath: root + "/" + path)) }

    /// The pages, as paths in the folder.
    var pages: [String] { paths.filter { $0.hasSuffix(".html") } }

    /// The permission bits of a file.
    static func mode(_ path: String) throws -> Int {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int ?? 0
    }
}

/// A gzip file that is not one, or is cut short.
struct BadGzip: Error {}

extension Data {
    /// What was compressed.
    func gunzipped() throws -> Data {
        var stream = z_stream()
        guard
            inflateInit2_(&stream, MAX_WBITS + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
        else { throw BadGzip() }
        defer { inflateEnd(&stream) }
        var input = [UInt8](self)
        var plain = Data()
        var output = [UInt8](repeating: 0, count: 1 << 16)
        let code: Int32 = input.withUnsafeMutableBufferPointer { input in
            stream.next_in = input.baseAddress
            stream.avail_in = UInt32(input.count)
            while true {
                let (code, count) = output.withUnsafeMutableBufferPointer { output in
                    stream.next_out = output.baseAddress
                    stream.avail_out = UInt32(output.count)
                    let code = inflate(&stream, Z_NO_FLUSH)
                    return (code, output.count - Int(stream.avail_out))
                }
                plain.append(contentsOf: output.prefix(count))
                guard code == Z_OK else { return code }
            }
        }
        guard code == Z_STREAM_END, stream.avail_in == 0 else { throw BadGzip() }
        return plain
    }
}
