import Foundation

/// The folder of a demo: settings first, everything else next to them.
struct DemoFolder {
    private let path: String
    /// The settings file.
    var settings: String { path + "/sitegen.yaml" }

    /// The first line of a demo's settings.
    ///
    /// A folder without it may hold real listening, which invented users must not get into.
    private static let mark = "# A demo of sitegen: invented users, listening to invented music."

    /// Makes the folder, or finds the one that an earlier demo has made.
    ///
    /// - Parameter path: The folder, absolute.
    /// - Throws: ``DemoError``.
    init(_ path: String) throws {
        self.path = path
        let files = FileManager.default
        do {
            try files.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw DemoError.cannotMake(folder: path)
        }
        if files.fileExists(atPath: settings) {
            let present = (try? String(contentsOfFile: settings, encoding: .utf8)) ?? ""
            guard present.hasPrefix(Self.mark) else { throw DemoError.notADemo(folder: path) }
        } else if files.fileExists(atPath: path + "/sitegen.sqlite") {
            throw DemoError.notADemo(folder: path)
        } else {
            try write(output: nil)
        }
    }

    /// Stores where the site is, so that a later demo continues it.
    ///
    /// - Parameter output: The folder of the site, absolute, after it was found to be the demo's.
    /// - Throws: ``DemoError``.
    func remember(output: String) throws { try write(output: output) }

    private func write(output: String?) throws {
        let site = output.map { "\noutput: \"\($0.escapedForYAML)\"" } ?? ""
        let text = """
            \(Self.mark)
            site:
              title: Liner Notes\(site)

            """
        guard text != (try? String(contentsOfFile: settings, encoding: .utf8)) else { return }
        do {
            try text.write(toFile: settings, atomically: true, encoding: .utf8)
        } catch {
            throw DemoError.cannotMake(folder: path)
        }
    }
}

extension String {
    fileprivate var escapedForYAML: String {
        replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    }
}

enum DemoError: Error, CustomStringConvertible {
    case cannotMake(folder: String)
    case notADemo(folder: String)
    case noAnswer(account: String, status: Int)

    var description: String {
        switch self {
        case .cannotMake(let folder): "\(folder) cannot be made or written; check the path and its permissions"
        case .notADemo(let folder):
            "\(folder) holds a site that is not a demo, and invented users must not get into it; name another folder"
        case .noAnswer(let account, let status):
            "the simulated Spotify answered \(status) for \(account); please report this as a bug"
        }
    }
}
