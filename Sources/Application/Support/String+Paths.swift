import Foundation

extension String {
    /// The path made absolute and plain, without `.` and `..`.
    package func absolutePath(in folder: String) -> String {
        let joined = hasPrefix("/") ? self : folder + "/" + self
        return (joined as NSString).standardizingPath
    }

    /// The absolute path of a file to be written in a folder.
    ///
    /// A link in its place is not followed: the new file replaces the link.
    package func absoluteFilePath(in folder: String) -> String {
        // NSString traps on a name of one character.
        let joined = hasPrefix("/") ? self : folder + "/" + self
        let end = joined.lastIndex(of: "/") ?? joined.startIndex
        return String(joined[..<end]).absolutePath(in: "/") + joined[end...]
    }

    /// Whether the path is a folder, or lies in it, after all links are followed.
    func lies(in folder: String) -> Bool {
        let (path, folder) = (resolvedPath, folder.resolvedPath)
        return folder == "/" || path == folder || path.hasPrefix(folder + "/")
    }

    /// Whether two paths name one file, by their names or on the disk.
    func isSameFile(as other: String) -> Bool {
        if resolvedPath == other.resolvedPath { return true }
        func identity(_ path: String) -> [Int]? {
            let found = try? FileManager.default.attributesOfItem(atPath: path.resolvedPath)
            guard let number = found?[.systemFileNumber] as? Int else { return nil }
            return [number, found?[.systemNumber] as? Int ?? 0]
        }
        return identity(self).map { $0 == identity(other) } ?? false
    }

    /// An absolute path with the links in the part of it that exists followed.
    private var resolvedPath: String {
        var (known, rest) = (self, "")
        while known != "/" {
            if let path = realpath(known, nil) {
                defer { free(path) }
                return String(cString: path) + rest
            }
            rest = "/" + (known as NSString).lastPathComponent + rest
            known = known.parentFolder
        }
        return rest.isEmpty ? "/" : rest
    }

    /// The folder that a path is in.
    package var parentFolder: String { (self as NSString).deletingLastPathComponent }
}
