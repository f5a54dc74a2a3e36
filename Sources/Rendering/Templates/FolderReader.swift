import Foundation

/// Reads the files of one folder and of the folders in it.
struct FolderReader {
    let root: String

    init(root: String) throws {
        self.root = root
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: root, isDirectory: &isFolder), isFolder.boolValue else {
            throw SiteInputError.noTemplates(folder: root)
        }
    }

    /// The files in a folder, relative to the root, sorted; dot-files and editors' copies (`x~`) are left out.
    func names(in folder: String) throws -> [String] {
        let path = folder.isEmpty ? root : root + "/" + folder
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
            return []
        }
        do {
            return try FileManager.default.contentsOfDirectory(atPath: path)
                .filter { !$0.hasPrefix(".") && !$0.hasSuffix("~") }
                .filter { name in
                    FileManager.default.fileExists(atPath: path + "/" + name, isDirectory: &isFolder)
                        && !isFolder.boolValue
                }
                .map { folder.isEmpty ? $0 : folder + "/" + $0 }
                .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        } catch {
            throw SiteInputError.unreadable(path: path, reason: Self.reason(error))
        }
    }

    func bytes(of name: String) throws -> [UInt8] {
        let path = root + "/" + name
        do {
            return [UInt8](try Data(contentsOf: URL(filePath: path)))
        } catch {
            throw SiteInputError.unreadable(path: path, reason: Self.reason(error))
        }
    }

    private static func reason(_ error: any Error) -> String {
        switch ((error as? CocoaError)?.underlying as? POSIXError)?.code {
        case .EMFILE, .ENFILE: "too many open files; raise the limit ('ulimit -n'), then run again"
        default: "check its permissions"
        }
    }
}
