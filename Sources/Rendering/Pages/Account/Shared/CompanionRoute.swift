/// The addresses of the companion, below its prefix.
package enum CompanionRoute: String, Sendable, CaseIterable {
    case account = "account/"
    /// Followed by a file name.
    case assets = "account/assets/"
    case settings = "account/settings"
    case rename = "account/rename"
    case data = "account/data.json"
    case disconnect = "account/disconnect"
    case delete = "account/delete"
    case endSession = "account/sessions/end"
    case health = "account/health"
    case endUser = "account/health/end"
    case alive = "account/alive"
    case signIn = "api/auth/signin/spotify"
    case callback = "api/auth/callback/spotify"
    case signOut = "api/auth/signout"
    case sync = "api/spotify/sync"

    /// Whether it takes forms, by POST; the others are shown, by GET.
    package var takesForms: Bool {
        switch self {
        case .signIn, .signOut, .sync, .settings, .rename, .disconnect, .delete, .endSession, .endUser: true
        case .account, .assets, .data, .health, .alive, .callback: false
        }
    }
}
