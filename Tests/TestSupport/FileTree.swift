internal import CZlib
package import Foundation

/// The files of a folder, by their path in it.
package struct FileTree {
    /// Inode, size and time: they show whether a file was replaced or written.
    package struct Stamp: Equatable {
        package var inode: UInt64
        package var size: UInt64
        package var modifiedAt: Date
    }

    package let root: String
    /// Sorted; folders are left out.
    package let paths: [String]

    package init(_ root: String) throws {
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
    package func contents() throws -> [String: Data] {
        try Dictionary(uniqueKeysWithValues: paths.map { ($0, try bytes($0)) })
    }

    /// Inode, size and time of each file.
    package func stamps() throws -> [String: Stamp] {
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

    package func bytes(_ path: String) throws -> Data { try Data(contentsOf: URL(filePath: root + "/" + path)) }

    /// The pages, as paths in the folder.
    package var pages: [String] { paths.filter { $0.hasSuffix(".html") } }

    /// The permission bits of a file.
    package static func mode(_ path: String) throws -> Int {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int ?? 0
    }
}

/// Bytes that are no gzip file, or only the beginning of one.
private struct BadGzip: Error {}

extension Data {
    /// The bytes before compression.
    package func gunzipped() throws -> Data {
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
