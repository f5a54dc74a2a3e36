/// Why a use case of the operator cannot do its work.
package enum OperatingError: Error, CustomStringConvertible {
    /// There is no database.
    case noDatabase(path: String)
    /// The output has pages of users that the database does not know, and the database knows none of its pages.
    case otherSite(database: String, output: String, user: String)
    /// The database has no users, only the lists of all shards.
    case onlyLists(path: String)
    /// A file, or the standard output, cannot be written.
    case cannotWrite(path: String, reason: String)

    package var description: String {
        switch self {
        case .noDatabase(let path):
            "there is no database \(path), so nobody is connected yet; begin with 'sitegen connect USER' (README, 'Connect an "
                + "account'), or look at a 'sitegen demo'; if there should be one, check 'database' and the folder you are in"
        case .otherSite(let database, let output, let user):
            "the database \(database) knows nothing of the site in \(output), which has a page of '\(user)'; is 'database' "
                + "right? If it is, move what is in \(output) elsewhere, or set 'output' to another folder"
        case .onlyLists(let path):
            "\(path) has no users, only the lists of all shards; run 'sitegen lists FILE…', or set 'database' to that of a shard"
        case .cannotWrite(let path, let reason):
            "cannot write \(path): \(reason); check the path, its permissions and the space on its disk"
        }
    }
}
