import Foundation

/// The folder of a demo: settings first, everything else next to them.
struct DemoFolder {
    let path: String
    /// The settings file.
    var settings: String { path + "/sitegen.yaml" }

    /// The first line of a demo's settings.
    ///
    /// A folder without it may hold real listening, which invented users must not get into.
    private static let mark = "# A demo of sitegen: invented users, listening to invented music."

    /// Makes the folder, or finds the one that an earlier demo has made.
    ///
    /// - Parameters:
    ///   - path: The folder, absolute.
    ///   - output: The folder of the site; `nil` leaves it next to the settings, or where an earlier demo put it.
    /// - Throws: ``DemoError``.
    init(_ path: String, output: String?) throws {
        self.path = path
        let files = FileManager.default
        do {
            try files.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw DemoError.cannotMake(folder: path)
        }
        let site = output.map { "\noutput: \"\($0.escapedForYAML)\"" } ?? ""
        let wanted = """
            \(Self.mark)
            site:
              title: Liner Notes\(site)
            """
        if files.fileExists(atPath: settings) {
            let present = (try? String(contentsOfFile: settings, encoding: .utf8)) ?? ""
            guard present.hasPrefix(Self.mark) else { throw DemoError.notADemo(folder: path) }
            guard output != nil, present != wanted + "\n" else { return }
        } else if files.fileExists(atPath: path + "/sitegen.sqlite") {
            throw DemoError.notADemo(folder: path)
        }
        do {
            try (wanted + "\n").write(toFile: settings, atomically: true, encoding: .utf8)
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
