import Foundation

@testable import Application

extension FuzzTarget {
    /// A settings file.
    static let settings = FuzzTarget(name: "settings") { bytes in
        withFile(bytes) { path in
            do {
                let settings = try Settings(file: path, folder: "/nowhere")
                precondition(settings.database.hasPrefix("/") && settings.output.hasPrefix("/"), "a path is relative")
            } catch {
                precondition("\(error)".contains(path), "an error names no file: \(error)")
            }
        }
    }
}
