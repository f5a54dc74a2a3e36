/// A mistake that only the operator can fix, in the settings or in Spotify's dashboard.
///
/// The one place for its wording: errors, `connect` and `status` say the same.
public struct OperatorMistake: Hashable, Sendable, CustomStringConvertible {
    /// What happened.
    public let happening: String
    /// What to do.
    public let remedy: String

    /// What happened and what to do.
    public var description: String { "\(happening); \(remedy)" }

    /// The owner of the Spotify app has no Premium subscription.
    public static let premiumRequired = OperatorMistake(
        happening: "Spotify serves your app only while its owner has Premium",
        remedy: "renew it, or set another spotify.clientID")

    /// Spotify does not know the client id, or its secret is wrong.
    public static let invalidClient = OperatorMistake(
        happening: "Spotify does not accept the app",
        remedy: "check spotify.clientID and spotify.clientSecret against the dashboard")

    /// An account is not on the list of the Spotify app.
    public static func notRegistered(_ account: String = "this Spotify account") -> OperatorMistake {
        OperatorMistake(
            happening: "\(account) is not on your app's list",
            remedy: "add the account under User Management in the Spotify dashboard")
    }

    /// The tokens were sealed with another key.
    public static func wrongKey(_ key: String = "the key file") -> OperatorMistake {
        OperatorMistake(
            happening: "\(key) does not open the stored tokens", remedy: "put back the key file they were sealed with")
    }
}
