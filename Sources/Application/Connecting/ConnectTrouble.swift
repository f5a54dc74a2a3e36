import SiteModel
package import SyncRunner

/// An error of Spotify while a user was being connected, and what the operator has to do; a later run cannot repair it.
package struct ConnectTrouble: Error, CustomStringConvertible {
    /// Spotify's answer.
    package var cause: SpotifyError
    var username: Username

    package var description: String {
        let command = "run 'sitegen connect \(username)' again"
        return switch cause {
        case .gateMustClose, .gateClosed: "\(cause.happening); \(command) after that"
        default: "\(cause.happening), so nothing was stored; \(cause.remedy.map { "\($0), then " } ?? "")\(command)"
        }
    }
}
