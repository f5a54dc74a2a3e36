import Foundation
import SiteModel

extension Live {
    /// Opens the store, for a command that has nothing to do where there is none.
    ///
    /// - Throws: ``OperatingError/noDatabase(path:)`` rather than make an empty one, which would then be looked at in
    ///   place of the one that was meant.
    func presentStore() throws -> Store {
        guard FileManager.default.fileExists(atPath: settings.database) else {
            throw OperatingError.noDatabase(path: settings.database)
        }
        return try store()
    }
}

/// Why a command of the operator cannot do its work.
enum OperatingError: Error, CustomStringConvertible {
    case noDatabase(path: String)
    case cannotWrite(path: String, reason: String)

    var description: String {
        switch self {
        case .noDatabase(let path):
            "there is no database \(path); check 'database' and the folder you are in, or begin with 'sitegen connect USER'"
        case .cannotWrite(let path, let reason):
            "cannot write \(path): \(reason); check the path, its permissions and the space on its disk"
        }
    }
}
