public import SiteModel

/// Why a user could not be connected, or is no longer connected.
public enum OAuthError: ClassifiedError, Hashable {
    /// The refresh token is revoked, expired or invalid. The user must connect again.
    case refused
    /// The code of an authorization was refused.
    case codeRefused
    /// Spotify does not know the client id, or its secret is wrong.
    case invalidClient
    /// The user pressed "Cancel".
    case denied
    /// The answer belongs to another authorization.
    case stateMismatch
    /// The answer, or the pasted text, holds no code.
    case noCode
    /// Spotify reports another error; only its code is kept.
    case rejected(String)
    /// Spotify does not accept the redirect address.
    case badRedirect
    /// No answer came within the time limit.
    case timedOut

    /// The kind of error.
    public var errorClass: ErrorClass {
        switch self {
        case .refused: .refused
        case .codeRefused: .codeRefused
        case .invalidClient: .invalidClient
        case .denied: .denied
        case .stateMismatch: .stateMismatch
        case .noCode: .noCode
        case .rejected: .rejected
        case .badRedirect: .badRedirect
        case .timedOut: .timedOut
        }
    }

    /// What happened, and what to do about it.
    public var description: String {
        switch self {
        case .refused:
            "Spotify refused the refresh token (revoked, or older than 6 months); run 'sitegen connect' for this user"
        case .codeRefused:
            "Spotify did not take the code of this address: each works once, and for a few minutes; "
                + "run 'sitegen connect' again and use the new address"
        case .invalidClient:
            OperatorMistake.invalidClient.description
        case .denied:
            "access was not allowed on Spotify's page, so nothing was stored; to try again, run 'sitegen connect' and "
                + "agree there"
        case .stateMismatch:
            "this address belongs to another attempt to connect; open the one printed here, and use what comes of it"
        case .noCode:
            "there is no code in this; it has to be the whole address of the page at which the browser ended, which "
                + "begins with \(Authorization.registeredRedirect). \(Self.errorPages)"
        case .rejected(let code):
            "Spotify rejects the request (\(code)); check the app's redirect address and spotify.clientID"
        case .badRedirect:
            "Spotify does not take this address to return to; use http://127.0.0.1/callback (not localhost) or https"
        case .timedOut:
            "nobody came back from Spotify within 5 minutes, so nothing was stored; run 'sitegen connect' again, with "
                + "--no-browser if the browser is on another machine. \(Self.errorPages)"
        }
    }

    /// What Spotify's page says if it does not send the browser back at all.
    private static let errorPages =
        "If Spotify's page says 'Invalid redirect URI', add \(Authorization.registeredRedirect) to your app in the "
        + "dashboard; if it says 'Invalid client', check spotify.clientID"
}

extension OAuthError {
    /// An error code in the form of RFC 6749; any other text is not repeated in a message.
    static func word(_ code: String) -> String {
        let isWord = (1...40).contains(code.utf8.count) && code.utf8.allSatisfy { (97...122).contains($0) || $0 == 95 }
        return isWord ? code : "unknown error"
    }
}
