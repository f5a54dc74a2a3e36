import SiteModel

/// Why a user could not be synced, apart from failed requests.
enum SyncError: ClassifiedError, Hashable {
    /// The account was disconnected during the run.
    case disconnected(username: String)
    /// Spotify answered about another account than the one that is connected.
    case otherAccount(username: String)
    /// All offered plays end in the future, so our clock may be behind; the first of these ends is given.
    case impossibleDates(Instant, now: Instant)
    /// This machine does not know the user's time zone.
    case unknownTimeZone(String, username: String)

    var errorClass: ErrorClass {
        switch self {
        case .disconnected: .disconnected
        case .otherAccount: .otherAccount
        case .impossibleDates: .impossibleDates
        case .unknownTimeZone: .unknownTimeZone
        }
    }

    var description: String {
        switch self {
        case .disconnected(let username):
            "the account was disconnected while the run went on; 'sitegen connect \(username)' connects it again"
        case .otherAccount(let username):
            "Spotify answered about another account than the one that is connected; nothing of it is stored, and the next "
                + "run asks again; if it stays so, run 'sitegen connect \(username)'"
        case .impossibleDates(let date, let now):
            "Spotify dates a play \(date), which cannot be right at \(now.roundedUpToSeconds); set this machine's clock if "
                + "that is wrong; the next run tries again"
        case .unknownTimeZone(let zone, let username):
            "this machine does not know the time zone '\(zone)'; install tzdata, or run "
                + "'sitegen user set \(username) --time-zone Europe/Berlin'"
        }
    }
}
