import Foundation

extension String {
    /// The path made absolute and plain, without `.` and `..`.
    package func absolutePath(in folder: String) -> String {
        let joined = hasPrefix("/") ? self : folder + "/" + self
        return (joined as NSString).standardizingPath
    }

    /// The folder that a path is in.
    package var parentFolder: String { (self as NSString).deletingLastPathComponent }
}
