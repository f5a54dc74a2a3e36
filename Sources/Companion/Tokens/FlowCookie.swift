internal import Crypto
internal import Foundation
package import SiteModel
package import SyncRunner

/// What waits in the browser while the user is at Spotify, sealed: only this browser's answer can be taken up.
///
/// Not a token of any standard, so that no mistake could take it for a session.
package struct FlowCookie: Hashable, Sendable {
    /// Where the user wants to be afterwards; never an address.
    package enum Destination: String, Codable, Sendable, CaseIterable {
        case profile
        case account
        case delete

        /// Reads a field of the form; any other text means the account page.
        package init(field: String?) {
            self = field.flatMap(Self.init(rawValue:)) ?? .account
        }
    }

    /// The attempt to authorize.
    package var authorization: Authorization.Flow
    /// Where the user wants to be afterwards.
    package var then: Destination
    /// The name that a new user wishes for.
    package var username: Username?
    /// The invitation of a new user.
    package var invitation: SecretCode?
    /// When the user went to Spotify.
    package var startedAt: Instant

    /// How long the user may stay there.
    package static let lifetime: Duration = .seconds(600)
    /// How far in the future it may have begun, for clocks that differ.
    static let maximumAhead: Duration = .seconds(60)
    /// The longest value of a cookie that browsers keep.
    static let maximumLength = 4000
    private static let binding = Data("sitegen flow cookie 1".utf8)

    /// Creates the contents of a cookie.
    package init(
        authorization: Authorization.Flow, then: Destination, username: Username? = nil, invitation: SecretCode? = nil,
        startedAt: Instant
    ) {
        self.authorization = authorization
        self.then = then
        self.username = username
        self.invitation = invitation
        self.startedAt = startedAt
    }

    /// The value of the cookie.
    ///
    /// - Parameter key: The key for flows.
    /// - Returns: Base64url.
    /// - Throws: What the cipher throws.
    package func sealed(with key: DerivedKey) throws -> String {
        let contents = Contents(
            authorization: authorization, then: then, username: username?.rawValue, invitation: invitation?.reveal(),
            startedAt: startedAt.milliseconds)
        return try ChaChaPoly.seal(
            JSONEncoder().encode(contents), using: key.reveal(), authenticating: Self.binding
        ).combined.base64URL
    }

    /// Opens the value of a cookie; `nil` for any text but one that we sealed within the last 10 minutes.
    package init?(_ text: String, key: DerivedKey, at now: Instant) {
        // Why it cannot be taken up does not matter: the user has to begin again.
        guard text.utf8.count <= Self.maximumLength, let sealed = Data(base64URL: text),
            let box = try? ChaChaPoly.SealedBox(combined: sealed),
            let opened = try? ChaChaPoly.open(box, using: key.reveal(), authenticating: Self.binding),
            let contents = try? JSONDecoder().decode(Contents.self, from: opened)
        else { return nil }
        let startedAt = Instant(milliseconds: contents.startedAt)
        guard now.since(startedAt) <= Self.lifetime, startedAt.since(now) <= Self.maximumAhead else { return nil }
        self.init(
            authorization: contents.authorization, then: contents.then,
            username: contents.username.flatMap { try? Username($0) },
            invitation: contents.invitation.flatMap { SecretCode($0) }, startedAt: startedAt)
    }

    private struct Contents: Codable {
        var authorization: Authorization.Flow
        var then: Destination
        var username: String?
        var invitation: String?
        var startedAt: Int64
    }
}
