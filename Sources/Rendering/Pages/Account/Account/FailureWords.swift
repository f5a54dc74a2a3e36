import SiteModel

/// Why a sync did not work, in words for the user: what it means, and who has to do something.
enum FailureWords {
    /// A sentence or two; the kind of error is `nil` for a word of another version.
    static func sentences(_ errorClass: ErrorClass?) -> String {
        switch errorClass {
        case .unauthorized, .refused:
            "Spotify no longer accepts the permission that you gave. Sign in with Spotify again."
        case .notConnected, .disconnected: "No Spotify account is connected. Sign in with Spotify again."
        case .denied, .stateMismatch, .noCode, .codeRefused, .rejected, .timedOut:
            "The sign-in at Spotify did not come to its end. Sign in with Spotify again."
        case .otherAccount: "Spotify answered about another account than yours, so nothing was stored. \(byItself)"
        case .notRegistered: "This site’s app may not ask for your account yet. \(operatorHelps)"
        case .premiumRequired, .invalidClient, .badRedirect, .forbidden:
            "Spotify does not let this site’s app in. \(operatorHelps)"
        case .wrongKey, .unknownSealing, .unsealable, .store, .unknownTimeZone:
            "Something on this site needs to be put right. \(operatorHelps)"
        case .rateLimited, .gateClosed: "Spotify asked this site to wait. \(byItself)"
        case .refusalOutage:
            "Spotify turned several people away at once, which looks like a fault of its own. \(byItself)"
        case .unavailable, .notFound, .unexpectedStatus, .undecodable:
            "Spotify could not be reached, or gave no answer that made sense. \(byItself)"
        case .impossibleDates: "Spotify named dates that cannot be, so nothing was stored. \(byItself)"
        case .tooEarly: "The last sync was only a moment ago. \(byItself)"
        case nil: "Something did not work. \(byItself)"
        }
    }

    private static let byItself = "It is tried again by itself."
    private static let operatorHelps = "The person who runs this site can help."
}
