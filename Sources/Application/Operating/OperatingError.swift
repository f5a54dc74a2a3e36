/// Why a use case of the operator cannot do its work.
package enum OperatingError: Error, CustomStringConvertible {
    /// There is no database.
    case noDatabase(path: String)
    /// A file, or the standard output, cannot be written.
    case cannotWrite(path: String, reason: String)

    package var description: String {
        switch self {
        case .noDatabase(let path):
            "there is no database \(path); check 'database' and the folder you are in, or begin with 'sitegen connect USER'"
        case .cannotWrite(let path, let reason):
            "cannot write \(path): \(reason); check the path, its permissions and the space on its disk"
        }
    }
}
