internal import Foundation

/// Why a lock cannot be taken.
public enum LockError: Error, CustomStringConvertible {
    /// Another run holds it.
    case held(path: String, by: String)
    /// Another program is changing the same user, or publishing.
    case busy(path: String)
    /// Another companion serves the site.
    case serving(path: String)
    /// Something else is in the place of the lock file.
    case notALock(path: String)
    /// The file cannot be opened.
    case cannotOpen(path: String, reason: String)

    /// What is wrong, and what to do.
    public var description: String {
        switch self {
        case .held(let path, let holder):
            "another run is under way\(Self.process(holder)), it holds \(path); try again when it is done"
        case .busy(let path):
            "another program is changing the same user, or publishing, and holds \(path); try again when it is done"
        case .serving(let path):
            "another 'sitegen serve' serves this site already, and holds \(path); stop it first"
        case .notALock(let path):
            "\(path) is not a lock file of sitegen, and was left as it is; move it away, or check 'database'"
        case .cannotOpen(let path, let reason): "\(path): \(reason); check the permissions of the database's folder"
        }
    }

    private static func process(_ holder: String) -> String {
        let name = holder.trimmingCharacters(in: .whitespacesAndNewlines)
        return name.isEmpty ? "" : " (process \(name))"
    }
}
