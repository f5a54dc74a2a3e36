import Foundation

/// The program's own templates.
enum BuiltInTemplates {
    /// Their folder; `nil` when they were not found.
    static var folder: String? {
        folders.first { FileManager.default.fileExists(atPath: $0 + "/profile.mustache") }
    }

    /// Installed (`PREFIX/bin/sitegen`, `PREFIX/share/sitegen/templates`), then a checkout (`.build/…/sitegen`).
    private static let folders: [String] = {
        guard let program = Bundle.main.executableURL?.resolvingSymlinksInPath() else { return [] }
        let bin = program.deletingLastPathComponent()
        let installed = bin.deletingLastPathComponent().appending(path: "share/sitegen/templates")
        var folders = [installed.path(percentEncoded: false)]
        var folder = bin
        while folder.path(percentEncoded: false) != "/" {
            if folder.lastPathComponent == ".build" || folder.lastPathComponent.hasPrefix(".build-") {
                folders.append(
                    folder.deletingLastPathComponent().appending(path: "templates").path(percentEncoded: false))
            }
            folder.deleteLastPathComponent()
        }
        return folders
    }()
}
