import SiteModel

/// Why a user could not be synced, for reasons of our own.
enum SyncError: ClassifiedError, Hashable {
    /// The account was disconnected while the run went on.
    case disconnected(username: String)
    /// This machine does not know the user's time zone.
    case unknownTimeZone(String, username: String)

    var errorClass: ErrorClass {
        switch self {
        case .disconnected: .disconnected
        case .unknownTimeZone: .unknownTimeZone
        }
    }

    var description: String {
        switch self {
        case .disconnected(let username):
            "the account was disconnected while the run went on; 'sitegen connect \(username)' connects it again"
        case .unknownTimeZone(let zone, let username):
            "this machine does not know the time zone '\(zone)'; install tzdata, or run "
                + "'sitegen user set \(username) --time-zone Europe/Berlin'"
        }
    }
}
