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
        let path = self as NSString
        let parent = path.deletingLastPathComponent
        return (parent.isEmpty ? folder : parent.absolutePath(in: folder)) + "/" + path.lastPathComponent
    }

    /// Whether the path is a folder, or lies in it, after all links are followed.
    func lies(in folder: String) -> Bool {
        let (path, folder) = (resolvedPath, folder.resolvedPath)
        return folder == "/" || path == folder || path.hasPrefix(folder + "/")
    }

    /// Whether two paths name one file, by their names or on the disk.
    func isSameFile(as other: String) -> Bool {
        if resolvedPath == other.resolvedPath { return true }
        var (mine, others) = (stat(), stat())
        return stat(self, &mine) == 0 && stat(other, &others) == 0 && mine.st_ino == others.st_ino
            && mine.st_dev == others.st_dev
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
